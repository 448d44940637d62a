// SPDX-License-Identifier: MIT
// Runs other programs: make to its end, and workers side by side.
#pragma once

#include <llvm/Support/Error.h>
#include <llvm/Support/Program.h>

#include <chrono>
#include <string>
#include <vector>

namespace hookqual::capture {

/// What programs are given, as `NAME=value`: the environment without what an enclosing make,
/// or the user's habits, would add to ours.
std::vector<llvm::StringRef> programEnvironment();

/// Where a program's output goes; an empty path is /dev/null.
struct Redirection {
  std::string standardOutput;
  std::string standardError;
};

/// How a process ended: its exit status, or how it was stopped.
struct ProcessEnd {
  int status = 0;
  std::string stopped; // `crashed (Segmentation fault)`, `ran longer than 300 s`; else empty
};

/// A started process. Its end must be taken by `poll` or `kill`.
class Subprocess {
public:
  static llvm::Expected<Subprocess> start(const std::vector<std::string> &command,
                                          const Redirection &redirection);

  /// Its end, if it has ended; kills it when it has run longer than `limit`.
  std::optional<ProcessEnd> poll(std::chrono::seconds limit);

  ProcessEnd wait();

private:
  Subprocess(llvm::sys::ProcessInfo process) : process_(process) {}

  llvm::sys::ProcessInfo process_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace hookqual::capture
