// SPDX-License-Identifier: MIT
// Rows that go into the store and come out of it as they are.
#pragma once

#include "analyzer/ir/UnitFacts.h"
#include "analyzer/store/Mentions.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::store {

/// user_version of the database; raise it with every change of schema.sql or ir/Binary.
inline constexpr int kSchemaVersion = 5;
/// application_id: `hkql`.
inline constexpr int kApplicationId = 0x686b716c;

/// Whether the database had content when it was opened. Without any, what is not
/// remembered is not there, and nothing needs to be looked up.
enum class Beginning : uint8_t { Empty, Filled };

struct SkippedRow {
  std::string unit, reason, reproducer;
  friend bool operator==(const SkippedRow &, const SkippedRow &) = default;
};

/// How a unit is compiled, as it was recorded.
struct ManifestRow {
  std::string unit, directory, file, object;
  std::vector<std::string> arguments;
  friend bool operator==(const ManifestRow &, const ManifestRow &) = default;
};

/// A file that a unit was made from, in the version that was read.
struct Dependency {
  llvm::StringRef path, digest; // empty: unknown
};

struct MemberRow {
  int64_t id = 0;
  int64_t record = 0, field = 0, file = 0; // strings
};

struct FunctionRow {
  int64_t id = 0;
  int64_t symbol = 0; // a string
  size_t unit = 0;    // place in units(): the first that has it
  bool isWeak = false;
  uint64_t calls = 0, valueCalls = 0;
  const Mentions &mentions;
};

struct TargetRow {
  int64_t member = 0; // 0: a plain variable
  int64_t target = 0; // a string
  int64_t holder = 0; // a string; 0: an assignment in code
  ir::TargetOrigin origin = ir::TargetOrigin::Initializer;
};

/// A record, and how many units have this very definition.
struct CountedRecord {
  ir::Record record;
  uint64_t units = 0;
};

} // namespace hookqual::store
