// SPDX-License-Identifier: MIT
// The facts of one unit as bytes that the writer stores without understanding them.
//
//   worker: UnitFacts ─packUnit─► bytes ─openPackedUnit─► PackedUnit ─► FactsWriter
//
// All that costs time per function (canonical form, hash, what the body mentions) is done
// in the worker, of which there are many; the writer is one. Strings are said once a unit,
// everything else refers to them by number; bodies stay closed.
#pragma once

#include "analyzer/ir/UnitFacts.h"
#include "analyzer/store/Mentions.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::store {

std::string packUnit(ir::UnitFacts facts);

/// Views into the bytes that it owns. Every number lies within its table.
class PackedUnit {
public:
  using String = uint32_t; // place in `strings`
  using MemberNumber = uint32_t;

  struct MemberNames {
    String record = 0, field = 0, file = 0;
  };
  struct Function {
    String symbol = 0, file = 0;
    uint32_t line = 0;
    ir::Linkage linkage = ir::Linkage::External;
    bool isWeak = false;
    uint64_t calls = 0, valueCalls = 0; // sites
    llvm::StringRef hash, mentions, body;
  };
  struct Declaration { // a prototype or a record
    String name = 0;
    llvm::StringRef hash, bytes;
  };
  struct Target {
    std::optional<MemberNumber> member; // none: a plain variable
    String target = 0;
    std::optional<String> holder; // none: an assignment in code
    ir::TargetOrigin origin = ir::TargetOrigin::Initializer;
  };
  struct Alias {
    String name = 0, target = 0;
    bool isWeak = false;
  };

  llvm::StringRef unit;
  std::vector<llvm::StringRef> strings;
  std::vector<MemberNames> members;
  std::vector<Function> functions;
  std::vector<Declaration> prototypes, records;
  std::vector<Target> targets;
  std::vector<Alias> aliases;
  std::vector<llvm::StringRef> dependencies, notes;

private:
  friend llvm::Expected<PackedUnit> openPackedUnit(llvm::StringRef bytes);
  // Behind a pointer, so that moving the unit does not move what the views refer to.
  std::unique_ptr<const std::string> bytes_;
};

/// Fails on bytes that are foreign, damaged or cut off.
llvm::Expected<PackedUnit> openPackedUnit(llvm::StringRef bytes);

} // namespace hookqual::store
