// SPDX-License-Identifier: MIT
#include "analyzer/capture/CmdFile.h"

#include "analyzer/capture/Paths.h"
#include "analyzer/capture/ShellWords.h"

#include <algorithm>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// Undoes what Kbuild's make-cmd does to keep the command intact in a makefile.
std::string unescapeMake(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string_view rest = text.substr(i);
    if (rest.starts_with("$(pound)")) {
      out += '#';
      i += std::string_view("$(pound)").size() - 1;
    } else if (rest.starts_with("$$") || rest.starts_with("\\#")) {
      out += rest[1];
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The value of `savedcmd_TARGET := ` (`cmd_TARGET := ` before Linux 6.2) in the first line.
std::optional<std::string_view> savedCommand(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  size_t assignment = line.find(" := ");
  if (assignment == std::string_view::npos || !(line.starts_with("savedcmd_") || line.starts_with("cmd_")))
    return std::nullopt;
  return line.substr(assignment + 4);
}

bool isKernelCompile(const std::vector<std::string> &words) {
  auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  return has("-c") && has("-D__KERNEL__");
}

bool isObjectCmdFile(const fs::path &path) {
  std::string name = path.filename().string();
  return name.starts_with(".") && name.ends_with(".o.cmd");
}

/// Sorted, because the order of a directory is the file system's.
std::vector<fs::path> cmdFilesBelow(const fs::path &objectTree, const fs::path &wanted) {
  std::vector<fs::path> found;
  std::error_code error;
  if (wanted.extension() == ".c") {
    fs::path file = objectTree / wanted.parent_path() / ("." + wanted.stem().string() + ".o.cmd");
    if (fs::exists(file, error))
      found.push_back(file);
    return found;
  }
  for (fs::recursive_directory_iterator it(objectTree / wanted, error), end; !error && it != end;
       it.increment(error))
    if (isObjectCmdFile(it->path()))
      found.push_back(it->path());
  std::ranges::sort(found);
  return found;
}

} // namespace

std::optional<CompileCommand> parseCmdFile(std::string_view text, std::string_view directory) {
  std::optional<std::string_view> saved = savedCommand(text);
  if (!saved)
    return std::nullopt;
  std::optional<std::vector<std::string>> words = splitShellWords(unescapeMake(*saved));
  if (!words || !isKernelCompile(*words))
    return std::nullopt;

  CompileCommand command;
  command.directory = directory;
  command.file = sourceFileOf(*words, command.directory);
  command.object = objectFileOf(*words);
  command.arguments = std::move(*words);
  if (command.file.empty())
    return std::nullopt;
  return command;
}

llvm::Expected<std::vector<CompileCommand>> readCmdFiles(const std::string &objectTree,
                                                         const std::string &wanted) {
  std::vector<CompileCommand> commands;
  for (const fs::path &path : cmdFilesBelow(objectTree, wanted)) {
    llvm::Expected<std::string> text = readFile(path.string());
    if (!text)
      return text.takeError();
    if (std::optional<CompileCommand> command = parseCmdFile(*text, objectTree))
      commands.push_back(std::move(*command));
  }
  return commands;
}

void removeCmdFiles(const std::string &objectTree, const std::string &wanted) {
  std::error_code ignored; // a file that cannot be removed is found and read again
  for (const fs::path &path : cmdFilesBelow(objectTree, wanted))
    fs::remove(path, ignored);
}

} // namespace hookqual::capture
