// SPDX-License-Identifier: MIT
// Which of the prototypes and records of one name is meant. All of a name must be added
// before it is asked for; other names may follow later, so that a large program adds only
// those that somebody asks for.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include "llvm/ADT/StringMap.h"

#include <memory>
#include <string_view>
#include <vector>

namespace hookqual::ir {

class Declarations {
public:
  void add(Prototype prototype);
  /// `units`: in how many units the record was seen.
  void add(Record record, uint64_t units);

  // As in ir::Program. What is given stays valid.
  const Prototype *prototype(std::string_view name) const;
  const Prototype *prototypeIn(std::string_view name, std::string_view file) const;
  const Record *record(std::string_view key) const;
  const Record *recordNamed(std::string_view name) const;

private:
  struct CountedRecord {
    Record record;
    uint64_t units = 0;
  };

  llvm::StringMap<std::unique_ptr<Prototype>> prototypes_;
  llvm::StringMap<Prototype> prototypesByFile_; // `name@file`
  llvm::StringMap<CountedRecord> records_;      // by key
  llvm::StringMap<std::vector<const CountedRecord *>> recordsNamed_;
};

} // namespace hookqual::ir
