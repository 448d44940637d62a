// SPDX-License-Identifier: MIT
// Under which preprocessor condition a token stands, as text: `CONFIG_SECURITY && !CONFIG_KEYS`.
#pragma once

#include "analyzer/hooks/Lexer.h"

#include <string>
#include <vector>

namespace hookqual::hooks {

class Conditions {
public:
  /// The next directive of the file, in order.
  void see(const Token &directive);

  /// What must hold here; empty: nothing. A header's own guard is no condition.
  std::string text() const;

private:
  struct Level {
    std::string now;       // of the branch that is open
    std::string refused;   // the branches before it, negated
    std::string guardName; // of an `#ifndef` that may still turn out to be a guard
    bool isGuard = false;
  };
  void seeDefine(Tokens words);

  std::vector<Level> levels_;
};

} // namespace hookqual::hooks
