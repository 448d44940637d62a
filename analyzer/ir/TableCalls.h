// SPDX-License-Identifier: MIT
// Calls through members of tables, which are variables whose initialisers say what functions
// their members hold. Where every table that is called is known, only what they hold is called.
#pragma once

#include "analyzer/ir/CodeTargets.h"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace hookqual::ir {

/// Tables and members are known by numbers of the caller's.
class TableCalls {
public:
  struct Site {
    FunctionId caller;
    uint32_t site = 0;
    uint32_t member = 0;

    friend auto operator<=>(const Site &, const Site &) = default;
  };

  /// The place of what is put into the member of any object after it was initialised.
  static CodeNode assignedTo(uint32_t member) { return {CodePlaceKind::Member, member, 1}; }

  void addInitial(uint32_t table, uint32_t member, FunctionId function) {
    initial_[{table, member}].push_back(function);
    tables_.insert(table);
  }
  bool isTable(uint32_t variable) const { return tables_.contains(variable); }
  void addSite(const Site &site) { sites_.push_back(site); }

  /// No additions afterwards, no questions before.
  void narrow(const CodeTargets &solved);

  /// Ascending and distinct.
  std::span<const Site> sites() const { return sites_; }
  /// The targets if the tables are known, ascending; else null: all that the member may hold.
  const std::vector<FunctionId> *targetsAt(FunctionId caller, uint32_t site) const;

private:
  using Functions = std::vector<FunctionId>;

  bool addTargetsAt(const Site &site, const CodeTargets &solved, Functions &targets) const;
  bool addContent(uint32_t table, uint32_t member, const CodeTargets &solved, std::set<uint32_t> &seen,
                  Functions &targets) const;

  std::map<std::pair<uint32_t, uint32_t>, Functions> initial_; // by table and member
  std::set<uint32_t> tables_;
  std::vector<Site> sites_;
  std::map<std::pair<uint32_t, uint32_t>, Functions> narrowed_; // by caller and site
};

} // namespace hookqual::ir
