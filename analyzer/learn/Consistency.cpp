// SPDX-License-Identifier: MIT
#include "analyzer/learn/Consistency.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hookqual::learn {

namespace {

// A check that fewer than half of a family make is nothing that the others lack.
constexpr double kLeastShare = 0.5;
// A check made on some ways only may be what was meant.
constexpr double kWeightOfSometimes = 0.4;

class Deviations {
public:
  explicit Deviations(ProgramChecks &checks) : checks_(checks) { countCarrying(); }

  std::vector<Deviation> run() {
    forEachFamily(checks_, [&](const Family &family) { judge(family); });
    std::vector<Deviation> found;
    for (auto &[key, deviation] : deviations_)
      found.push_back(std::move(deviation));
    std::ranges::sort(found, isBefore);
    return found;
  }

private:
  using Key = std::tuple<ir::FunctionId, ir::BlockId, CheckId>;

  static bool isBefore(const Deviation &a, const Deviation &b) {
    if (a.score != b.score)
      return a.score > b.score;
    return std::tie(a.sibling.function, a.sibling.arm, a.check) <
           std::tie(b.sibling.function, b.sibling.arm, b.check);
  }

  void countCarrying() {
    for (uint32_t i = 0; i < checks_.program().functionCount(); ++i) {
      const ir::FunctionId function(i);
      if (!checks_.context(function) || !checks_.summary(function).hasEffect)
        continue;
      ++functions_;
      for (const Carried &each : checks_.summary(function).may)
        ++carrying_[each.check];
    }
  }

  void judge(const Family &family) {
    std::map<CheckId, size_t> counts;
    for (const Sibling &sibling : family.siblings) {
      CheckSet checks = sibling.all;
      for (const Carried &each : sibling.some)
        if (!contains(sibling.all, each.check))
          checks.push_back(each.check);
      for (CheckId check : checks)
        ++counts[check];
    }
    for (const auto &[check, count] : counts)
      if (double(count) >= kLeastShare * double(family.siblings.size()))
        judge(family, check, count);
  }

  void judge(const Family &family, CheckId check, size_t carriers) {
    size_t always = 0;
    for (const Sibling &sibling : family.siblings)
      always += carries(sibling, check) == Carries::Always ? 1 : 0;
    for (const Sibling &sibling : family.siblings) {
      const Carries how = carries(sibling, check);
      if (how == Carries::No)
        note(family, sibling, check, how, carriers);
      else if (how == Carries::Sometimes && double(always) >= kLeastShare * double(family.siblings.size()))
        note(family, sibling, check, how, always);
    }
  }

  void note(const Family &family, const Sibling &sibling, CheckId check, Carries how, size_t carriers) {
    const Evidence evidence{carriers, family.siblings.size(), carrying_[check], functions_};
    const double score = scoreOf(evidence) * (how == Carries::No ? 1 : kWeightOfSometimes);
    Deviation &deviation = deviations_[{sibling.function, sibling.arm, check}];
    ++deviation.families;
    if (deviation.families > 1 && score <= deviation.score)
      return;
    const size_t families = deviation.families;
    deviation = {sibling, check, how, score, evidence, family, families};
  }

  ProgramChecks &checks_;
  std::map<CheckId, size_t> carrying_;
  size_t functions_ = 0;
  std::map<Key, Deviation> deviations_;
};

} // namespace

Carries carries(const Sibling &sibling, CheckId check) {
  if (contains(sibling.all, check))
    return Carries::Always;
  const auto at = std::ranges::lower_bound(sibling.some, check, {}, &Carried::check);
  return at != sibling.some.end() && at->check == check ? Carries::Sometimes : Carries::No;
}

std::vector<Deviation> findDeviations(ProgramChecks &checks) {
  return Deviations(checks).run();
}

} // namespace hookqual::learn
