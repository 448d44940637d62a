// SPDX-License-Identifier: MIT
// The whole step from a kernel tree to facts.db:
//
//   findUnits ─► planUnits ─► collectUnits ─► store::FactsWriter
//
// The database appears under its name only when it is complete, so an interrupted capture
// leaves an earlier one as it was.
#pragma once

#include "analyzer/capture/FindUnits.h"
#include "analyzer/capture/PrecompiledHeaders.h"
#include "analyzer/capture/Progress.h"
#include "analyzer/capture/WorkerPool.h"

#include <llvm/Support/Error.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hookqual::capture {

struct CaptureOptions {
  UnitQuery query;
  std::string database;
  CollectFunction collect;
  PrecompileFunction precompile;
  LoadFunction loadPrecompiled;
  std::vector<std::string> reproducer; // `hookqual collect-unit`
  WorkerLimits unitLimits;
  bool usesPrecompiled = true, verifiesPrecompiled = false;
  ProgressStyle progress = ProgressStyle::Plain;
};

struct CaptureSummary {
  size_t units = 0, parsed = 0, functions = 0;
  size_t precompiled = 0;                           // units that started from a precompiled header
  std::vector<SkippedUnit> skipped;                 // by unit
  std::map<std::string, std::string> parsedPlainly; // unit, and why it used no precompiled header
  double findSeconds = 0, collectSeconds = 0;
  uint64_t databaseBytes = 0;
};

/// Progress goes to `log`. Fails when the input is wrong or when no unit could be parsed.
llvm::Expected<CaptureSummary> capture(const CaptureOptions &options, llvm::raw_ostream &log);

/// Where capture records when it captures into `database`, unless told otherwise.
std::string recordingDirectoryFor(const std::string &database);

} // namespace hookqual::capture
