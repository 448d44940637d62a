// SPDX-License-Identifier: MIT
#include "analyzer/capture/Collection.h"

#include "analyzer/capture/Paths.h"

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// What a killed capture may lose.
constexpr size_t kMostUnstored = 64;
constexpr std::chrono::seconds kLongestUnstored{2};

} // namespace

llvm::Error Collection::run(const UnitPlan &plan, llvm::raw_ostream &log) {
  if (llvm::Error error = sort(plan))
    return error;
  for (const auto *list : {&found_.unrecorded, &plan.skipped})
    for (const SkippedUnit &skipped : *list)
      if (llvm::Error error = skip(skipped))
        return error;
  if (llvm::Error error = addCached())
    return error;
  return missing_.empty() ? llvm::Error::success() : collect(plan, log);
}

llvm::Error Collection::sort(const UnitPlan &plan) {
  size_t kept = 0;
  for (const PlannedUnit &unit : plan.units) {
    llvm::Expected<std::optional<UnitReuse::Hit>> hit = reuse_.find(unit);
    if (!hit)
      return hit.takeError();
    if (!*hit || !options_.usesCache) {
      missing_.push_back(unit);
      continue;
    }
    kept += update_.has(unit.unit, (*hit)->digest) ? 1 : 0;
    cached_.push_back({&unit, std::move(**hit)});
  }
  update_.begin(plan.units.size(), kept);
  return llvm::Error::success();
}

/// When the database is made anew, also those that the old one has.
llvm::Error Collection::addCached() {
  for (const Cached &each : cached_) {
    if (update_.revises() && update_.has(each.unit->unit, each.hit.digest)) {
      update_.keep(each.unit->unit);
      ++summary_.kept;
      continue;
    }
    llvm::Expected<store::UnitCache::Facts> facts = reuse_.facts(each.hit);
    if (!facts)
      return facts.takeError();
    llvm::Expected<store::PackedUnit> unit = store::openPackedUnit(facts->bytes);
    if (!unit) { // damaged: as if it were not there
      llvm::consumeError(unit.takeError());
      missing_.push_back(*each.unit);
      continue;
    }
    ++summary_.cached;
    if (llvm::Error error = update_.addUnit(*unit, reuse_.originOf(each.hit), facts->parsedPlainly))
      return error;
  }
  return llvm::Error::success();
}

void Collection::precompile(const UnitPlan &plan, llvm::raw_ostream &log) {
  PrecompileOptions options;
  options.precompile = options_.precompile;
  options.load = options_.loadPrecompiled;
  options.tool = options_.toolDigest;
  options.sourceRoot = found_.sourceRoot;
  options.objectTree = found_.objectTree;
  options.folder = cacheDirectoryFor(options_.database) + "/precompiled";
  options.limits = options_.unitLimits;
  options.announce = [&](const std::string &line) { log << line << '\n'; };
  precompileHeaders(options, plan.units, reuse_, missing_);
}

llvm::Error Collection::collect(const UnitPlan &plan, llvm::raw_ostream &log) {
  reuse_.sources().distrustLaterChanges();
  if (options_.usesPrecompiled)
    precompile(plan, log);
  WorkerOptions workers;
  workers.collect = options_.collect;
  workers.reproducer = options_.reproducer;
  workers.sourceRoot = found_.sourceRoot;
  workers.objectTree = found_.objectTree;
  workers.scratch = skippedDirectoryFor(options_.database);
  workers.jobs = options_.query.jobs;
  workers.limits = options_.unitLimits;
  workers.verifiesPrecompiled = options_.verifiesPrecompiled;
  Progress progress(log, options_.progress, missing_.size());
  llvm::Error error =
      collectUnits(workers, missing_, [&](CollectedUnit unit) { return take(std::move(unit), progress); });
  progress.finish();
  if (error)
    return error;
  return flush();
}

llvm::Error Collection::take(CollectedUnit unit, Progress &progress) {
  if (auto *skipped = std::get_if<SkippedUnit>(&unit)) {
    progress.skipped(skipped->unit);
    return skip(std::move(*skipped));
  }
  progress.parsed(std::get<WorkerFacts>(unit).unit);
  taken_.push_back(std::move(std::get<WorkerFacts>(unit)));
  const bool isDue = std::chrono::steady_clock::now() - flushed_ > kLongestUnstored;
  return isDue || taken_.size() >= kMostUnstored ? flush() : llvm::Error::success();
}

llvm::Error Collection::skip(SkippedUnit skipped) {
  llvm::Error error = update_.addSkipped(skipped);
  summary_.skipped.push_back(std::move(skipped));
  return error;
}

llvm::Error Collection::flush() {
  std::vector<store::PackedUnit> units;
  for (const WorkerFacts &taken : taken_) {
    llvm::Expected<store::PackedUnit> unit = store::openPackedUnit(taken.bytes);
    if (!unit)
      return unit.takeError();
    units.push_back(std::move(*unit));
  }
  llvm::Expected<std::vector<std::vector<store::FileNumber>>> files = reuse_.lookAgain(units);
  if (!files)
    return files.takeError();
  for (size_t i = 0; i < units.size(); ++i) {
    const auto planned = std::ranges::find(missing_, units[i].unit, &PlannedUnit::unit);
    llvm::Expected<UnitOrigin> origin =
        reuse_.keep(*planned, std::move((*files)[i]), {taken_[i].bytes, taken_[i].parsedPlainly});
    if (!origin)
      return origin.takeError();
    if (llvm::Error error = update_.addUnit(units[i], *origin, taken_[i].parsedPlainly))
      return error;
    ++summary_.collected;
    if (planned->precompiledPrefix.empty())
      continue;
    ++summary_.precompiled;
    if (!taken_[i].parsedPlainly.empty())
      summary_.parsedPlainly.emplace(taken_[i].unit, std::move(taken_[i].parsedPlainly));
  }
  taken_.clear();
  flushed_ = std::chrono::steady_clock::now();
  return llvm::Error::success();
}

} // namespace hookqual::capture
