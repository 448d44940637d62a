// SPDX-License-Identifier: MIT
#include "analyzer/review/SeriesRules.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace hookqual::review {

namespace {

using reports::Finding;

auto placeOf(const mutate::HookCall &call) {
  return std::tie(call.function, call.site);
}

bool isBefore(const mutate::HookCall &a, const mutate::HookCall &b) {
  return placeOf(a) < placeOf(b);
}

/// Whether something was added.
bool merge(std::vector<mutate::HookCall> &into, const std::vector<mutate::HookCall> &calls) {
  const size_t before = into.size();
  for (const mutate::HookCall &call : calls) {
    const auto place = std::ranges::lower_bound(into, call, isBefore);
    if (place == into.end() || placeOf(*place) != placeOf(call))
      into.insert(place, call);
  }
  return into.size() != before;
}

} // namespace

void SeriesRules::add(const link::LinkedProgram &now, const std::vector<ChangedFunction> &changed) {
  TemporaryRules rules(base_, inference_, rules_);
  for (const auto &[authorizer, calls] : touchedAuthorizers(base_, now, changed, rules_))
    if (merge(calls_[authorizer], calls))
      rulesOf_[authorizer] = rules.of(authorizer, calls_[authorizer]);
}

rules::RuleSet SeriesRules::fitting(const ir::Program &now) const {
  rules::RuleSet set = rules_;
  std::erase_if(set.rules, [&](const rules::Rule &rule) { return !fits(now, rule); });
  for (const auto &[authorizer, rules] : rulesOf_)
    for (const TemporaryRule &each : rules)
      if (std::optional<rules::Rule> part = fittingPart(now, each.rule))
        set.rules.push_back(std::move(*part));
  std::ranges::sort(set.rules, {}, &rules::Rule::id);
  return set;
}

std::vector<std::string> SeriesRules::evidence() const {
  std::vector<std::string> sentences;
  for (const auto &[authorizer, rules] : rulesOf_)
    for (const TemporaryRule &each : rules)
      sentences.insert(sentences.end(), each.evidence.begin(), each.evidence.end());
  return sentences;
}

const TemporaryRule *SeriesRules::temporary(const std::string &id) const {
  for (const auto &[authorizer, rules] : rulesOf_)
    for (const TemporaryRule &each : rules)
      if (each.rule.id == id)
        return &each;
  return nullptr;
}

std::string SeriesRules::evidenceFor(const Finding &finding) const {
  const TemporaryRule *known = temporary(finding.rule);
  for (size_t i = 0; i < known->evidence.size(); ++i) {
    const rules::Operation &operation = known->rule.operations[i];
    const bool isHere = operation.within.empty() || operation.within.front() == finding.function;
    if (operation.name == finding.operation && isHere)
      return known->evidence[i];
  }
  return "";
}

bool SeriesRules::isBehind(const rules::Rule &rule) const {
  return rule.objectIsSystem && temporary(rule.id);
}

/// Authorizers whose own objects a finding of a temporary rule is about.
std::set<std::string> SeriesRules::toldNearer(const std::vector<Finding> &findings) const {
  std::set<std::string> authorizers;
  for (const Finding &finding : findings)
    if (const TemporaryRule *known = temporary(finding.rule); known && !known->rule.objectIsSystem)
      authorizers.insert(finding.authorizer);
  return authorizers;
}

void SeriesRules::dropTold(rules::RuleSet &behind, const std::vector<Finding> &findings) const {
  const std::set<std::string> told = toldNearer(findings);
  std::erase_if(behind.rules,
                [&](const rules::Rule &rule) { return told.contains(rule.anyOf.front().function); });
}

void SeriesRules::settle(std::vector<Finding> &findings) const {
  using Place = std::tuple<std::string, std::string, uint32_t, uint32_t>;
  const auto placeOf = [](const Finding &finding) {
    return Place(finding.authorizer, finding.where.file, finding.where.line, finding.where.column);
  };
  std::set<Place> told;
  for (const Finding &finding : findings)
    if (!temporary(finding.rule))
      told.insert(placeOf(finding));
  const std::set<std::string> nearer = toldNearer(findings);
  std::erase_if(findings, [&](const Finding &finding) {
    const TemporaryRule *known = temporary(finding.rule);
    return known && (told.contains(placeOf(finding)) ||
                     (known->rule.objectIsSystem && nearer.contains(finding.authorizer)));
  });
  for (Finding &finding : findings)
    if (temporary(finding.rule)) {
      finding.why = evidenceFor(finding);
      finding.advice.exemption.clear(); // there is no rule to write it under
    }
}

} // namespace hookqual::review
