// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

namespace hookqual::ir {

/// Ascending, each once.
template <typename Item> void sortOnce(std::vector<Item> &items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace hookqual::ir
