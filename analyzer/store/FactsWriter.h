// SPDX-License-Identifier: MIT
// Facts of units -> facts.db.
//
//   worker ─UnitFacts─► FactsWriter ─► facts.db ─FactsReader─► link
//
// One writer, one transaction a unit, write-ahead log: whenever the process is killed,
// what was added before is there and whole. A new capture is written beside its
// destination and takes its name in finish().
#pragma once

#include "analyzer/ir/UnitFacts.h"
#include "analyzer/store/Rows.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace hookqual::store {

class FactsWriter {
public:
  /// A new database, under a temporary name until finish(); what stood at `path` before
  /// stays readable until then, and for good when the writer goes away unfinished.
  /// Left-overs of a killed capture are replaced, files that are not ours are refused.
  static llvm::Expected<FactsWriter> create(llvm::StringRef path);
  /// An existing database, changed in place.
  static llvm::Expected<FactsWriter> open(llvm::StringRef path);

  FactsWriter(FactsWriter &&) noexcept;
  ~FactsWriter();

  /// Replaces what an earlier version of this unit had stored.
  llvm::Error addUnit(const ir::UnitFacts &facts, llvm::StringRef unitDigest);
  /// The unit has no facts from now on, and the reason why.
  llvm::Error addSkipped(llvm::StringRef unit, llvm::StringRef reason, llvm::StringRef reproducer);
  llvm::Error removeUnit(llvm::StringRef unit);
  llvm::Error addManifest(const ManifestRow &row);
  llvm::Error setMeta(llvm::StringRef key, llvm::StringRef value);

  /// Closes the database; the writer is of no use afterwards.
  llvm::Error finish();

private:
  class Database;
  FactsWriter(std::unique_ptr<Database> database, std::string path, std::string destination);

  std::unique_ptr<Database> database_;
  std::string path_;        // being written
  std::string destination_; // empty when written in place
};

} // namespace hookqual::store
