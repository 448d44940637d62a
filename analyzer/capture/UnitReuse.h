// SPDX-License-Identifier: MIT
// Which units need not be collected, because the same was asked for before and the files
// that decided the answer are as they were.
#pragma once

#include "analyzer/capture/HeaderShadows.h"
#include "analyzer/capture/SourceDigests.h"
#include "analyzer/capture/UnitPlan.h"
#include "analyzer/store/PackedUnit.h"
#include "analyzer/store/Rows.h"
#include "analyzer/store/UnitCache.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::capture {

struct ReuseOptions {
  std::string cacheFile;
  std::string tool; // digest of the program
  std::string sourceRoot, objectTree;
};

/// What a unit was made from, and the digest that says so; empty when that is not known.
struct UnitOrigin {
  std::string digest;
  std::vector<store::Dependency> dependencies;
};

class UnitReuse {
public:
  static llvm::Expected<std::unique_ptr<UnitReuse>> open(ReuseOptions options);

  struct Hit {
    int64_t row = 0;
    std::string digest;
    std::vector<store::FileNumber> files;
  };
  llvm::Expected<std::optional<Hit>> find(const PlannedUnit &unit);
  llvm::Expected<store::UnitCache::Facts> facts(const Hit &hit) { return cache_.facts(hit.row); }
  UnitOrigin originOf(const Hit &hit);

  /// The files of each of these units, which were collected just now. Those that are not as they
  /// were are not trusted from here on.
  llvm::Expected<std::vector<std::vector<store::FileNumber>>>
  lookAgain(const std::vector<store::PackedUnit> &units);
  /// Keeps the facts of a unit that was made from these files.
  llvm::Expected<UnitOrigin> keep(const PlannedUnit &planned, std::vector<store::FileNumber> files,
                                  const store::UnitCache::Facts &facts);

  SourceDigests &sources() { return *sources_; }
  store::UnitCache &cache() { return cache_; }

  /// Stores what was learnt about files and uses, and makes room.
  llvm::Error finish(uint64_t cacheBytes);

private:
  UnitReuse(ReuseOptions options, store::UnitCache cache)
      : options_(std::move(options)), cache_(std::move(cache)) {}

  std::string requestOf(const PlannedUnit &unit) const;
  /// Of all that a compiler found in files for this unit; empty when that is not known.
  std::string closureOf(const PlannedUnit &unit, const std::vector<store::FileNumber> &files);
  llvm::Expected<std::vector<store::FileNumber>> filesOf(const store::PackedUnit &unit);
  std::vector<store::Dependency> describe(const std::vector<store::FileNumber> &files);

  ReuseOptions options_;
  store::UnitCache cache_;
  std::optional<SourceDigests> sources_;
  std::optional<HeaderShadows> shadows_;
  std::vector<int64_t> used_;
};

} // namespace hookqual::capture
