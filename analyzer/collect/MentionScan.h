// SPDX-License-Identifier: MIT
// Which identifiers a header mentions, and where in the preprocessor's grammar: what a
// macro that is defined before the header is included could change in it. Read from the raw
// text, so that what is no macro yet is seen too.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace clang {
class LangOptions;
} // namespace clang

namespace hookqual::collect {

enum class Mention : uint8_t {
  Code,      // in code or in the body of a macro: matters where it is expanded
  Default,   // `#ifndef M`, `#define M ...`, `#endif`: a definition for those who have none
  Directive, // in a condition, defined or undefined: decides what the header says
};

struct MentionPlace {
  size_t offset = 0;
  llvm::StringRef macro; // in whose body it stands; else empty
  bool isCondition = false;
};

using TakeMention =
    llvm::function_ref<void(llvm::StringRef identifier, Mention mention, const MentionPlace &place)>;

/// `text` ends with a zero byte, as LLVM's memory buffers do.
void scanMentions(llvm::StringRef text, const clang::LangOptions &language, TakeMention take);

} // namespace hookqual::collect
