// SPDX-License-Identifier: MIT
// facts.db -> facts. Opening reads a few rows; tables of names are read whole when asked for,
// bodies and declarations one by one. Nothing here writes.
#pragma once

#include "analyzer/ir/UnitFacts.h"
#include "analyzer/store/Rows.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hookqual::store {

struct UnitLists;

class FactsReader {
public:
  /// Errors say what is wrong with the file: absent, foreign, truncated, of another version.
  static llvm::Expected<FactsReader> open(llvm::StringRef path);

  FactsReader(FactsReader &&) noexcept;
  FactsReader &operator=(FactsReader &&) noexcept;
  ~FactsReader();

  llvm::StringRef path() const { return path_; }

  /// Nothing when the key was never set.
  llvm::Expected<std::optional<std::string>> meta(llvm::StringRef key) const;
  llvm::Expected<std::vector<std::pair<std::string, std::string>>> allMeta() const;

  /// Ascending by name.
  llvm::Expected<std::vector<std::string>> units() const;
  llvm::Expected<std::vector<SkippedRow>> skippedUnits() const;
  llvm::Expected<std::vector<ManifestRow>> manifest() const;
  /// Units with the digests that they were stored with, ascending by name.
  llvm::Expected<std::vector<std::pair<std::string, std::string>>> unitDigests() const;
  /// Units that could not use a precompiled header, and why, ascending by name.
  llvm::Expected<std::vector<std::pair<std::string, std::string>>> parsedPlainly() const;
  /// The files that the unit was made from, with their digests; ascending by path.
  llvm::Expected<std::vector<std::pair<std::string, std::string>>> dependencies(llvm::StringRef unit) const;
  /// The units that were made from any of these files, in whatever version; ascending by name.
  llvm::Expected<std::vector<std::string>> unitsMadeFrom(const std::set<std::string> &files) const;
  /// Everything of one unit, as it was added.
  llvm::Expected<ir::UnitFacts> unitFacts(llvm::StringRef unit) const;
  /// `asm` -> 12: the notes of all units (`asm: 3`) added up, ascending by text.
  llvm::Expected<std::vector<std::pair<std::string, uint64_t>>> noteTotals() const;

  // For linking: whole tables, rows in the order of their keys.
  llvm::Error forEachString(llvm::function_ref<void(int64_t id, llvm::StringRef text)> visit) const;
  llvm::Error forEachMember(llvm::function_ref<void(const MemberRow &row)> visit) const;
  llvm::Error forEachFunction(llvm::function_ref<void(const FunctionRow &row)> visit) const;
  /// The canonical spelling of each function, and the hash of its body, places in the source included.
  llvm::Error
  forEachFunctionHash(llvm::function_ref<void(llvm::StringRef symbol, llvm::StringRef hash)> visit) const;
  llvm::Error forEachTarget(llvm::function_ref<void(const TargetRow &row)> visit) const;
  llvm::Error forEachAlias(llvm::function_ref<void(const ir::Alias &alias)> visit) const;
  /// All declarations of a C name, of all units, in an order that only they decide.
  llvm::Expected<std::vector<ir::Prototype>> prototypesNamed(llvm::StringRef name) const;
  llvm::Expected<std::vector<CountedRecord>> recordsNamed(llvm::StringRef name) const;

  /// The body in row `id` of functions.
  llvm::Expected<ir::Function> function(int64_t id) const;
  /// What units share, for dumps; in no order that means anything.
  llvm::Error forEachInline(llvm::function_ref<void(const ir::Function &function)> visit) const;
  llvm::Error forEachPrototype(llvm::function_ref<void(const ir::Prototype &prototype)> visit) const;
  llvm::Error forEachRecord(llvm::function_ref<void(const ir::Record &record)> visit) const;

  /// What the store finds wrong with itself (selfcheck.sql, Selfcheck.cpp), one example each.
  llvm::Expected<std::vector<std::string>> selfcheck() const;

private:
  class Database;
  FactsReader(std::unique_ptr<Database> database, std::string path);
  llvm::Expected<std::vector<std::pair<std::string, std::string>>> pairs(const char *sql) const;

  using Complain = llvm::function_ref<void(const std::string &wrong, const std::string &where)>;

  llvm::Error readBodies(const UnitLists &lists, ir::UnitFacts &facts) const;
  llvm::Error readLinks(int64_t unit, ir::UnitFacts &facts) const;
  llvm::Error checkLists(Complain complain) const;

  std::unique_ptr<Database> database_;
  std::string path_;
};

} // namespace hookqual::store
