// SPDX-License-Identifier: MIT
#include "analyzer/capture/FindUnits.h"

#include "analyzer/capture/CmdFile.h"
#include "analyzer/capture/CompilationDatabase.h"
#include "analyzer/capture/Kbuild.h"
#include "analyzer/capture/KernelTree.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/RecordUnits.h"
#include "analyzer/capture/TreeCopy.h"

#include <llvm/ADT/StringExtras.h>

#include <cassert>
#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

llvm::Expected<std::string> canonicalDirectory(const std::string &directory) {
  std::error_code error;
  fs::path path = fs::canonical(directory, error);
  if (error || !fs::is_directory(path, error))
    return inputError(directory + ": no such directory");
  return path.string();
}

/// The nearest directory that holds all the sources.
std::string commonDirectoryOf(const std::vector<CompileCommand> &commands) {
  fs::path common = fs::path(commands.front().file).parent_path();
  for (const CompileCommand &command : commands)
    while (common.has_relative_path() && pathBelow(command.file, common.string()).empty())
      common = common.parent_path();
  return common.string();
}

llvm::Expected<FoundUnits> readDatabase(const UnitQuery &query) {
  std::error_code error;
  const std::string database = fs::absolute(query.compilationDatabase, error).lexically_normal().string();
  llvm::Expected<std::vector<CompileCommand>> commands = readCompilationDatabase(database);
  if (!commands)
    return commands.takeError();
  if (commands->empty())
    return inputError(database + ": holds no C unit");

  FoundUnits found;
  found.commands = std::move(*commands);
  found.objectTree = found.commands.front().directory;
  llvm::Expected<std::string> root =
      canonicalDirectory(query.kernel.empty() ? commonDirectoryOf(found.commands) : query.kernel);
  if (!root)
    return root.takeError();
  found.sourceRoot = *root;
  llvm::Expected<std::vector<std::string>> wanted = resolveWanted(found.sourceRoot, query.paths);
  if (!wanted)
    return wanted.takeError();
  found.wanted = std::move(*wanted);
  return found;
}

/// The wanted paths for which an object tree has no `.cmd` file are put into `missing`.
struct BuiltUnits {
  std::vector<CompileCommand> commands;
  std::vector<std::string> missing;
};

llvm::Expected<BuiltUnits> readBuiltTree(const std::string &objectTree,
                                         const std::vector<std::string> &wanted) {
  BuiltUnits built;
  for (const std::string &path : wanted.empty() ? std::vector<std::string>{""} : wanted) {
    llvm::Expected<std::vector<CompileCommand>> commands = readCmdFiles(objectTree, path);
    if (!commands)
      return commands.takeError();
    if (commands->empty())
      built.missing.push_back(path.empty() ? "the whole tree" : path);
    std::ranges::move(*commands, std::back_inserter(built.commands));
  }
  return built;
}

llvm::Error refuseForeignObjects(const std::vector<CompileCommand> &commands, const std::string &root,
                                 const std::string &objectTree) {
  for (const CompileCommand &command : commands)
    if (!pathBelow(command.file, root).empty())
      return llvm::Error::success();
  return inputError(objectTree + ": was not built from " + root + " but, for example, from " +
                    commands.front().file);
}

llvm::Error lockRecording(const UnitQuery &query, FoundUnits &found) {
  llvm::Expected<RecordingDirectory> directory = RecordingDirectory::enter(query.output);
  if (!directory)
    return directory.takeError();
  found.recording.emplace(std::move(*directory));
  return llvm::Error::success();
}

llvm::Error recordBeside(const UnitQuery &query, FoundUnits &found, Announce announce) {
  if (llvm::Error error = lockRecording(query, found))
    return error;
  return recordUnits(query, found, announce);
}

llvm::Error recordInCopy(const UnitQuery &query, FoundUnits &found, Announce announce) {
  if (llvm::Error failure = lockRecording(query, found))
    return failure;
  const std::string copy = query.output + "-source";
  std::error_code error;
  fs::remove_all(copy, error);
  announce("copying the source tree to " + copy);
  if (llvm::Error failure = copySourceTree(found.sourceRoot, copy))
    return failure;

  UnitQuery inCopy = query;
  const std::string ownConfig = found.sourceRoot + "/.config";
  if (query.config.empty() && fs::exists(ownConfig, error))
    inCopy.config = ownConfig;
  found.sourceRoot = copy;
  if (llvm::Error failure = makeClean(copy, query.output + "-mrproper.log"))
    return failure;
  return recordUnits(inCopy, found, announce);
}

std::string whatIsInTheWay(const UnitQuery &query, const std::string &root, const BuiltUnits &built) {
  std::string text = query.kernel + ": configured in place, and Kbuild records only beside a clean tree; ";
  text += query.config.empty()
              ? "its own objects cannot be used either: none was built for " + llvm::join(built.missing, ", ")
              : "so --config cannot be followed";
  return text + ". Pass --copy to record in a copy of it, or clean it first: make -C " + root + " mrproper";
}

} // namespace

llvm::Expected<FoundUnits> findUnits(const UnitQuery &query, Announce announce) {
  assert(fs::path(query.output).is_absolute());
  if (!query.compilationDatabase.empty())
    return readDatabase(query);

  if (!query.module.empty())
    if (llvm::Expected<std::string> module = canonicalDirectory(query.module); !module)
      return module.takeError();
  llvm::Expected<KernelTree> tree = KernelTree::open(query.kernel);
  if (!tree)
    return tree.takeError();
  FoundUnits found;
  found.sourceRoot = tree->root;
  llvm::Expected<std::vector<std::string>> wanted = resolveWanted(found.sourceRoot, query.paths);
  if (!wanted)
    return wanted.takeError();
  found.wanted = std::move(*wanted);
  if (query.build.empty() && tree->state == TreeState::Clean) {
    if (llvm::Error error = recordBeside(query, found, announce))
      return error;
    return found;
  }

  if (!query.module.empty() && query.copy == CopyPolicy::Never)
    return inputError(query.module +
                      ": a module is recorded with a kernel that is recorded: pass --copy, or a "
                      "clean tree without --build");
  llvm::Expected<std::string> objectTree = canonicalDirectory(query.build.empty() ? tree->root : query.build);
  if (!objectTree)
    return objectTree.takeError();
  llvm::Expected<BuiltUnits> built = readBuiltTree(*objectTree, found.wanted);
  if (!built)
    return built.takeError();
  if (built->missing.empty() && query.config.empty() && query.module.empty()) {
    announce("reading how " + *objectTree + " was built");
    found.objectTree = *objectTree;
    found.commands = std::move(built->commands);
    if (llvm::Error error = refuseForeignObjects(found.commands, found.sourceRoot, *objectTree))
      return error;
    return found;
  }
  if (!query.build.empty())
    return inputError(query.build + ": nothing was built there for " + llvm::join(built->missing, ", ") +
                      "; to record with its configuration, pass --config " + query.build +
                      "/.config instead");
  if (query.copy == CopyPolicy::Never)
    return inputError(whatIsInTheWay(query, tree->root, *built));
  if (llvm::Error error = recordInCopy(query, found, announce))
    return error;
  return found;
}

} // namespace hookqual::capture
