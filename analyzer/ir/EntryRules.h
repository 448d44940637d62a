// SPDX-License-Identifier: MIT
// Which functions user space can start. The knowledge is data (rules/*.yaml, handed over
// as EntryRule); here is only how it is matched.
#pragma once

#include "analyzer/ir/Program.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookqual::ir {

/// All selectors that are not empty must match.
struct EntryRule {
  std::string functionGlob; // over C names
  std::string holderGlob;   // over the C name of the variable that holds the address
  std::string member;       // `record.field` in which the address is kept
  std::string display;      // name shown; `%1` is what the first `*` matched. Empty: the C name
  std::optional<Linkage> linkage = std::nullopt; // of the function
  EntryClass entryClass = EntryClass::None;
};

class EntryRules {
public:
  /// Fails on a glob that is none.
  static llvm::Expected<EntryRules> compile(std::vector<EntryRule> rules);

  /// The first rule that matches decides. System calls are entries even when something in
  /// the program calls them; every other class is for functions without a caller. Without
  /// a rule, a function whose address is kept somewhere and that nobody calls is OpTable; and so
  /// is one that is kept somewhere else besides where the rule says.
  Entry classify(llvm::StringRef spelling, std::span<const MemberTarget> heldIn, bool isCalled) const;

  /// Whether some rule says of all that is kept in the member that it is internal: who calls
  /// through it does so later, and on nobody's behalf.
  bool isDeferred(const Member &member) const;

private:
  bool isKeptElsewhere(llvm::StringRef name, std::span<const MemberTarget> heldIn) const;

  struct Compiled {
    EntryRule rule;
    std::optional<llvm::GlobPattern> function, holder;

    bool isAboutHolders() const { return holder || !rule.member.empty(); }
  };

  /// The display name when the rule matches.
  static std::optional<std::string> match(const Compiled &rule, llvm::StringRef name,
                                          std::span<const MemberTarget> heldIn);

  // Shared and never moved, because a GlobPattern refers to the text it was made from.
  std::shared_ptr<const std::vector<Compiled>> rules_ = std::make_shared<const std::vector<Compiled>>();
};

} // namespace hookqual::ir
