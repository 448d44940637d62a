// SPDX-License-Identifier: MIT
// Makes the precompiled headers of a capture before its units are collected.
#pragma once

#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/ForkedWorker.h"
#include "analyzer/capture/UnitPlan.h"

#include <llvm/Support/Error.h>

#include <functional>
#include <string>
#include <vector>

namespace hookqual::capture {

/// Called in a worker process: makes what `precompiledPrefix` names out of that file.
using PrecompileFunction = std::function<llvm::Error(const CollectRequest &)>;
/// Called in the parent, so that workers need not read it each.
using LoadFunction = std::function<llvm::Error(const std::string &prefix)>;

struct PrecompileOptions {
  PrecompileFunction precompile;
  LoadFunction load;
  std::string sourceRoot, objectTree;
  std::string folder; // for the files; made when needed
  WorkerLimits limits;
};

/// Sets PlannedUnit::precompiledPrefix where it pays. What cannot be precompiled is said in
/// the result, a line each; its units are then parsed as they are.
std::vector<std::string> precompileHeaders(const PrecompileOptions &options, std::vector<PlannedUnit> &units);

} // namespace hookqual::capture
