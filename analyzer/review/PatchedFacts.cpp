// SPDX-License-Identifier: MIT
#include "analyzer/review/PatchedFacts.h"

#include "analyzer/capture/FactsUpdate.h"
#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/FactsWriter.h"
#include "analyzer/store/PackedUnit.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace hookqual::review {

namespace fs = std::filesystem;
using capture::inputError;

namespace {

/// Unknown, but not the base's: what is kept of a check must not serve for other facts.
constexpr const char *kUnknownDigest = "";

bool isSource(llvm::StringRef file) {
  return file.ends_with(".c") || file.ends_with(".h");
}

} // namespace

llvm::Error PatchedFacts::begin() {
  if (!database_.empty())
    return llvm::Error::success();
  llvm::Expected<store::FactsReader> base = store::FactsReader::open(options_.base);
  if (!base)
    return base.takeError();
  llvm::Expected<std::vector<store::ManifestRow>> rows = base->manifest();
  if (!rows)
    return rows.takeError();
  for (store::ManifestRow &row : *rows)
    manifest_[row.unit] = std::move(row);
  const std::string copy = options_.scratch + "/facts.db";
  std::error_code error;
  fs::copy_file(options_.base, copy, fs::copy_options::overwrite_existing, error);
  if (error)
    return inputError(copy + ": cannot be written: " + error.message());
  database_ = copy;
  return llvm::Error::success();
}

/// The facts must be those of the tree that the patches are applied to.
llvm::Error PatchedFacts::refuseOtherTree(const std::vector<std::string> &units) {
  llvm::Expected<store::FactsReader> base = store::FactsReader::open(options_.base);
  if (!base)
    return base.takeError();
  std::set<std::string> seen;
  for (const std::string &unit : units) {
    auto files = base->dependencies(unit);
    if (!files)
      return files.takeError();
    for (const auto &[file, digest] : *files) {
      // Generated files are named relative to the object tree, or count by the options they set.
      const std::string place = (fs::path(options_.sourceRoot) / file).string();
      std::error_code ignored;
      if (digest.empty() || !seen.insert(file).second || !fs::exists(place, ignored))
        continue;
      if (capture::contentDigest(place) != digest)
        return inputError(options_.base + " was captured from another version of " + file +
                          ": the tree is not the base; capture it again, or check the base out");
    }
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<std::string>> PatchedFacts::unitsToCollect(const Overlay &overlay,
                                                                      UpdatedUnits &updated) const {
  const std::vector<std::string> &changed = overlay.lastChanged();
  llvm::Expected<store::FactsReader> facts = store::FactsReader::open(database_);
  if (!facts)
    return facts.takeError();
  llvm::Expected<std::vector<std::string>> reading =
      facts->unitsMadeFrom(std::set<std::string>(changed.begin(), changed.end()));
  if (!reading)
    return reading.takeError();
  std::set<std::string> units(reading->begin(), reading->end());
  // A unit that could not be parsed has no closure; its own file may be mended now.
  for (const std::string &file : changed)
    if (manifest_.contains(file))
      units.insert(file);
  std::vector<std::string> wanted;
  for (const std::string &unit : units) {
    if (overlay.isRemoved(unit))
      updated.removed.push_back(unit);
    else if (manifest_.contains(unit))
      wanted.push_back(unit);
  }
  for (const std::string &file : changed) {
    auto users = facts->unitsMadeFrom({file});
    if (!users)
      return users.takeError();
    if (isSource(file) && users->empty() && !manifest_.contains(file))
      updated.uncaptured.push_back(file);
  }
  return wanted;
}

llvm::Error PatchedFacts::collect(const Overlay &overlay, const std::vector<std::string> &units,
                                  UpdatedUnits &updated) {
  const std::string files = options_.scratch + "/overlay-" + std::to_string(++updates_) + ".yaml";
  if (llvm::Error error = overlay.writeFileSystem(files))
    return error;
  std::vector<capture::PlannedUnit> planned;
  for (const std::string &unit : units) {
    const store::ManifestRow &row = manifest_.at(unit);
    capture::PlannedUnit &plan = planned.emplace_back();
    plan.unit = unit;
    plan.command = {row.directory, row.file, row.object, row.arguments};
    plan.command.arguments.insert(plan.command.arguments.end(), {"-ivfsoverlay", files});
  }
  llvm::Expected<store::FactsWriter> writer = store::FactsWriter::revise(database_);
  if (!writer)
    return writer.takeError();
  for (const std::string &unit : updated.removed)
    if (llvm::Error error = writer->removeUnit(unit))
      return error;
  capture::WorkerOptions workers;
  workers.collect = options_.collect;
  workers.reproducer = options_.reproducer;
  workers.sourceRoot = options_.sourceRoot;
  workers.objectTree = options_.objectTree;
  workers.scratch = options_.scratch + "/skipped";
  workers.jobs = options_.jobs;
  workers.limits = options_.limits;
  llvm::Error error =
      capture::collectUnits(workers, planned, [&](capture::CollectedUnit unit) -> llvm::Error {
        if (auto *skipped = std::get_if<capture::SkippedUnit>(&unit)) {
          updated.skipped.push_back(*skipped);
          return writer->addSkipped(skipped->unit, skipped->reason, skipped->reproducer);
        }
        const capture::WorkerFacts &facts = std::get<capture::WorkerFacts>(unit);
        llvm::Expected<store::PackedUnit> packed = store::openPackedUnit(facts.bytes);
        if (!packed)
          return packed.takeError();
        for (const llvm::StringRef file : packed->dependencies)
          if (overlay.isRemoved(file.str())) {
            updated.skipped.push_back(
                {facts.unit, "includes " + file.str() + ", which the patch removes", ""});
            return writer->addSkipped(facts.unit, updated.skipped.back().reason, "");
          }
        updated.collected.push_back(facts.unit);
        return writer->addUnit(*packed, kUnknownDigest);
      });
  if (error)
    return error;
  if (llvm::Error failure = writer->setMeta(capture::kFactsDigest, kUnknownDigest))
    return failure;
  return writer->finish();
}

llvm::Expected<UpdatedUnits> PatchedFacts::update(const Overlay &overlay) {
  if (llvm::Error error = begin())
    return std::move(error);
  UpdatedUnits updated;
  llvm::Expected<std::vector<std::string>> units = unitsToCollect(overlay, updated);
  if (!units)
    return units.takeError();
  if (llvm::Error error = refuseOtherTree(*units))
    return std::move(error);
  if (!units->empty() || !updated.removed.empty())
    if (llvm::Error error = collect(overlay, *units, updated))
      return std::move(error);
  std::ranges::sort(updated.collected);
  std::ranges::sort(updated.skipped, {}, &capture::SkippedUnit::unit);
  return updated;
}

} // namespace hookqual::review
