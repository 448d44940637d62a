// SPDX-License-Identifier: MIT
// What functions require of whoever calls them, in the words that siblings are compared by: a
// name and a right, without the object.
#pragma once

#include "analyzer/ir/Ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::learn {

using CheckId = ir::Id<struct CheckTag>; // in a CheckTable

enum class CheckKind : uint8_t {
  Authorizer,   // a call of a hook, or of an authorizer that a rule names
  Refusal,      // a call of a function that a `refusal` item names
  Family,       // ... of any function of one `family`, for the same right
  Predicate,    // a call of another function, by whose answer the caller refuses
  Test,         // a branch on a field, one side of which refuses
  Variable,     // ... on a variable: an answer that was kept, and means the same in this function only
  Any,          // some authorizer or refusal, whatever it is
  Announcement, // a call that refuses nothing: of a hook that is told, or one that changes the subject
};

struct Check {
  CheckKind kind = CheckKind::Any;
  std::string name;             // function, family, or `record.field`
  std::optional<int64_t> right; // that is asked for, or the bits that are tested; none: not constant
  std::string rightName;        // as rules name it; or empty

  friend bool operator==(const Check &, const Check &) = default;
  friend auto operator<=>(const Check &, const Check &) = default;
};

/// `ns_capable(CAP_NET_ADMIN)`, `inode.i_flags & 8`.
std::string textOf(const Check &check);

/// Checks by number. Numbers are given in the order of asking.
class CheckTable {
public:
  CheckId idOf(const Check &check);
  const Check &operator[](CheckId id) const { return checks_[id.index]; }
  size_t size() const { return checks_.size(); }

private:
  std::map<Check, CheckId> ids_;
  std::vector<Check> checks_;
};

} // namespace hookqual::learn
