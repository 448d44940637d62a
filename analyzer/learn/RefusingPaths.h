// SPDX-License-Identifier: MIT
// Which ways through one function end in a refusal: they return a negative constant, NULL or
// false, or hand on an answer that is known to be an error.
#pragma once

#include "analyzer/ir/Function.h"

#include <map>
#include <optional>
#include <vector>

namespace hookqual::learn {

/// Whether the function answers yes or no.
bool returnsTruth(const ir::Function &function);

class RefusingPaths {
public:
  explicit RefusingPaths(const ir::Function &function);

  /// What every way that begins with this edge returns to refuse: an error number, positive; 0
  /// for NULL, false, and an error that another function has returned. Nothing when some way
  /// goes on, or too many ways would have to be looked at.
  std::optional<int64_t> refusalAlong(ir::BlockId from, size_t successor) const;

  /// A way of returning that is no refusal, seen from where the returned value was decided.
  struct Acceptance {
    ir::BlockId decided; // at the end of this block
    ir::BlockId returns;
  };
  std::vector<Acceptance> acceptances() const;

private:
  using Chosen = std::map<ir::ValueId, ir::ValueId>; // phis on the way

  struct Walk {
    unsigned blocks = 0; // looked at
    std::optional<int64_t> error;
  };

  bool allRefuse(ir::BlockId from, ir::BlockId to, Chosen chosen, ir::ValueId failed, unsigned depth,
                 Walk &walk) const;
  bool noteRefusal(ir::ValueId returned, ir::ValueId failed, Walk &walk) const;
  bool isRefusal(ir::ValueId returned) const;
  bool isFailedBefore(ir::BlockId from, ir::BlockId to, ir::ValueId value) const;
  ir::ValueId failedAlong(ir::BlockId from, size_t successor) const;
  void accept(ir::BlockId decided, ir::ValueId value, ir::BlockId returns, std::vector<bool> &seen,
              std::vector<Acceptance> &found) const;

  const ir::Function &function_;
  std::vector<std::vector<ir::ValueId>> phis_; // by block
  bool returnsTruth_ = false;
};

} // namespace hookqual::learn
