// SPDX-License-Identifier: MIT
// Located messages about rule files, collected so that a user sees all of a file at once.
//
//   YAML text ─Document─► tree ─readers─► RuleSet          every step ─► Diagnostics
#pragma once

#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::rules {

/// `file:line:column: text`, the form of every message about a rule file.
std::string located(const SourcePoint &where, llvm::StringRef text);

class Diagnostics {
public:
  void report(const SourcePoint &where, std::string text) { messages_.push_back({where, std::move(text)}); }

  size_t count() const { return messages_.size(); }

  /// `file:line:col: text` a message, by position; success when nothing was reported.
  llvm::Error takeError();

private:
  struct Message {
    SourcePoint where;
    std::string text;
  };
  std::vector<Message> messages_;
};

/// `; did you mean 'x'?` for the nearest candidate, or nothing when none is near.
std::string didYouMean(llvm::StringRef text, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace hookqual::rules
