// SPDX-License-Identifier: MIT
// How far capture is: one line that rewrites itself on a terminal, a line about every tenth
// of the way elsewhere.
#pragma once

#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <string>

namespace hookqual::capture {

enum class ProgressStyle { Line, Plain };

class Progress {
public:
  Progress(llvm::raw_ostream &out, ProgressStyle style, size_t total)
      : out_(out), style_(style), total_(total) {}

  void parsed(const std::string &unit);
  void skipped(const std::string &unit);

  /// Leaves a terminal's line; nothing is shown after that.
  void finish();

private:
  void advance(const std::string &unit);
  std::string status(const std::string &unit) const;

  llvm::raw_ostream &out_;
  ProgressStyle style_;
  size_t total_;
  size_t done_ = 0, skipped_ = 0;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace hookqual::capture
