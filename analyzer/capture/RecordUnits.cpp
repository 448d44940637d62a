// SPDX-License-Identifier: MIT
#include "analyzer/capture/RecordUnits.h"

#include "analyzer/capture/CmdFile.h"
#include "analyzer/capture/Freshness.h"
#include "analyzer/capture/Kbuild.h"
#include "analyzer/capture/KernelTree.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/RecordingKey.h"
#include "analyzer/capture/kernel.config.h"

#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <cassert>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// A configuration made for another compiler loses many options that only describe it.
std::string firstOf(const std::vector<std::string> &options) {
  constexpr size_t kShown = 8;
  if (options.size() <= kShown)
    return llvm::join(options, " ");
  return llvm::join(options.begin(), options.begin() + kShown, " ") + " and " +
         std::to_string(options.size() - kShown) + " more";
}

bool liesInOneOf(const std::string &path, const std::vector<std::string> &directories) {
  return std::ranges::any_of(directories,
                             [&](const std::string &d) { return path == d || !pathBelow(path, d).empty(); });
}

class UnitRecorder {
public:
  UnitRecorder(const UnitQuery &query, FoundUnits &found, Announce announce, Kbuild kbuild)
      : config_(query.config.empty() ? "default" : query.config), output_(query.output),
        toolVersion_(query.toolVersion), module_(query.module), found_(found), announce_(announce),
        kbuild_(std::move(kbuild)) {}

  llvm::Error run();

private:
  llvm::Expected<std::string> key() const;

  /// What must be done again; `recording_` holds what is kept.
  Freshness judgeKept(const std::string &key);

  llvm::Error configure(const std::string &key);
  llvm::Error record(std::vector<std::string> paths);

  std::vector<std::string> pathsToRecord() const;
  bool isRecorded(const std::string &path) const;
  llvm::Error takeUnits(const std::vector<std::string> &wanted);
  llvm::Error takeModule();

  std::string cacheFile() const { return output_ + "/recording.json"; }

  const std::string config_, output_, toolVersion_, module_;
  FoundUnits &found_;
  Announce announce_;
  Kbuild kbuild_;
  KeptRecording recording_;
  const int64_t started_ = currentTime();
};

llvm::Expected<std::string> UnitRecorder::key() const {
  KeyParts parts{toolVersion_, found_.sourceRoot, "", kbuild_.tools()};
  if (config_ == "default") {
    parts.config = "default\n" + std::string(kKernelConfig);
  } else {
    llvm::Expected<std::string> text = readFile(config_);
    if (!text)
      return text.takeError();
    parts.config = "file\n" + *text;
  }
  return recordingKey(parts);
}

Freshness UnitRecorder::judgeKept(const std::string &key) {
  std::optional<KeptRecording> kept = readRecording(cacheFile());
  if (!kept)
    return {Rerun::Everything};
  if (kept->key != key)
    return {Rerun::Everything, "the configuration, the environment or hookqual"};
  recording_ = std::move(*kept);
  return judge(recording_, found_.sourceRoot);
}

llvm::Error UnitRecorder::configure(const std::string &key) {
  // From nothing: make would keep what only looks as if it were up to date.
  std::error_code error;
  fs::remove_all(found_.objectTree, error);
  fs::create_directories(found_.objectTree, error);
  if (error)
    return inputError(found_.objectTree + ": cannot be created: " + error.message());

  recording_ = {};
  recording_.key = key;
  stampBuildFiles(recording_, found_.sourceRoot, kbuild_.tools());
  announce_("configuring (" +
            (config_ == "default" ? std::string("defconfig and hookqual's fragment") : config_) + ")");
  llvm::Expected<std::vector<std::string>> lost = kbuild_.configure(config_);
  if (!lost)
    return lost.takeError();
  if (!lost->empty())
    recording_.notes.push_back("note: not kept by this kernel and compiler: " + firstOf(*lost));
  return llvm::Error::success();
}

std::vector<std::string> UnitRecorder::pathsToRecord() const {
  if (!found_.wanted.empty())
    return found_.wanted;
  return codeDirectories(found_.sourceRoot, identify(found_.sourceRoot, found_.objectTree).architecture);
}

/// What lies in a recorded directory is recorded with it if it is configured; if not, Kbuild
/// may still make it when it is asked for by name.
bool UnitRecorder::isRecorded(const std::string &path) const {
  if (std::ranges::find(recording_.paths, path) != recording_.paths.end())
    return true;
  if (!liesInOneOf(path, recording_.paths))
    return false;
  llvm::Expected<std::vector<CompileCommand>> commands = readCmdFiles(found_.objectTree, path);
  if (commands)
    return !commands->empty();
  llvm::consumeError(commands.takeError());
  return false;
}

llvm::Error UnitRecorder::record(std::vector<std::string> paths) {
  announce_("recording the units");
  llvm::Expected<Recording> made = kbuild_.record(paths);
  if (!made)
    return made.takeError();
  std::erase_if(recording_.unrecorded,
                [&](const SkippedUnit &unit) { return liesInOneOf(unit.unit, paths); });
  std::ranges::move(made->unrecorded, std::back_inserter(recording_.unrecorded));
  std::ranges::move(paths, std::back_inserter(recording_.paths));
  stampObjectTree(recording_, found_.sourceRoot, found_.objectTree, started_);
  return writeRecording(recording_, cacheFile());
}

llvm::Error UnitRecorder::takeUnits(const std::vector<std::string> &wanted) {
  for (const std::string &path : wanted) {
    llvm::Expected<std::vector<CompileCommand>> commands = readCmdFiles(found_.objectTree, path);
    if (!commands)
      return commands.takeError();
    std::ranges::move(*commands, std::back_inserter(found_.commands));
  }
  for (const SkippedUnit &unit : recording_.unrecorded) // some are no unit but, say, a generated header
    if (liesInOneOf(unit.unit, wanted) || !liesInOneOf(unit.unit, recording_.paths))
      found_.unrecorded.push_back(unit);
  return llvm::Error::success();
}

/// Each time anew: it is small, and nothing says what it was made of.
llvm::Error UnitRecorder::takeModule() {
  const std::string copy = "external/" + fs::path(module_).filename().string();
  announce_("recording the module " + module_);
  llvm::Expected<Recording> made = kbuild_.recordModule(module_, copy);
  if (!made)
    return made.takeError();
  std::ranges::move(made->commands, std::back_inserter(found_.commands));
  if (!found_.wanted.empty())
    found_.wanted.push_back(copy);
  return llvm::Error::success();
}

llvm::Error UnitRecorder::run() {
  llvm::Expected<std::string> currentKey = key();
  if (!currentKey)
    return currentKey.takeError();
  const Freshness freshness = judgeKept(*currentKey);
  if (!freshness.changed.empty())
    announce_("recording again, since " + freshness.changed + " changed");

  std::error_code ignored; // interrupted from here on, nothing is kept
  if (freshness.rerun != Rerun::Nothing)
    fs::remove(cacheFile(), ignored);
  if (freshness.rerun == Rerun::Everything)
    if (llvm::Error error = configure(*currentKey))
      return error;
  for (const std::string &note : recording_.notes)
    announce_(note);
  if (freshness.rerun != Rerun::Nothing) {
    recording_.paths.clear();
    recording_.unrecorded.clear();
    announce_("preparing generated headers");
    if (llvm::Error error = kbuild_.prepare())
      return error;
  } else {
    announce_("reusing the recording in " + output_);
  }

  const std::vector<std::string> wanted = pathsToRecord();
  std::vector<std::string> missing;
  std::ranges::copy_if(wanted, std::back_inserter(missing),
                       [&](const std::string &path) { return !isRecorded(path); });
  if (!missing.empty()) {
    fs::remove(cacheFile(), ignored);
    if (llvm::Error error = record(missing))
      return error;
  } else if (freshness.hasNewStamps) {
    if (llvm::Error error = writeRecording(recording_, cacheFile()))
      return error;
  }
  if (llvm::Error error = takeUnits(wanted))
    return error;
  return module_.empty() ? llvm::Error::success() : takeModule();
}

} // namespace

llvm::Error recordUnits(const UnitQuery &query, FoundUnits &found, Announce announce) {
  assert(found.recording);
  if (llvm::Error error = found.recording->claimFor(found.sourceRoot))
    return error;
  llvm::Expected<Kbuild> kbuild = Kbuild::open(found.sourceRoot, query.output, query.jobs);
  if (!kbuild)
    return kbuild.takeError();
  found.objectTree = kbuild->objectTree();
  return UnitRecorder(query, found, announce, std::move(*kbuild)).run();
}

} // namespace hookqual::capture
