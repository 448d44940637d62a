// SPDX-License-Identifier: MIT
#include "analyzer/capture/Subprocess.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Errno.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace hookqual::capture {

namespace {

constexpr int kCannotRun = 127;

/// LLVM's text for a signal is `Segmentation fault (core dumped)`.
ProcessEnd endOf(const llvm::sys::ProcessInfo &process, llvm::StringRef message) {
  ProcessEnd end;
  end.status = process.ReturnCode;
  if (process.ReturnCode < 0)
    end.stopped = "crashed (" + message.take_until([](char c) { return c == '('; }).trim().str() + ")";
  return end;
}

/// As execve wants them: with a null pointer at the end.
std::vector<char *> pointersTo(std::vector<std::string> &words) {
  std::vector<char *> pointers;
  for (std::string &word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

void redirect(int descriptor, const std::string &path) {
  const int file = open(path.empty() ? "/dev/null" : path.c_str(),
                        descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (file < 0 || dup2(file, descriptor) < 0)
    _exit(kCannotRun);
  if (file != descriptor)
    close(file);
}

/// In a forked child. It is asked to end when its parent dies, whatever that dies of; make
/// hands the request on to all that it has started.
[[noreturn]] void become(const char *program, char *const *arguments, char *const *environment,
                         const Redirection &redirection, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) // it died before the call above
    _exit(kCannotRun);
  redirect(STDIN_FILENO, "");
  redirect(STDOUT_FILENO, redirection.standardOutput);
  redirect(STDERR_FILENO, redirection.standardError);
  execve(program, arguments, environment);
  _exit(kCannotRun);
}

} // namespace

std::vector<llvm::StringRef> programEnvironment() {
  constexpr std::array<llvm::StringRef, 9> kUnwanted = {
      "MAKEFLAGS=", "MFLAGS=", "MAKELEVEL=", "KBUILD_OUTPUT=", "C=", "CHECK=", "LC_ALL=", "LANG=", "CF="};
  std::vector<llvm::StringRef> kept = {"LC_ALL=C"};
  for (char **variable = environ; *variable; ++variable)
    if (llvm::none_of(kUnwanted,
                      [&](llvm::StringRef name) { return llvm::StringRef(*variable).starts_with(name); }))
      kept.push_back(*variable);
  return kept;
}

llvm::Expected<Subprocess> Subprocess::start(const std::vector<std::string> &command,
                                             const Redirection &redirection) {
  auto program = llvm::sys::findProgramByName(command.front());
  if (!program)
    return inputError(command.front() + ": cannot be run: " + program.getError().message());

  std::vector<std::string> environment;
  for (llvm::StringRef variable : programEnvironment())
    environment.push_back(variable.str());
  std::vector<std::string> words = command;
  const std::vector<char *> argumentPointers = pointersTo(words),
                            environmentPointers = pointersTo(environment);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0)
    become(program->c_str(), argumentPointers.data(), environmentPointers.data(), redirection, parent);
  if (child < 0)
    return inputError(command.front() + ": cannot be run: " + llvm::sys::StrError());
  llvm::sys::ProcessInfo process;
  process.Pid = process.Process = child;
  return Subprocess(process);
}

std::optional<ProcessEnd> Subprocess::poll(std::chrono::seconds limit) {
  std::string message;
  llvm::sys::ProcessInfo ended = llvm::sys::Wait(process_, 0u, &message);
  if (ended.Pid != 0)
    return endOf(ended, message);
  if (std::chrono::steady_clock::now() - started_ < limit)
    return std::nullopt;

  kill(process_.Pid, SIGKILL);
  ProcessEnd end = wait();
  end.stopped = "ran longer than " + std::to_string(limit.count()) + " s";
  return end;
}

ProcessEnd Subprocess::wait() {
  std::string message;
  llvm::sys::ProcessInfo ended = llvm::sys::Wait(process_, std::nullopt, &message);
  return endOf(ended, message);
}

} // namespace hookqual::capture
