// SPDX-License-Identifier: MIT
// Makes the precompiled headers of a capture before its units are collected, or finds those
// of an earlier capture still good.
#pragma once

#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/ForkedWorker.h"
#include "analyzer/capture/UnitPlan.h"
#include "analyzer/capture/UnitReuse.h"

#include <llvm/Support/Error.h>

#include <functional>
#include <string>
#include <vector>

namespace hookqual::capture {

/// Called in a worker process: makes what `precompiledPrefix` names out of that file.
using PrecompileFunction = std::function<llvm::Error(const CollectRequest &)>;
/// Called in the parent, so that workers need not read it each: the files it is made from.
using LoadFunction = std::function<llvm::Expected<std::vector<std::string>>(const std::string &prefix)>;

struct PrecompileOptions {
  PrecompileFunction precompile;
  LoadFunction load;
  std::string tool; // digest of the program
  std::string sourceRoot, objectTree;
  std::string folder; // for the files; made when needed
  WorkerLimits limits;
  std::function<void(const std::string &)> announce; // what is done, and what failed
};

/// Sets PlannedUnit::precompiledPrefix of the missing units where it pays. The headers are
/// chosen from all units, so that they do not depend on what happens to be missing.
void precompileHeaders(const PrecompileOptions &options, const std::vector<PlannedUnit> &all,
                       UnitReuse &reuse, std::vector<PlannedUnit> &missing);

} // namespace hookqual::capture
