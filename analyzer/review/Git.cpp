// SPDX-License-Identifier: MIT
#include "analyzer/review/Git.h"

#include "analyzer/capture/Paths.h"
#include "analyzer/capture/Subprocess.h"

#include <filesystem>

namespace hookqual::review {

namespace fs = std::filesystem;

namespace {

std::string contentOf(const std::string &path) {
  llvm::Expected<std::string> content = capture::readFile(path);
  if (content)
    return std::move(*content);
  llvm::consumeError(content.takeError()); // what printed nothing may have left no file
  return "";
}

} // namespace

llvm::Expected<GitRun> Git::run(const std::string &directory, const std::vector<std::string> &arguments,
                                const std::string &input, GitConfiguration configuration) const {
  const std::string above = fs::path(directory).parent_path().string();
  std::vector<std::string> command = {"env", "-u", "GIT_DIR", "-u", "GIT_WORK_TREE", "-u", "GIT_INDEX_FILE"};
  command.push_back("GIT_CEILING_DIRECTORIES=" + above);
  if (configuration == GitConfiguration::None)
    command.insert(command.end(), {"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null"});
  // The shell is there for the standard input alone.
  command.insert(command.end(), {"sh", "-c", "input=$1; shift; exec \"$@\" <\"$input\"", "sh"});
  command.push_back(input.empty() ? "/dev/null" : input);
  command.insert(command.end(), {"git", "-C", directory});
  command.insert(command.end(), arguments.begin(), arguments.end());
  const std::string output = scratch_ + "/git.out", errors = scratch_ + "/git.err";
  std::error_code ignored;
  fs::remove(output, ignored);
  fs::remove(errors, ignored);
  llvm::Expected<capture::Subprocess> process = capture::Subprocess::start(command, {output, errors});
  if (!process)
    return process.takeError();
  const capture::ProcessEnd end = process->wait();
  if (!end.stopped.empty())
    return capture::inputError("git " + arguments.front() + " " + end.stopped);
  constexpr int kNotFound = 127;
  if (end.status == kNotFound)
    return capture::inputError("git cannot be run; it reads mails and patches");
  return GitRun{end.status, contentOf(output), contentOf(errors)};
}

} // namespace hookqual::review
