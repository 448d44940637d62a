// SPDX-License-Identifier: MIT
#include "analyzer/learn/Consistency.h"

#include "analyzer/learn/Likeness.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace hookqual::learn {

namespace {

// A check that fewer than half of a family make is nothing that the others lack.
constexpr double kLeastShare = 0.5;
// A check made on some ways only may be what was meant.
constexpr double kWeightOfSometimes = 0.4;
constexpr double kWeightOfNext = 0.6; // of each further lead of one sibling
// Of arms no likeness is computed: they stand in one function, and do different things.
constexpr double kLikenessOfArms = 0.3;

constexpr double kWeightOfParallel = 0.4; // of an authorizer in whose place another is asked
constexpr double kRelatednessUnknown = 0.5;

bool isBefore(const Deviation &a, const Deviation &b) {
  if (a.score != b.score)
    return a.score > b.score;
  return std::tie(a.sibling.function, a.sibling.arm, a.check) <
         std::tie(b.sibling.function, b.sibling.arm, b.check);
}

bool isSameFamily(const Family &a, const Family &b) {
  return std::tie(a.kind, a.what, a.within) == std::tie(b.kind, b.what, b.within);
}

/// What one family says of one sibling is one lead; each further lead of a sibling counts for less,
/// so that a function that is unlike the others in everything does not fill the list.
std::vector<Deviation> ranked(std::vector<Deviation> all) {
  std::ranges::sort(all, isBefore);
  std::map<std::pair<ir::FunctionId, ir::BlockId>, std::vector<size_t>> ofSibling;
  std::vector<Deviation> leads;
  for (Deviation &deviation : all) {
    std::vector<size_t> &others = ofSibling[{deviation.sibling.function, deviation.sibling.arm}];
    const auto same = std::ranges::find_if(
        others, [&](size_t other) { return isSameFamily(leads[other].family, deviation.family); });
    if (same != others.end()) {
      leads[*same].alsoLacking.push_back(deviation.check);
      continue;
    }
    deviation.score *= std::pow(kWeightOfNext, double(others.size()));
    others.push_back(leads.size());
    leads.push_back(std::move(deviation));
  }
  std::ranges::sort(leads, isBefore);
  return leads;
}

class Deviations {
public:
  explicit Deviations(ProgramChecks &checks) : checks_(checks), likeness_(checks) { countCarrying(); }

  std::vector<Deviation> run() {
    forEachFamily(checks_, [&](const Family &family) { judge(family); });
    std::vector<Deviation> found;
    for (auto &[key, deviation] : deviations_)
      found.push_back(std::move(deviation));
    return ranked(std::move(found));
  }

private:
  using Key = std::tuple<ir::FunctionId, ir::BlockId, CheckId>;

  void countCarrying() {
    for (uint32_t i = 0; i < checks_.program().functionCount(); ++i) {
      const ir::FunctionId function(i);
      if (!checks_.context(function) || !checks_.summary(function).hasEffect)
        continue;
      ++functions_;
      for (CheckId check : ownOf(checks_.summary(function).may))
        ++carrying_[check];
    }
  }

  void judge(const Family &family) {
    std::set<CheckId> checks;
    for (const Sibling &sibling : family.siblings) {
      checks.insert(sibling.all.begin(), sibling.all.end());
      checks.insert(sibling.some.begin(), sibling.some.end());
    }
    for (CheckId check : checks)
      if (family.kind == FamilyKind::Arms || checks_.table()[check].kind != CheckKind::Variable)
        judge(family, check);
  }

  void judge(const Family &family, CheckId check) {
    std::vector<Carries> how;
    std::map<Carries, size_t> counts;
    for (const Sibling &sibling : family.siblings)
      ++counts[how.emplace_back(carries(sibling, check))];
    const size_t siblings = family.siblings.size() - counts[Carries::Elsewhere];
    const size_t always = counts[Carries::Always], carriers = always + counts[Carries::Sometimes];
    for (size_t i = 0; i < how.size(); ++i)
      if (how[i] == Carries::No && double(carriers) >= kLeastShare * double(siblings))
        note(family, i, check, how, {carriers, siblings, carrying_[check], functions_});
      else if (how[i] == Carries::Sometimes && double(always) >= kLeastShare * double(siblings))
        note(family, i, check, how, {always, siblings, carrying_[check], functions_});
  }

  /// How much the sibling is like the one that is most like it of those that make the check.
  double likenessTo(const Family &family, size_t deviating, const std::vector<Carries> &how) const {
    if (family.kind == FamilyKind::Arms)
      return kLikenessOfArms;
    double likeness = 0;
    for (size_t i = 0; i < how.size(); ++i)
      if (how[i] == Carries::Always || (how[i] == Carries::Sometimes && i != deviating))
        likeness = std::max(
            likeness, likeness_.between(family.siblings[deviating].function, family.siblings[i].function));
    return likeness;
  }

  /// The share of those that make the check in which it judges what they have in common.
  static double relatednessOf(const Family &family, CheckId check) {
    if (family.kind != FamilyKind::Callers)
      return kRelatednessUnknown;
    size_t making = 0, related = 0;
    for (const Sibling &sibling : family.siblings) {
      making += contains(sibling.some, check) ? 1 : 0;
      related += contains(sibling.related, check) ? 1 : 0;
    }
    return making == 0 ? 0 : double(related) / double(making);
  }

  /// Whether the sibling asks an authorizer that none of those asks who make the check: each may
  /// have its own.
  bool hasItsOwn(const Family &family, size_t deviating, CheckId check,
                 const std::vector<Carries> &how) const {
    if (checks_.table()[check].kind != CheckKind::Authorizer)
      return false;
    return std::ranges::any_of(family.siblings[deviating].some, [&](CheckId own) {
      if (checks_.table()[own].kind != CheckKind::Authorizer)
        return false;
      for (size_t i = 0; i < how.size(); ++i)
        if (i != deviating && carries(family.siblings[i], own) != Carries::No &&
            (how[i] == Carries::Always || how[i] == Carries::Sometimes))
          return false;
      return true;
    });
  }

  void note(const Family &family, size_t deviating, CheckId check, const std::vector<Carries> &how,
            const Evidence &evidence) {
    const Sibling &sibling = family.siblings[deviating];
    const double likeness = likenessTo(family, deviating, how);
    const double score = scoreOf(evidence, likeness) * relatednessFactor(relatednessOf(family, check)) *
                         weightOf(checks_.table()[check].kind) *
                         (how[deviating] == Carries::No ? 1 : kWeightOfSometimes) *
                         (hasItsOwn(family, deviating, check, how) ? kWeightOfParallel : 1);
    Deviation &deviation = deviations_[{sibling.function, sibling.arm, check}];
    ++deviation.families;
    if (deviation.families > 1 && score <= deviation.score)
      return;
    const size_t families = deviation.families;
    deviation = {sibling, check, how[deviating], score, likeness, evidence, family, families};
  }

  ProgramChecks &checks_;
  Likeness likeness_;
  std::map<CheckId, size_t> carrying_;
  size_t functions_ = 0;
  std::map<Key, Deviation> deviations_;
};

} // namespace

Carries carries(const Sibling &sibling, CheckId check) {
  if (contains(sibling.all, check))
    return Carries::Always;
  if (contains(sibling.some, check))
    return Carries::Sometimes;
  return contains(sibling.elsewhere, check) ? Carries::Elsewhere : Carries::No;
}

std::vector<Deviation> findDeviations(ProgramChecks &checks) {
  return Deviations(checks).run();
}

} // namespace hookqual::learn
