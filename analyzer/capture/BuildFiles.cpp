// SPDX-License-Identifier: MIT
#include "analyzer/capture/BuildFiles.h"

#include "analyzer/capture/FileStamp.h"
#include "analyzer/capture/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSet.h>

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;
using llvm::StringRef;

namespace {

struct Entries {
  std::vector<std::string> directories, buildFiles, headers; // names, sorted
};

/// None of an object tree, which may lie inside the source tree: Kbuild does not look there.
Entries entriesOf(const std::string &directory, const std::string &root, std::error_code &error) {
  Entries entries;
  if (fs::exists(directory + "/.config", error))
    return entries;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code ignored;
    if (name.starts_with("."))
      continue; // the version control's
    if (it->is_directory(ignored)) {
      if (!it->is_symlink(ignored)) // to what is elsewhere in the tree
        entries.directories.push_back(name);
    } else if (isBuildFile(it->path().string(), root)) {
      entries.buildFiles.push_back(name);
    } else if (name.ends_with(".h")) {
      entries.headers.push_back(name);
    }
  }
  for (auto *names : {&entries.directories, &entries.buildFiles, &entries.headers})
    std::ranges::sort(*names);
  // For a header that is absent beside a Kbuild file, a wrapper may be generated.
  if (!llvm::is_contained(entries.buildFiles, "Kbuild"))
    entries.headers.clear();
  return entries;
}

/// The parts of a kernel tree that are programs and texts of their own, made from no rule
/// that a unit's command depends on. What is read of them is in `.cmd` files.
bool isAside(StringRef directory, StringRef root) {
  return directory == (root + "/tools").str() || directory == (root + "/Documentation").str();
}

void searchBelow(const std::string &directory, const std::string &root, BuildFiles &found) {
  std::error_code error;
  const Entries entries = entriesOf(directory, root, error);
  found.directories.push_back(directory);
  for (const std::string &name : entries.buildFiles)
    found.files.push_back(directory + "/" + name);
  for (const std::string &name : entries.directories)
    if (const std::string below = directory + "/" + name; !isAside(below, root))
      searchBelow(below, root, found);
}

bool holdsBuildFile(const std::string &directory, const std::string &root) {
  std::error_code ignored; // what cannot be read holds none
  return !entriesOf(directory, root, ignored).buildFiles.empty();
}

/// Object files that recording left empty were made from nothing.
bool isOnlyRecorded(const fs::path &cmdFile) {
  std::string object = cmdFile.filename().string().substr(1);
  object.resize(object.size() - StringRef(".cmd").size());
  std::error_code error;
  return object.ends_with(".o") && fs::file_size(cmdFile.parent_path() / object, error) == 0 && !error;
}

/// The words of shell and make text that can be paths.
std::vector<StringRef> pathsIn(StringRef text) {
  auto isPathCharacter = [](char c) { return llvm::isAlnum(c) || StringRef("/._+-@~").contains(c); };
  std::vector<StringRef> words;
  while (!(text = text.drop_until(isPathCharacter)).empty()) {
    StringRef word = text.take_while(isPathCharacter);
    text = text.drop_front(word.size());
    word.consume_front("-I");
    words.push_back(word);
  }
  return words;
}

} // namespace

bool isBuildFile(const std::string &path, const std::string &sourceRoot) {
  constexpr StringRef kNames[] = {"Makefile", "Kbuild", "Kconfig", "Platform"};
  constexpr StringRef kEndings[] = {".sh", ".pl", ".py", ".awk", ".sed", ".bc", ".tbl", ".mk", "config"};
  const StringRef name = StringRef(path).rsplit('/').second;
  const StringRef directory = StringRef(path).rsplit('/').first;
  return llvm::any_of(kNames, [&](StringRef start) { return name.starts_with(start); }) ||
         llvm::any_of(kEndings, [&](StringRef ending) { return name.ends_with(ending); }) ||
         directory.ends_with("/configs") || StringRef(path).starts_with(sourceRoot + "/scripts/");
}

BuildFiles findBuildFiles(const std::string &sourceRoot) {
  BuildFiles found;
  searchBelow(sourceRoot, sourceRoot, found);
  return found;
}

std::string buildFileNamesDigest(const std::string &directory, const std::string &sourceRoot) {
  std::error_code error;
  Entries entries = entriesOf(directory, sourceRoot, error);
  if (error)
    return "";
  // A makefile leads only to directories that hold another one.
  std::erase_if(entries.directories,
                [&](const std::string &name) { return !holdsBuildFile(directory + "/" + name, sourceRoot); });
  std::string names;
  for (const auto *kind : {&entries.directories, &entries.buildFiles, &entries.headers}) {
    for (const std::string &name : *kind)
      names += name + "/";
    names += "/";
  }
  return digestOf(names);
}

std::vector<std::string> preparedFrom(const std::string &objectTree, const std::string &sourceRoot) {
  llvm::StringSet<> words;
  std::error_code error;
  for (fs::recursive_directory_iterator it(objectTree, error), end; !error && it != end;
       it.increment(error)) {
    if (!it->path().filename().string().ends_with(".cmd") || isOnlyRecorded(it->path()))
      continue;
    llvm::Expected<std::string> text = readFile(it->path().string());
    if (!text)
      llvm::consumeError(text.takeError()); // unreadable to make as well
    else
      for (StringRef word : pathsIn(*text))
        words.insert(word);
  }

  std::vector<std::string> files;
  for (StringRef word : words.keys())
    if (!fs::exists(absolutePath(word, objectTree), error) || word.starts_with("/"))
      if (std::string path = absolutePath(word, sourceRoot); fs::is_regular_file(path, error))
        if (pathBelow(path, objectTree).empty())
          files.push_back(path);
  std::ranges::sort(files);
  files.erase(std::ranges::unique(files).begin(), files.end());
  return files;
}

std::vector<std::string> absentFilesNamedIn(const std::string &message, const std::string &objectTree,
                                            const std::string &sourceRoot) {
  std::vector<std::string> files;
  std::error_code error;
  for (StringRef word : pathsIn(message))
    if (!fs::exists(absolutePath(word, objectTree), error))
      if (std::string path = absolutePath(word, sourceRoot); !fs::exists(path, error))
        files.push_back(path);
  return files;
}

} // namespace hookqual::capture
