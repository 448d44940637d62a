// SPDX-License-Identifier: MIT
#include "analyzer/capture/Subprocess.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/STLExtras.h>

#include <array>
#include <csignal>
#include <unistd.h>

namespace hookqual::capture {

namespace {

/// LLVM's text for a signal is `Segmentation fault (core dumped)`.
ProcessEnd endOf(const llvm::sys::ProcessInfo &process, llvm::StringRef message) {
  ProcessEnd end;
  end.status = process.ReturnCode;
  if (process.ReturnCode < 0)
    end.stopped = "crashed (" + message.take_until([](char c) { return c == '('; }).trim().str() + ")";
  return end;
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

  std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  std::vector<llvm::StringRef> environment = programEnvironment();
  std::array<std::optional<llvm::StringRef>, 3> redirects = {llvm::StringRef(), redirection.standardOutput,
                                                             redirection.standardError};
  std::string message;
  bool failed = false;
  llvm::sys::ProcessInfo process = llvm::sys::ExecuteNoWait(*program, arguments, llvm::ArrayRef(environment),
                                                            redirects, /*MemoryLimit=*/0, &message, &failed);
  if (failed)
    return inputError(command.front() + ": cannot be run: " + message);
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
