// SPDX-License-Identifier: MIT
#include "analyzer/capture/Freshness.h"

#include "analyzer/capture/BuildFiles.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/RecordingKey.h"

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// False at the first file that differs, which is then named in `freshness`.
bool areAlike(std::vector<FileStamp> &stamps, Digest digest, Rerun otherwise, Freshness &freshness) {
  for (FileStamp &stamp : stamps) {
    const Likeness likeness = compare(stamp, digest);
    if (likeness == Likeness::Different) {
      freshness.rerun = otherwise;
      freshness.changed = stamp.path;
      return false;
    }
    freshness.hasNewStamps |= likeness == Likeness::Touched;
  }
  return true;
}

/// Whether make will see that a file changed, as it goes by times alone.
bool isNewer(const std::string &path, int64_t time) {
  return stampOf(path, contentDigest).modified > time;
}

/// All but the empty files, which are make's time stamps and the objects of recorded units.
std::vector<FileStamp> stampsOfTree(const std::string &directory) {
  std::vector<FileStamp> stamps;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored) && !it->is_symlink(ignored) && it->file_size(ignored) > 0)
      stamps.push_back(stampOf(it->path().string(), contentDigest));
  }
  std::ranges::sort(stamps, {}, &FileStamp::path);
  return stamps;
}

} // namespace

Freshness judge(KeptRecording &kept, const std::string &sourceRoot) {
  auto namesDigest = [&](const std::string &path) { return buildFileNamesDigest(path, sourceRoot); };
  Freshness freshness;
  if (areAlike(kept.directories, namesDigest, Rerun::Everything, freshness) &&
      areAlike(kept.buildFiles, contentDigest, Rerun::Everything, freshness) &&
      areAlike(kept.made, contentDigest, Rerun::Everything, freshness) &&
      !areAlike(kept.preparedFrom, contentDigest, Rerun::Prepare, freshness) &&
      !isNewer(freshness.changed, kept.time))
    freshness.rerun = Rerun::Everything;
  return freshness;
}

void stampBuildFiles(KeptRecording &recording, const std::string &sourceRoot, const RecordingTools &tools) {
  const BuildFiles found = findBuildFiles(sourceRoot);
  auto namesDigest = [&](const std::string &path) { return buildFileNamesDigest(path, sourceRoot); };
  for (const std::string &directory : found.directories)
    recording.directories.push_back(stampOf(directory, namesDigest));
  for (const std::string &file : found.files)
    recording.buildFiles.push_back(stampOf(file, contentDigest));
  for (const std::string &program : programsAskedFor(tools))
    recording.buildFiles.push_back(stampOf(program, contentDigest));
  std::ranges::sort(recording.buildFiles, {}, &FileStamp::path);
}

void stampObjectTree(KeptRecording &recording, const std::string &sourceRoot, const std::string &objectTree,
                     int64_t started) {
  const int64_t now = currentTime();
  const std::string ours = fs::path(objectTree).parent_path(); // the recording tools are in the key
  std::vector<FileStamp> more;                                 // Kconfig of what lies aside
  recording.preparedFrom.clear();
  for (const std::string &path : preparedFrom(objectTree, sourceRoot)) {
    if (!pathBelow(path, ours).empty() ||
        std::ranges::binary_search(recording.buildFiles, path, {}, &FileStamp::path))
      continue;
    FileStamp stamp = stampOf(path, contentDigest);
    if (stamp.modified >= started && stamp.modified <= now)
      stamp.digest.clear();
    (isBuildFile(path, sourceRoot) ? more : recording.preparedFrom).push_back(std::move(stamp));
  }
  std::ranges::move(more, std::back_inserter(recording.buildFiles));
  std::ranges::sort(recording.buildFiles, {}, &FileStamp::path);
  for (const SkippedUnit &unit : recording.unrecorded)
    for (const std::string &path : absentFilesNamedIn(unit.reason, objectTree, sourceRoot))
      recording.preparedFrom.push_back(stampOf(path, contentDigest));
  recording.made = stampsOfTree(objectTree);
  recording.time = currentTime();
}

} // namespace hookqual::capture
