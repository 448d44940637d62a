// SPDX-License-Identifier: MIT
#include "analyzer/review/Overlay.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <filesystem>

namespace hookqual::review {

namespace fs = std::filesystem;
using capture::inputError;

namespace {

/// Whether a name in a patch stays below the directory that it is applied to.
bool staysBelow(const std::string &file) {
  const fs::path path(file);
  return !file.empty() && !path.is_absolute() &&
         std::ranges::none_of(path, [](const fs::path &part) { return part == ".." || part == ".git"; });
}

/// `a/fs/namei.c` without what a patch puts before it; quotes and times fall away.
std::string nameIn(llvm::StringRef text) {
  text = text.split('\t').first.rtrim();
  if (text.starts_with("\"") && text.ends_with("\""))
    text = text.drop_front().drop_back();
  if (text.starts_with("/"))
    return text == "/dev/null" ? "" : text.str();
  return text.split('/').second.str();
}

/// How many lines of each side are left of a hunk.
class HunkLines {
public:
  void begin(llvm::StringRef header) {
    header.consume_front("@@ -");
    before_ = count(header.split(' ').first);
    after_ = count(header.split('+').second.split(' ').first);
  }
  bool isInside() const { return before_ > 0 || after_ > 0; }
  void take(llvm::StringRef line) {
    if (!line.starts_with("+") && !line.starts_with("\\"))
      before_ -= before_ > 0;
    if (!line.starts_with("-") && !line.starts_with("\\"))
      after_ -= after_ > 0;
  }

private:
  /// `7` of `4500,7`; a lone `4500` is one line.
  static unsigned count(llvm::StringRef range) {
    unsigned lines = 1;
    if (range.contains(','))
      range.split(',').second.getAsInteger(10, lines);
    return lines;
  }

  unsigned before_ = 0, after_ = 0;
};

std::string linesOf(llvm::StringRef text) {
  return llvm::join(llvm::split(text.trim(), '\n'), "\n  ");
}

/// The header of the file's hunk that begins at this line before the patch, and its number.
std::string hunkAt(llvm::StringRef patch, llvm::StringRef file, unsigned line) {
  bool isInFile = false;
  unsigned number = 0;
  for (llvm::StringRef text : llvm::split(patch, '\n')) {
    if (text.starts_with("--- ") || text.starts_with("diff --git ")) {
      isInFile = text.rtrim().ends_with(file) || text.contains("/" + file.str() + " ");
      number = 0;
    }
    if (!isInFile || !text.starts_with("@@ -"))
      continue;
    ++number;
    unsigned begin = 0;
    if (!text.drop_front(4).consumeInteger(10, begin) && begin == line)
      return "hunk " + std::to_string(number) + " (" + text.rtrim().str() + ")";
  }
  return "the hunk at line " + std::to_string(line);
}

} // namespace

/// Of both sides, whether they are there or not.
llvm::Expected<std::vector<std::string>> Overlay::filesNamedBy(const Patch &patch) const {
  llvm::Expected<std::string> text = capture::readFile(patch.file);
  if (!text)
    return text.takeError();
  std::set<std::string> files;
  unsigned number = 0;
  HunkLines hunk;
  for (llvm::StringRef line : llvm::split(*text, '\n')) {
    ++number;
    if (hunk.isInside()) { // what looks like a header is a line of some file
      hunk.take(line);
      continue;
    }
    if (line.starts_with("@@ -"))
      hunk.begin(line);
    std::string file;
    for (llvm::StringRef prefix : {"--- ", "+++ "})
      if (line.starts_with(prefix))
        file = nameIn(line.drop_front(prefix.size()));
    for (llvm::StringRef prefix : {"rename from ", "rename to ", "copy from ", "copy to "})
      if (line.starts_with(prefix))
        file = line.drop_front(prefix.size()).rtrim().str();
    if (file.empty())
      continue;
    if (!staysBelow(file))
      return inputError(patch.name + ": " + patch.file + ":" + std::to_string(number) + ":1: `" + file +
                        "` lies outside the kernel tree");
    files.insert(fs::path(file).lexically_normal().string());
  }
  return std::vector<std::string>(files.begin(), files.end());
}

/// What `git apply` would do, and we cannot follow: binary changes, symbolic links.
llvm::Error Overlay::refuseUnfit(const Patch &patch) const {
  llvm::Expected<GitRun> run = git_.run(scratch_, {"apply", "--numstat", "--summary", patch.file});
  if (!run)
    return run.takeError();
  if (run->status != 0)
    return inputError(patch.name + ": is no patch that git can read:\n  " + linesOf(run->errors));
  for (llvm::StringRef line : llvm::split(run->output, '\n')) {
    const llvm::StringRef file = line.rsplit('\t').second;
    if (line.starts_with("-\t-\t"))
      return inputError(patch.name + ": " + file.str() + ": a binary change cannot be reviewed");
    if (line.contains(" mode 120000 "))
      return inputError(patch.name + ":" + line.str() + ": symbolic links cannot be reviewed");
  }
  return llvm::Error::success();
}

llvm::Error Overlay::copy(const std::string &file) {
  if (digests_.contains(file))
    return llvm::Error::success();
  const fs::path from = fs::path(tree_) / file, to = fs::path(directory_) / file;
  std::error_code error;
  digests_[file] = "";
  if (!fs::exists(fs::symlink_status(from, error)))
    return llvm::Error::success();
  const fs::path root = fs::canonical(tree_, error), real = fs::canonical(from, error);
  if (error || !fs::is_regular_file(real, error) || real != root / file)
    return inputError(file + ": is no regular file of the tree, or is reached through a symbolic link");
  fs::create_directories(to.parent_path(), error);
  if (!fs::copy_file(from, to, fs::copy_options::overwrite_existing, error) || error)
    return inputError(to.string() + ": cannot be written: " + error.message());
  fs::permissions(to, fs::perms::owner_write, fs::perm_options::add, error);
  digests_[file] = capture::contentDigest(to.string());
  return llvm::Error::success();
}

std::string Overlay::explainFailure(const Patch &patch, llvm::StringRef errors) const {
  llvm::Expected<std::string> text = capture::readFile(patch.file);
  const std::string content = text ? std::move(*text) : "";
  llvm::consumeError(text.takeError());
  std::string told;
  for (llvm::StringRef line : llvm::split(errors.trim(), '\n')) {
    llvm::StringRef rest = line;
    if (rest.consume_front("error: patch failed: ")) {
      const auto [file, at] = rest.rsplit(':');
      unsigned number = 0;
      at.getAsInteger(10, number);
      told += "\n  " + file.str() + ":" + at.str() + ": " + hunkAt(content, file, number) + " does not apply";
    } else if (!rest.ends_with(": patch does not apply")) {
      rest.consume_front("error: ");
      told += "\n  " + rest.str();
    }
  }
  return told;
}

llvm::Error Overlay::apply(const Patch &patch) {
  std::error_code error;
  fs::create_directories(directory_, error);
  llvm::Expected<std::vector<std::string>> files = filesNamedBy(patch);
  if (!files)
    return files.takeError();
  if (llvm::Error unfit = refuseUnfit(patch))
    return unfit;
  for (const std::string &file : *files)
    if (llvm::Error failure = copy(file))
      return llvm::joinErrors(inputError(patch.name + ":"), std::move(failure));
  llvm::Expected<GitRun> run = git_.run(directory_, {"apply", "--whitespace=nowarn", patch.file});
  if (!run)
    return run.takeError();
  if (run->status != 0)
    return inputError(patch.name + ": does not apply:" + explainFailure(patch, run->errors));
  lastChanged_.clear();
  for (const std::string &file : *files) {
    const std::string digest = capture::contentDigest((fs::path(directory_) / file).string());
    if (digest != digests_[file])
      lastChanged_.push_back(file);
    digests_[file] = digest;
  }
  return llvm::Error::success();
}

std::vector<std::string> Overlay::changed() const {
  std::vector<std::string> files;
  for (const auto &[file, digest] : digests_)
    if (digest != capture::contentDigest((fs::path(tree_) / file).string()))
      files.push_back(file);
  return files;
}

bool Overlay::isRemoved(const std::string &file) const {
  const auto known = digests_.find(file);
  return known != digests_.end() && known->second.empty();
}

llvm::Error Overlay::writeFileSystem(const std::string &path) const {
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::json::OStream json(out);
  json.object([&] {
    json.attribute("version", 0);
    json.attribute("case-sensitive", "true");
    json.attribute("use-external-names", "false");
    json.attributeArray("roots", [&] {
      for (const std::string &file : changed())
        if (!isRemoved(file))
          json.object([&] {
            json.attribute("type", "file");
            json.attribute("name", (fs::path(tree_) / file).string());
            json.attribute("external-contents", (fs::path(directory_) / file).string());
          });
    });
  });
  return capture::writeFile(path, text);
}

llvm::Expected<std::string> Overlay::read(const std::string &file) const {
  const bool isCopied = digests_.contains(file);
  return capture::readFile((fs::path(isCopied ? directory_ : tree_) / file).string());
}

} // namespace hookqual::review
