// SPDX-License-Identifier: MIT
// How the text forms write a path: what is left out is counted in place, what is long is cut
// in the middle, and a state is written where it changes.
#pragma once

#include "reports/Finding.h"

#include <string>
#include <vector>

namespace hookqual::reports {

enum class Shown : uint8_t { Important, All };

inline constexpr size_t kTextWidth = 100; // columns

/// Not more than `width` columns of it; `…` stands for the middle.
std::string shortened(const std::string &text, size_t width);

/// Broken at blanks: the first line has `first` columns, the others have `others`.
std::vector<std::string> wrapped(const std::string &text, size_t first, size_t others);

/// `file: unchecked, src: checked(hook)`, with long objects shortened.
std::string stateText(const PathStep &step);

/// Whether the text form shows the step. A function is entered by the call before it, which
/// says so already.
bool isShown(const PathStep &step, Shown shown);

/// Steps that are left out between two others.
class Gap {
public:
  void add(const PathStep &step);
  bool isEmpty() const { return branches_ + calls_ + others_ == 0; }
  /// `… 12 branches, 3 calls`.
  std::string text() const;
  void clear() { *this = Gap(); }

private:
  size_t branches_ = 0, calls_ = 0, others_ = 0;
};

} // namespace hookqual::reports
