// SPDX-License-Identifier: MIT
#include "analyzer/capture/RecordingCache.h"

#include "analyzer/capture/Paths.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>

namespace hookqual::capture {

namespace json = llvm::json;

namespace {

// Raised when the form of the file or what its fields mean changes.
constexpr int64_t kForm = 1;

} // namespace

// These are found by llvm::json through argument-dependent lookup. A stamp is an array,
// because there are ten thousand of them.

static json::Value toJSON(const FileStamp &stamp) {
  return json::Array{stamp.path, stamp.size, stamp.modified, stamp.inode, stamp.digest};
}

static bool fromJSON(const json::Value &value, FileStamp &stamp, json::Path path) {
  const json::Array *parts = value.getAsArray();
  if (!parts || parts->size() != 5) {
    path.report("expected a file stamp");
    return false;
  }
  return fromJSON((*parts)[0], stamp.path, path.index(0)) &&
         fromJSON((*parts)[1], stamp.size, path.index(1)) &&
         fromJSON((*parts)[2], stamp.modified, path.index(2)) &&
         fromJSON((*parts)[3], stamp.inode, path.index(3)) &&
         fromJSON((*parts)[4], stamp.digest, path.index(4));
}

static json::Value toJSON(const SkippedUnit &skipped) {
  return json::Object{{"unit", skipped.unit}, {"reason", skipped.reason}, {"reproducer", skipped.reproducer}};
}

static bool fromJSON(const json::Value &value, SkippedUnit &skipped, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("unit", skipped.unit) && mapper.map("reason", skipped.reason) &&
         mapper.map("reproducer", skipped.reproducer);
}

static bool fromJSON(const json::Value &value, KeptRecording &recording, json::Path path) {
  json::ObjectMapper mapper(value, path);
  int64_t form = 0;
  return mapper && mapper.map("form", form) && form == kForm && mapper.map("key", recording.key) &&
         mapper.map("time", recording.time) && mapper.map("paths", recording.paths) &&
         mapper.map("notes", recording.notes) && mapper.map("unrecorded", recording.unrecorded) &&
         mapper.map("directories", recording.directories) &&
         mapper.map("build-files", recording.buildFiles) &&
         mapper.map("prepared-from", recording.preparedFrom) && mapper.map("made", recording.made);
}

std::optional<KeptRecording> readRecording(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text) {
    llvm::consumeError(text.takeError());
    return std::nullopt;
  }
  llvm::Expected<json::Value> value = json::parse(*text);
  if (!value) {
    llvm::consumeError(value.takeError());
    return std::nullopt;
  }
  KeptRecording recording;
  json::Path::Root root("recording");
  if (!fromJSON(*value, recording, root))
    return std::nullopt;
  return recording;
}

llvm::Error writeRecording(const KeptRecording &recording, const std::string &path) {
  const json::Value value = json::Object{{"form", kForm},
                                         {"key", recording.key},
                                         {"time", recording.time},
                                         {"paths", recording.paths},
                                         {"notes", recording.notes},
                                         {"unrecorded", recording.unrecorded},
                                         {"directories", recording.directories},
                                         {"build-files", recording.buildFiles},
                                         {"prepared-from", recording.preparedFrom},
                                         {"made", recording.made}};
  std::string text;
  llvm::raw_string_ostream(text) << value << '\n';
  const std::string unfinished = path + ".unfinished";
  if (llvm::Error error = writeFile(unfinished, text))
    return error;
  std::error_code error;
  std::filesystem::rename(unfinished, path, error);
  return error ? inputError(path + ": cannot be written: " + error.message()) : llvm::Error::success();
}

} // namespace hookqual::capture
