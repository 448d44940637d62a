// SPDX-License-Identifier: MIT
// What inference can be deprived of, to measure what each part of it is worth.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace hookqual::infer {

enum class Feature : uint8_t {
  StateSplitting, // states that hold different qualifiers are kept apart
  Guards,         // requirements and outcomes have conditions over parameters
  Stores,         // what a callee stores is seen by its caller
  Accessors,      // a callee's result is named by its parameters
  Equalities,     // branches make two names one object
};

inline constexpr std::array<std::pair<std::string_view, Feature>, 5> kFeatures = {{
    {"state-splitting", Feature::StateSplitting},
    {"guards", Feature::Guards},
    {"stores", Feature::Stores},
    {"accessors", Feature::Accessors},
    {"equalities", Feature::Equalities},
}};

/// Those that are switched off; none by default.
class Ablation {
public:
  void remove(Feature feature) { removed_.set(size_t(feature)); }
  bool has(Feature feature) const { return !removed_.test(size_t(feature)); }
  bool isComplete() const { return removed_.none(); }

private:
  std::bitset<kFeatures.size()> removed_;
};

} // namespace hookqual::infer
