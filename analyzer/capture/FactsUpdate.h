// SPDX-License-Identifier: MIT
// Brings a database of facts from what it holds to what a capture wants it to hold, with as
// few changes as possible. The database changes its content in one moment, in finish(), or
// not at all.
#pragma once

#include "analyzer/capture/CompileCommand.h"
#include "analyzer/capture/UnitPlan.h"
#include "analyzer/capture/UnitReuse.h"
#include "analyzer/store/FactsWriter.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::capture {

/// The key of the meta row that says which facts these are: of equal values, equal facts. An
/// empty value says nothing.
inline constexpr const char *kFactsDigest = "facts_digest";

class FactsUpdate {
public:
  /// A database that cannot be read any more counts as an empty one.
  explicit FactsUpdate(std::string database);

  /// Whether the unit's facts of this digest are there already.
  bool has(const std::string &unit, const std::string &digest) const;

  /// `wanted` units will be there in the end, `kept` of them as they are.
  void begin(size_t wanted, size_t kept) { revises_ = kept * 2 > wanted && kept * 2 > old_.units.size(); }
  /// Whether what is there and not changed stays; else everything must be added.
  bool revises() const { return revises_; }

  void keep(const std::string &unit) { new_.units[unit] = old_.units.at(unit); }

  llvm::Error addUnit(const store::PackedUnit &unit, const UnitOrigin &origin,
                      const std::string &parsedPlainly);
  llvm::Error addSkipped(const SkippedUnit &skipped);

  /// Removes what is no longer wanted and says how units were compiled and what the run was.
  llvm::Error finish(const UnitPlan &plan, const std::map<std::string, std::string> &meta);
  bool hasChanged() const { return hasChanged_; }
  size_t unitCount() const { return new_.units.size(); }

private:
  struct Content {
    std::map<std::string, std::string> units;                           // with their digests
    std::map<std::string, std::pair<std::string, std::string>> skipped; // reason, reproducer
    std::map<std::string, std::string> meta;
    std::map<std::string, store::ManifestRow> manifest;
  };
  static std::optional<Content> read(const std::string &database);
  llvm::Expected<store::FactsWriter *> writer();
  llvm::Error removeUnwanted();
  std::string digestOfFacts() const;

  std::string database_;
  Content old_, new_;
  bool revises_ = false, hasChanged_ = false;
  std::optional<store::FactsWriter> writer_;
};

} // namespace hookqual::capture
