// SPDX-License-Identifier: MIT
// A piece of work in a forked process, so that a crash, a hang or a huge appetite for memory
// costs that piece only. What it writes lives in memory, so that a full disk is met by the
// parent alone.
#pragma once

#include "analyzer/capture/Subprocess.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <sys/types.h>

namespace hookqual::capture {

struct WorkerLimits {
  std::chrono::seconds time{300};
  uint64_t memoryBytes = 0; // of address space, beyond the parent's; 0: no limit
};

class ForkedWorker {
public:
  /// Runs `work` in a child, which sees the parent's memory as it is now and ends with the
  /// parent. The parent must have one thread.
  static llvm::Expected<ForkedWorker> start(llvm::function_ref<llvm::Expected<std::string>()> work,
                                            const WorkerLimits &limits);

  ForkedWorker(ForkedWorker &&other) noexcept;
  ForkedWorker &operator=(ForkedWorker &&other) noexcept;
  /// Kills what is still running.
  ~ForkedWorker();

  /// A descriptor that polls as hung up when the child has ended.
  int endDescriptor() const { return alive_; }
  std::chrono::steady_clock::time_point deadline() const { return deadline_; }

  /// Waits for the end; kills when the deadline has passed.
  ProcessEnd end();
  std::string output() const;   // what `work` returned; empty when it failed
  std::string messages() const; // its error, and all that was printed meanwhile

private:
  ForkedWorker() = default;

  pid_t process_ = -1;
  int alive_ = -1, output_ = -1, messages_ = -1;
  std::chrono::seconds limit_{0};
  std::chrono::steady_clock::time_point deadline_;
};

} // namespace hookqual::capture
