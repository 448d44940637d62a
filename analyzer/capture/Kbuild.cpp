// SPDX-License-Identifier: MIT
#include "analyzer/capture/Kbuild.h"

#include "analyzer/capture/CmdFile.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/Subprocess.h"
#include "analyzer/capture/TreeCopy.h"
#include "analyzer/capture/kernel.config.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Regex.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace hookqual::capture {

namespace fs = std::filesystem;
using llvm::StringRef;

namespace {

std::vector<StringRef> linesOf(StringRef text) {
  llvm::SmallVector<StringRef> lines;
  text.split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  return {lines.begin(), lines.end()};
}

/// Options that `fragment` sets and that olddefconfig did not keep in `config`.
std::vector<std::string> optionsLost(StringRef fragment, StringRef config) {
  std::vector<StringRef> kept = linesOf(config);
  std::set<StringRef> have(kept.begin(), kept.end());
  std::vector<std::string> lost;
  for (StringRef line : linesOf(fragment))
    if (line.starts_with("CONFIG_") && !have.contains(line.trim()))
      lost.push_back(line.trim().str());
  return lost;
}

std::string lastLinesOf(const std::string &logFile) {
  constexpr size_t kShown = 10;
  llvm::Expected<std::string> log = readFile(logFile);
  if (!log) {
    llvm::consumeError(log.takeError());
    return "  (no log)";
  }
  std::vector<StringRef> lines = linesOf(*log);
  std::string text;
  for (size_t i = lines.size() > kShown ? lines.size() - kShown : 0; i < lines.size(); ++i)
    text += "  " + lines[i].str() + "\n";
  return StringRef(text).rtrim().str();
}

/// The units that make's error lines name:
///   `*** [Makefile:15: fs/a.o] Error 1`, `*** No rule to make target 'x.h', needed by 'fs/a.o'.`
std::vector<SkippedUnit> unrecordedIn(StringRef log) {
  const llvm::Regex failure("\\*\\*\\* .*[ ':[]([^ ':]+)\\.[co][]']");
  std::vector<SkippedUnit> units;
  std::set<StringRef> seen;
  for (StringRef line : linesOf(log)) {
    llvm::SmallVector<StringRef> match;
    if (failure.match(line, &match) && seen.insert(match[1]).second)
      units.push_back({match[1].str() + ".c", "make could not record it: " + line.trim().str(), ""});
  }
  return units;
}

} // namespace

llvm::Expected<Kbuild> Kbuild::open(const std::string &sourceRoot, const std::string &output, unsigned jobs) {
  Kbuild kbuild(sourceRoot, output, jobs);
  llvm::Expected<RecordingTools> tools = writeRecordingTools(output + "/tools");
  if (!tools)
    return tools.takeError();
  kbuild.tools_ = *tools;
  return kbuild;
}

llvm::Expected<std::vector<std::string>> Kbuild::configure(const std::string &config) const {
  const std::string target = objectTree() + "/.config";
  const bool isDefault = config == "default";
  if (isDefault)
    if (llvm::Error error = makeOrFail("defconfig"))
      return error;

  llvm::Expected<std::string> base = readFile(isDefault ? target : config);
  if (!base)
    return base.takeError();
  const std::string fragment = isDefault ? std::string(kKernelConfig) : "";
  if (llvm::Error error = writeFile(target, *base + fragment))
    return error;
  if (llvm::Error error = makeOrFail("olddefconfig"))
    return error;

  llvm::Expected<std::string> result = readFile(target);
  if (!result)
    return result.takeError();
  return optionsLost(isDefault ? fragment : *base, *result);
}

llvm::Error Kbuild::prepare() const {
  return makeOrFail("prepare");
}

llvm::Expected<Recording> Kbuild::record(const std::vector<std::string> &wanted) const {
  // Linux 6.1 lists the symbols of each object, and refuses one in which nm finds no format.
  std::vector<std::string> arguments = {"--keep-going", "NM=true"};
  for (const std::string &path : wanted) {
    removeCmdFiles(objectTree(), path);
    arguments.push_back(path.ends_with(".c") ? path.substr(0, path.size() - 1) + "o" : path + "/");
  }
  llvm::Expected<int> status = make(arguments);
  if (!status)
    return status.takeError();

  Recording recording;
  for (const std::string &path : wanted) {
    llvm::Expected<std::vector<CompileCommand>> commands = readCmdFiles(objectTree(), path);
    if (!commands)
      return commands.takeError();
    std::ranges::move(*commands, std::back_inserter(recording.commands));
  }
  if (*status == 0)
    return recording;
  if (recording.commands.empty())
    return inputError("make recorded no unit; its last lines (all are in " + logFile() + "):\n" +
                      lastLinesOf(logFile()));
  llvm::Expected<std::string> log = readFile(logFile());
  if (!log)
    return log.takeError();
  recording.unrecorded = unrecordedIn(*log);
  return recording;
}

llvm::Expected<Recording> Kbuild::recordModule(const std::string &directory, const std::string &copy) const {
  const std::string target = objectTree() + "/" + copy;
  std::error_code ignored; // what is left over is found below
  std::filesystem::remove_all(target, ignored);
  if (llvm::Error error = copySourceTree(directory, target))
    return error;
  // The objects are empty, so that nothing can be linked or versioned: how each is compiled counts.
  llvm::Expected<int> status = make({"M=" + target, "--keep-going", "NM=true", "modules"});
  if (!status)
    return status.takeError();
  Recording recording;
  llvm::Expected<std::vector<CompileCommand>> commands = readCmdFiles(objectTree(), copy);
  if (!commands)
    return commands.takeError();
  if (commands->empty())
    return inputError(directory + ": make M= recorded no unit; its last lines (all are in " + logFile() +
                      "):\n" + lastLinesOf(logFile()));
  recording.commands = std::move(*commands);
  return recording;
}

llvm::Expected<int> Kbuild::make(const std::vector<std::string> &arguments) const {
  // An empty CONFIG_OBJTOOL keeps Kbuild from building and running objtool, which would want
  // real objects; the C code still sees the option, through autoconf.h.
  std::vector<std::string> command = {"make",
                                      "-C",
                                      sourceRoot_,
                                      "O=" + objectTree(),
                                      "-j" + std::to_string(jobs_),
                                      "CC=" + tools_.compiler,
                                      "LD=" + tools_.linker,
                                      "HOSTCC=" + tools_.hostCompiler,
                                      "CONFIG_OBJTOOL="};
  command.insert(command.end(), arguments.begin(), arguments.end());
  if (llvm::Error error = writeFile(logFile(), "")) // of earlier steps nothing is of interest any more
    return error;
  llvm::Expected<Subprocess> make = Subprocess::start(command, {logFile(), logFile()});
  if (!make)
    return make.takeError();
  ProcessEnd end = make->wait();
  if (!end.stopped.empty())
    return inputError("make " + end.stopped + "; its output is in " + logFile());
  return end.status;
}

llvm::Error Kbuild::makeOrFail(const std::string &target) const {
  llvm::Expected<int> status = make({target});
  if (!status)
    return status.takeError();
  if (*status != 0)
    return inputError("make " + target + " failed; its last lines (all are in " + logFile() + "):\n" +
                      lastLinesOf(logFile()));
  return llvm::Error::success();
}

llvm::Error makeClean(const std::string &sourceRoot, const std::string &logFile) {
  if (llvm::Error error = writeFile(logFile, ""))
    return error;
  llvm::Expected<Subprocess> make =
      Subprocess::start({"make", "-C", sourceRoot, "mrproper"}, {logFile, logFile});
  if (!make)
    return make.takeError();
  if (make->wait().status != 0)
    return inputError("make mrproper failed; its last lines (all are in " + logFile + "):\n" +
                      lastLinesOf(logFile));
  return llvm::Error::success();
}

} // namespace hookqual::capture
