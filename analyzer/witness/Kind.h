// SPDX-License-Identifier: MIT
// What kind of mistake a type error is, from what happened to the authorizer on the path
// and off it.
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/witness/Path.h"

#include <string>

namespace hookqual::witness {

enum class Kind : uint8_t {
  Missing,
  Bypass,
  IgnoredResult,
  Late,
  Early,
  WrongObject,
  WrongMode,
  WrongSubject,
  Relookup,
  Unlabelled
};

std::string_view toString(Kind kind);

Kind kindOf(const ir::Program &program, const infer::RuleResult &result, const infer::Obligation &obligation,
            const Path &path);

} // namespace hookqual::witness
