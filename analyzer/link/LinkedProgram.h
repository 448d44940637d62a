// SPDX-License-Identifier: MIT
// The whole captured kernel as one ir::Program.
//
//   facts.db ─FactsReader─► index tables ─ProgramIndex─► symbols, callers, targets, entries
//                       └─► bodies, declarations: decoded when first asked for and kept
//
// Opening never decodes a body or a declaration. Threads may ask at the same time.
#pragma once

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/store/FactsReader.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hookqual::link {

class LinkedProgram final : public ir::IndexedProgram {
public:
  static llvm::Expected<std::unique_ptr<LinkedProgram>> link(store::FactsReader facts,
                                                             const ir::EntryRules &entryRules);

  /// A body that cannot be decoded reads as one unreachable block and is listed in
  /// damagedFunctions(), which every report must show.
  const ir::Function &function(ir::FunctionId function) const override;

  /// One that cannot be decoded is listed as well, and its name has none.
  const ir::Prototype *prototype(std::string_view name) const override;
  const ir::Prototype *prototypeIn(std::string_view name, std::string_view file) const override;
  const ir::Record *record(std::string_view key) const override;
  const ir::Record *recordNamed(std::string_view name) const override;

  const std::vector<std::string> &damagedFunctions() const { return damaged_; }
  const store::FactsReader &facts() const { return facts_; }

private:
  explicit LinkedProgram(store::FactsReader facts) : facts_(std::move(facts)) {}

  llvm::Error load();
  llvm::Error loadNames();
  llvm::Error loadDefinitions();
  llvm::Error loadTargets();
  void addMentions(size_t definition, const store::Mentions &mentions);
  void addMembers(size_t definition, ir::Mention kind, const std::vector<int64_t> &members);
  ir::SpellingId spellingAt(int64_t row);
  ir::MemberNameId memberAt(int64_t row);
  ir::CodeNode placeAt(const store::PlaceNumbers &place);
  std::unique_ptr<ir::Function> decode(ir::FunctionId function) const;
  void needPrototypes(std::string_view name) const;
  void needRecords(std::string_view name) const;

  store::FactsReader facts_;
  // While loading: by row of strings and members
  std::vector<ir::SpellingId> spellings_;
  std::vector<ir::MemberNameId> members_;
  bool hasDanglingRows_ = false;
  mutable std::mutex decoding_; // of the members below, and of the reader they come from
  mutable std::vector<std::unique_ptr<ir::Function>> bodies_;
  mutable ir::Declarations declarations_;
  mutable llvm::StringSet<> prototypesAsked_, recordsAsked_; // names whose declarations are there
  mutable std::vector<std::string> damaged_;
};

} // namespace hookqual::link
