// SPDX-License-Identifier: MIT
// Facts of units -> facts.db.
//
//   worker ─PackedUnit─► FactsWriter ─► facts.db ─FactsReader─► link
//
// One writer. It writes beside the destination, `facts.db.partial`, and takes its name in
// finish(): what has a name is whole and on the disk, what is partial never outlives its
// writer. So nothing is logged or flushed before the end.
#pragma once

#include "analyzer/store/PackedUnit.h"
#include "analyzer/store/Rows.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace hookqual::store {

class FactsWriter {
public:
  /// A new database. What stood at `path` before stays readable until finish(), and for
  /// good when the writer goes away unfinished. Left-overs of a killed capture are replaced,
  /// files that are not ours are refused.
  static llvm::Expected<FactsWriter> create(llvm::StringRef path);
  /// The same, beginning with what the database at `path` has.
  static llvm::Expected<FactsWriter> revise(llvm::StringRef path);

  FactsWriter(FactsWriter &&) noexcept;
  ~FactsWriter();

  /// Replaces what an earlier version of this unit had stored. `dependencies` are all files
  /// that it was made from, which the caller may know better than the unit itself.
  llvm::Error addUnit(const PackedUnit &unit, llvm::StringRef unitDigest,
                      llvm::ArrayRef<Dependency> dependencies, llvm::StringRef parsedPlainly = "");
  /// With the unit's own dependencies, in unknown versions.
  llvm::Error addUnit(const PackedUnit &unit, llvm::StringRef unitDigest);
  /// Packs first; for programs that have no workers.
  llvm::Error addUnit(const ir::UnitFacts &facts, llvm::StringRef unitDigest);
  /// The unit has no facts from now on, and the reason why.
  llvm::Error addSkipped(llvm::StringRef unit, llvm::StringRef reason, llvm::StringRef reproducer);
  /// The database knows nothing of the unit from now on.
  llvm::Error removeUnit(llvm::StringRef unit);
  llvm::Error addManifest(const ManifestRow &row);
  llvm::Error setMeta(llvm::StringRef key, llvm::StringRef value);

  /// Gives the database its name, on the disk and as one file, unless something had failed.
  /// The writer is of no use afterwards.
  llvm::Error finish();

private:
  class Database;
  FactsWriter(std::unique_ptr<Database> database, std::string destination);

  static llvm::Expected<FactsWriter> open(llvm::StringRef destination, Beginning beginning);
  /// `action` on the database; after a failure, finish() refuses.
  template <typename Action> llvm::Error change(Action action);

  std::unique_ptr<Database> database_;
  std::string destination_;
  bool hasFailed_ = false;
};

} // namespace hookqual::store
