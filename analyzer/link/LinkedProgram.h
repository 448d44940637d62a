// SPDX-License-Identifier: MIT
// The whole captured kernel as one ir::Program.
//
//   facts.db ─FactsReader─► index tables ─ProgramIndex─► symbols, callers, targets, entries
//                       └─► bodies, decoded when first asked for and kept
//
// Opening never decodes a body. Threads may ask at the same time.
#pragma once

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/store/FactsReader.h"

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

  const std::vector<std::string> &damagedFunctions() const { return damaged_; }
  const store::FactsReader &facts() const { return facts_; }

private:
  explicit LinkedProgram(store::FactsReader facts) : facts_(std::move(facts)) {}

  llvm::Error load();
  llvm::Error loadDefinitions();
  llvm::Error loadMemberMentions();
  llvm::Error loadDeclarations();
  void noteDamage();
  std::unique_ptr<ir::Function> decode(ir::FunctionId function) const;

  store::FactsReader facts_;
  std::vector<size_t> definitionOfRow_; // by row of functions
  mutable std::mutex decoding_;         // of the members below, and of the reader they come from
  mutable std::vector<std::unique_ptr<ir::Function>> bodies_;
  mutable std::vector<std::string> damaged_;
};

} // namespace hookqual::link
