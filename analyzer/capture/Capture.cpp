// SPDX-License-Identifier: MIT
#include "analyzer/capture/Capture.h"

#include "analyzer/capture/KernelTree.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/UnitPlan.h"
#include "analyzer/capture/WorkerPool.h"
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/FactsWriter.h"

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

/// Stores units as they come and counts them.
class Recorder {
public:
  Recorder(store::FactsWriter &writer, Progress &progress, CaptureSummary &summary)
      : writer_(writer), progress_(progress), summary_(summary) {}

  llvm::Error take(CollectedUnit unit) {
    if (auto *skipped = std::get_if<SkippedUnit>(&unit)) {
      progress_.skipped(skipped->unit);
      return skip(std::move(*skipped));
    }
    const auto &facts = std::get<store::PackedUnit>(unit);
    ++summary_.parsed;
    summary_.functions += facts.functions.size();
    progress_.parsed(facts.unit.str());
    return writer_.addUnit(facts, /*unitDigest=*/"");
  }

  llvm::Error skip(SkippedUnit skipped) {
    llvm::Error error = writer_.addSkipped(skipped.unit, skipped.reason, skipped.reproducer);
    summary_.skipped.push_back(std::move(skipped));
    return error;
  }

private:
  store::FactsWriter &writer_;
  Progress &progress_;
  CaptureSummary &summary_;
};

llvm::Error describe(store::FactsWriter &writer, const CaptureOptions &options, const FoundUnits &found) {
  const KernelIdentity kernel = identify(found.sourceRoot, found.objectTree);
  const std::pair<const char *, std::string> rows[] = {
      {"architecture", kernel.architecture},      {"compiler", "clang " LLVM_VERSION_STRING},
      {"config_compiler", kernel.configCompiler}, {"config_digest", kernel.configDigest},
      {"kernel_version", kernel.version},         {"object_tree", found.objectTree},
      {"paths", llvm::join(found.wanted, " ")},   {"source_root", found.sourceRoot},
      {"tool_version", options.toolVersion},
  };
  for (const auto &[key, value] : rows)
    if (llvm::Error error = writer.setMeta(key, value))
      return error;
  return llvm::Error::success();
}

std::string skippedDirectoryFor(const std::string &database) {
  return database + ".skipped";
}

llvm::Error writeManifest(store::FactsWriter &writer, const UnitPlan &plan) {
  for (const PlannedUnit &planned : plan.units) {
    const CompileCommand &command = planned.command;
    if (llvm::Error error = writer.addManifest(
            {planned.unit, command.directory, command.file, command.object, command.arguments}))
      return error;
  }
  return llvm::Error::success();
}

/// Runs the workers over the plan, single writer of the database.
llvm::Error collectInto(store::FactsWriter &writer, const CaptureOptions &options, const FoundUnits &found,
                        const UnitPlan &plan, llvm::raw_ostream &log, CaptureSummary &summary) {
  Progress progress(log, options.progress, plan.units.size());
  Recorder recorder(writer, progress, summary);
  for (const auto *list : {&found.unrecorded, &plan.skipped})
    for (const SkippedUnit &skipped : *list)
      if (llvm::Error error = recorder.skip(skipped))
        return error;

  WorkerOptions workers;
  workers.command = options.workerCommand;
  workers.sourceRoot = found.sourceRoot;
  workers.scratch = skippedDirectoryFor(options.database);
  workers.jobs = options.query.jobs;
  workers.timeLimit = options.unitTimeLimit;
  std::error_code ignored;
  fs::remove_all(workers.scratch, ignored); // of an earlier capture
  llvm::Error error =
      collectUnits(workers, plan.units, [&](CollectedUnit unit) { return recorder.take(std::move(unit)); });
  progress.finish();
  if (summary.parsed == plan.units.size())
    fs::remove_all(workers.scratch, ignored);
  return error;
}

} // namespace

std::string recordingDirectoryFor(const std::string &database) {
  return (fs::path(database).parent_path() / "kbuild").string();
}

llvm::Expected<CaptureSummary> capture(const CaptureOptions &options, llvm::raw_ostream &log) {
  if (llvm::Error error = checkDestination(options.database))
    return error;
  CaptureSummary summary;
  Stopwatch findTime;
  llvm::Expected<FoundUnits> found =
      findUnits(options.query, [&](const std::string &line) { log << line << '\n'; });
  if (!found)
    return found.takeError();
  UnitPlan plan = planUnits(std::move(found->commands), found->sourceRoot, found->wanted);
  if (llvm::Error error = refuseEmptyPlan(plan, *found))
    return error;
  for (const std::string &path : plan.emptyPaths)
    log << "note: " << path << ": no C unit of this configuration lies there\n";
  summary.findSeconds = findTime.seconds();
  summary.units = plan.units.size() + plan.skipped.size() + found->unrecorded.size();

  Stopwatch collectTime;
  llvm::Expected<store::FactsWriter> writer = store::FactsWriter::create(options.database);
  if (!writer)
    return writer.takeError();
  if (llvm::Error error = describe(*writer, options, *found))
    return error;
  if (llvm::Error error = writeManifest(*writer, plan))
    return error;
  if (llvm::Error error = collectInto(*writer, options, *found, plan, log, summary))
    return error;
  std::ranges::sort(summary.skipped, {}, &SkippedUnit::unit);
  if (summary.parsed == 0)
    return refuseNothingParsed(summary.skipped);
  if (llvm::Error error = writer->finish())
    return error;
  summary.collectSeconds = collectTime.seconds();
  std::error_code ignored;
  summary.databaseBytes = fs::file_size(options.database, ignored);
  return summary;
}

} // namespace hookqual::capture
