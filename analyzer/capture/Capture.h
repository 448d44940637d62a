// SPDX-License-Identifier: MIT
// The whole step from a kernel tree to facts.db:
//
//   findUnits ─► planUnits ─► collectUnits ─► store::FactsWriter
//
// The database changes its content in one moment, when all is done, so an interrupted
// capture leaves an earlier one as it was; what it had collected is in the cache.
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
  std::string toolDigest;  // of the program: another one's facts are not reused
  uint64_t cacheBytes = 0; // how much the cache may keep
  bool usesCache = true, usesPrecompiled = true, verifiesPrecompiled = false;
  ProgressStyle progress = ProgressStyle::Plain;
};

struct CaptureSummary {
  size_t units = 0;                                 // wanted
  size_t parsed = 0;                                // whose facts are in the database: those that
  size_t kept = 0, cached = 0, collected = 0;       // were there, came from the cache, were collected
  size_t precompiled = 0;                           // of the collected, with a precompiled header
  std::vector<SkippedUnit> skipped;                 // by unit
  std::map<std::string, std::string> parsedPlainly; // unit, and why it used no precompiled header
  double findSeconds = 0, collectSeconds = 0;
  uint64_t databaseBytes = 0;
  bool hasChanged = true; // the database
};

/// Progress goes to `log`. Fails when the input is wrong or when no unit could be parsed.
llvm::Expected<CaptureSummary> capture(const CaptureOptions &options, llvm::raw_ostream &log);

/// Where capture keeps what may be deleted at any time: facts of units as they once were,
/// precompiled headers, results of checks.
std::string cacheDirectoryFor(const std::string &database);
/// Where the requests of skipped units lie.
std::string skippedDirectoryFor(const std::string &database);

/// Where capture records when it captures into `database`, unless told otherwise.
std::string recordingDirectoryFor(const std::string &database);

} // namespace hookqual::capture
