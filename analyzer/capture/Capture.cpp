// SPDX-License-Identifier: MIT
#include "analyzer/capture/Capture.h"

#include "analyzer/capture/Collection.h"
#include "analyzer/capture/FactsUpdate.h"
#include "analyzer/capture/FileLock.h"
#include "analyzer/capture/KernelTree.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/UnitPlan.h"
#include "analyzer/store/DatabaseFile.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Config/llvm-config.h>

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

class Stopwatch {
public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }

private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

llvm::Error refuseEmptyPlan(const UnitPlan &plan, const FoundUnits &found) {
  if (!plan.units.empty())
    return llvm::Error::success();
  std::string where = found.wanted.empty() ? found.sourceRoot : llvm::join(found.wanted, ", ");
  return inputError(where + ": no C unit of this configuration lies there");
}

/// Said before recording, which takes longer than a user wants to wait for a typing error.
llvm::Error checkDestination(const std::string &database) {
  const fs::path directory = fs::path(database).parent_path();
  std::error_code error;
  if (!fs::is_directory(directory, error))
    return inputError(database + ": cannot be written: there is no directory " + directory.string());
  return store::checkReplaceable(database);
}

llvm::Error refuseNothingParsed(const std::vector<SkippedUnit> &skipped) {
  const SkippedUnit &first = skipped.front();
  std::string text = "no unit could be parsed; the first: " + first.unit + ": " + first.reason;
  if (!first.reproducer.empty())
    text += "\n  see again: " + first.reproducer;
  return inputError(text);
}

/// The cache's directory, locked: one capture at a time writes one database.
class CacheDirectory {
public:
  static llvm::Expected<CacheDirectory> open(const std::string &database) {
    const std::string path = cacheDirectoryFor(database);
    std::error_code error;
    const bool isNew = fs::create_directories(path, error);
    if (error)
      return inputError(path + ": cannot be created: " + error.message());
    llvm::Expected<FileLock> lock = FileLock::acquire(path + "/lock", database);
    if (!lock)
      return lock.takeError();
    return CacheDirectory(path, isNew, std::move(*lock));
  }

  void removeIfNew() const {
    std::error_code ignored;
    if (isNew_)
      fs::remove_all(path_, ignored);
  }

private:
  CacheDirectory(std::string path, bool isNew, FileLock lock)
      : path_(std::move(path)), isNew_(isNew), lock_(std::move(lock)) {}

  std::string path_;
  bool isNew_;
  FileLock lock_;
};

std::map<std::string, std::string> describe(const CaptureOptions &options, const FoundUnits &found) {
  const KernelIdentity kernel = identify(found.sourceRoot, found.objectTree);
  return {
      {"architecture", kernel.architecture},       {"compiler", "clang " LLVM_VERSION_STRING},
      {"config_compiler", kernel.configCompiler},  {"config_digest", kernel.configDigest},
      {"kernel_version", kernel.version},          {"object_tree", found.objectTree},
      {"paths", llvm::join(found.wanted, " ")},    {"source_root", found.sourceRoot},
      {"tool_version", options.query.toolVersion},
  };
}

llvm::Expected<UnitPlan> planFound(FoundUnits &found, llvm::raw_ostream &log) {
  UnitPlan plan = planUnits(std::move(found.commands), found.sourceRoot, found.wanted);
  if (llvm::Error error = refuseEmptyPlan(plan, found))
    return std::move(error);
  for (const std::string &path : plan.emptyPaths)
    log << "note: " << path << ": no C unit of this configuration lies there\n";
  return plan;
}

std::string unitCacheFor(const std::string &database) {
  return cacheDirectoryFor(database) + "/units.db";
}

/// From the units to the database.
llvm::Error collect(const CaptureOptions &options, const FoundUnits &found, const UnitPlan &plan,
                    llvm::raw_ostream &log, CaptureSummary &summary) {
  llvm::Expected<std::unique_ptr<UnitReuse>> reuse = UnitReuse::open(
      {unitCacheFor(options.database), options.toolDigest, found.sourceRoot, found.objectTree});
  if (!reuse)
    return reuse.takeError();
  std::error_code ignored;
  fs::remove_all(skippedDirectoryFor(options.database), ignored); // of an earlier capture

  FactsUpdate update(options.database);
  Collection collection(options, found, **reuse, update, summary);
  if (llvm::Error error = collection.run(plan, log))
    return error;
  std::ranges::sort(summary.skipped, {}, &SkippedUnit::unit);
  summary.parsed = update.unitCount();
  if (summary.parsed == 0)
    return refuseNothingParsed(summary.skipped);
  if (llvm::Error error = update.finish(plan, describe(options, found)))
    return error;
  summary.hasChanged = update.hasChanged();
  return (*reuse)->finish(options.cacheBytes);
}

/// A cache that turns out to be damaged costs what was in it, and no more.
llvm::Error collectDespiteDamage(const CaptureOptions &options, const FoundUnits &found, const UnitPlan &plan,
                                 llvm::raw_ostream &log, CaptureSummary &summary) {
  const CaptureSummary before = summary;
  llvm::Error failure = collect(options, found, plan, log, summary);
  if (!failure.isA<store::DamagedCache>())
    return failure;
  log << "note: " << llvm::toString(std::move(failure)) << "; begun anew\n";
  store::UnitCache::remove(unitCacheFor(options.database));
  summary = before;
  return collect(options, found, plan, log, summary);
}

} // namespace

std::string cacheDirectoryFor(const std::string &database) {
  return database + ".cache";
}

std::string skippedDirectoryFor(const std::string &database) {
  return database + ".skipped";
}

std::string recordingDirectoryFor(const std::string &database) {
  return (fs::path(database).parent_path() / "kbuild").string();
}

llvm::Expected<CaptureSummary> capture(const CaptureOptions &options, llvm::raw_ostream &log) {
  if (llvm::Error error = checkDestination(options.database))
    return std::move(error);
  CaptureSummary summary;
  Stopwatch findTime;
  llvm::Expected<FoundUnits> found =
      findUnits(options.query, [&](const std::string &line) { log << line << '\n'; });
  if (!found)
    return found.takeError();
  const size_t unrecorded = found->unrecorded.size();
  llvm::Expected<UnitPlan> plan = planFound(*found, log);
  if (!plan)
    return plan.takeError();
  summary.findSeconds = findTime.seconds();
  summary.units = plan->units.size() + plan->skipped.size() + unrecorded;

  Stopwatch collectTime;
  llvm::Expected<CacheDirectory> cache = CacheDirectory::open(options.database);
  if (!cache)
    return cache.takeError();
  if (llvm::Error failure = collectDespiteDamage(options, *found, *plan, log, summary)) {
    if (summary.collected == 0)
      cache->removeIfNew(); // it holds nothing that anybody could want
    return std::move(failure);
  }
  summary.collectSeconds = collectTime.seconds();
  std::error_code ignored;
  summary.databaseBytes = fs::file_size(options.database, ignored);
  return summary;
}

} // namespace hookqual::capture
