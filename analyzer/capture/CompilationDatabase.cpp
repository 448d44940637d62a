// SPDX-License-Identifier: MIT
#include "analyzer/capture/CompilationDatabase.h"

#include "analyzer/capture/Paths.h"
#include "analyzer/capture/ShellWords.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Regex.h>

namespace hookqual::capture {

namespace {

/// LLVM says `[3:5, byte=40]: text`; compilers say `file:3:5: text`.
llvm::Error locatedError(const std::string &path, llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  llvm::SmallVector<llvm::StringRef> match;
  if (llvm::Regex("^\\[([0-9]+:[0-9]+), byte=[0-9]+\\]: (.*)$").match(message, &match))
    message = (match[1] + ": " + match[2]).str();
  return inputError(path + ":" + message);
}

llvm::Expected<std::vector<std::string>> argumentsOf(const llvm::json::Object &entry) {
  if (const llvm::json::Array *list = entry.getArray("arguments")) {
    std::vector<std::string> arguments;
    for (const llvm::json::Value &item : *list) {
      std::optional<llvm::StringRef> text = item.getAsString();
      if (!text)
        return inputError("'arguments' holds something that is no string");
      arguments.push_back(text->str());
    }
    return arguments;
  }
  std::optional<llvm::StringRef> command = entry.getString("command");
  if (!command)
    return inputError("neither 'command' nor 'arguments'");
  std::optional<std::vector<std::string>> words = splitShellWords(*command);
  if (!words)
    return inputError("'command' has an unclosed quote");
  return *words;
}

llvm::Expected<CompileCommand> commandOf(const llvm::json::Value &value, const std::string &base) {
  const llvm::json::Object *entry = value.getAsObject();
  if (!entry)
    return inputError("not an object");
  std::optional<llvm::StringRef> directory = entry->getString("directory");
  std::optional<llvm::StringRef> file = entry->getString("file");
  if (!directory || !file)
    return inputError(directory ? "no 'file'" : "no 'directory'");
  llvm::Expected<std::vector<std::string>> arguments = argumentsOf(*entry);
  if (!arguments)
    return arguments.takeError();
  if (arguments->empty())
    return inputError("no compiler in the command");

  CompileCommand command;
  command.directory = absolutePath(*directory, base);
  command.file = absolutePath(*file, command.directory);
  command.object = objectFileOf(*arguments);
  command.arguments = std::move(*arguments);
  return command;
}

} // namespace

llvm::Expected<std::vector<CompileCommand>> readCompilationDatabase(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  llvm::Expected<llvm::json::Value> json = llvm::json::parse(*text);
  if (!json)
    return locatedError(path, json.takeError());
  const llvm::json::Array *entries = json->getAsArray();
  if (!entries)
    return inputError(path + ":1:1: not a list of compile commands");

  std::vector<CompileCommand> commands;
  const std::string base = llvm::sys::path::parent_path(path).str();
  for (size_t i = 0; i < entries->size(); ++i) {
    llvm::Expected<CompileCommand> command = commandOf((*entries)[i], base);
    if (!command)
      return inputError(path + ": entry " + std::to_string(i + 1) + ": " +
                        llvm::toString(command.takeError()));
    if (llvm::StringRef(command->file).ends_with(".c"))
      commands.push_back(std::move(*command));
  }
  return commands;
}

} // namespace hookqual::capture
