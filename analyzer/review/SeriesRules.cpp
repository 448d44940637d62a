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

llvm::Error SeriesRules::add(const link::LinkedProgram &now) {
  llvm::Expected<std::vector<ChangedFunction>> changed = changedFunctions(base_, now);
  if (!changed)
    return changed.takeError();
  TemporaryRules rules(base_, inference_, rules_);
  for (const auto &[authorizer, calls] : touchedAuthorizers(base_, now, *changed, rules_))
    if (merge(calls_[authorizer], calls))
      rulesOf_[authorizer] = rules.of(authorizer, calls_[authorizer]);
  return llvm::Error::success();
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

void SeriesRules::settle(std::vector<Finding> &findings) const {
  using Place = std::tuple<std::string, std::string, uint32_t, uint32_t>;
  const auto placeOf = [](const Finding &finding) {
    return Place(finding.authorizer, finding.where.file, finding.where.line, finding.where.column);
  };
  std::set<Place> told;
  std::set<std::string> nearer; // authorizers whose own objects are concerned
  for (const Finding &finding : findings) {
    const TemporaryRule *known = temporary(finding.rule);
    if (!known)
      told.insert(placeOf(finding));
    else if (!known->rule.objectIsSystem)
      nearer.insert(finding.authorizer);
  }
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
