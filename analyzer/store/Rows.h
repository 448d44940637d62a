// SPDX-License-Identifier: MIT
// Rows that go into the store and come out of it as they are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::store {

/// user_version of the database; raise it with every change of schema.sql or ir/Binary.
inline constexpr int kSchemaVersion = 2;
/// application_id: `hkql`.
inline constexpr int kApplicationId = 0x686b716c;

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

struct FunctionRow {
  int64_t id = 0;
  int64_t symbol = 0;
  std::string unit; // the lexicographically first that has it
  bool isWeak = false;
  uint64_t calls = 0, valueCalls = 0;
};

/// A row of `calls` (what: a symbol) or of member_calls, member_loads, member_stores.
struct MentionRow {
  int64_t function = 0;
  int64_t what = 0;
  uint64_t sites = 1; // MemberCalls: how many
};

enum class MentionTable : uint8_t { Calls, MemberCalls, MemberLoads, MemberStores };

} // namespace hookqual::store
