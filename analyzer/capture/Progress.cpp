// SPDX-License-Identifier: MIT
#include "analyzer/capture/Progress.h"

#include <llvm/Support/Format.h>

namespace hookqual::capture {

namespace {

constexpr size_t kPlainLines = 10;
constexpr const char *kEraseLine = "\r\033[K";

} // namespace

void Progress::parsed(const std::string &unit) {
  advance(unit);
}

void Progress::skipped(const std::string &unit) {
  ++skipped_;
  advance(unit);
}

void Progress::finish() {
  if (style_ == ProgressStyle::Line)
    out_ << kEraseLine;
  out_.flush();
}

void Progress::advance(const std::string &unit) {
  const size_t before = done_ * kPlainLines / total_;
  ++done_;
  if (style_ == ProgressStyle::Line)
    out_ << kEraseLine << status(unit);
  else if (done_ * kPlainLines / total_ > before)
    out_ << status(unit) << '\n';
  out_.flush();
}

std::string Progress::status(const std::string &unit) const {
  std::string text;
  llvm::raw_string_ostream out(text);
  const auto elapsed = std::chrono::steady_clock::now() - started_;
  const long left =
      std::chrono::duration_cast<std::chrono::seconds>(elapsed / done_ * (total_ - done_)).count();
  out << llvm::format("[%5zu/%zu] ", done_, total_) << unit << "  " << skipped_ << " skipped  eta "
      << llvm::format("%ld:%02ld", left / 60, left % 60);
  return text;
}

} // namespace hookqual::capture
