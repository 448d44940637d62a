// SPDX-License-Identifier: MIT
#include "analyzer/signature/RuleSignature.h"

#include "analyzer/witness/ConditionText.h"
#include "analyzer/witness/Path.h"
#include "analyzer/witness/Story.h"
#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::signature {

using infer::Obligation;
using infer::TermId;
using reports::RequirementEnd;

namespace {

/// Without conditions if one of them always holds.
std::vector<std::string> disjunction(std::vector<std::string> conditions) {
  std::sort(conditions.begin(), conditions.end());
  conditions.erase(std::unique(conditions.begin(), conditions.end()), conditions.end());
  if (!conditions.empty() && conditions.front().empty())
    conditions.clear();
  return conditions;
}

bool haveSameMeaning(const std::vector<reports::EnsuredObjects> &a,
                     const std::vector<reports::EnsuredObjects> &b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto &x, const auto &y) { return x.qualified == y.qualified; });
}

class Describer {
public:
  Describer(const ir::Program &program, const infer::RuleResult &result, ir::FunctionId id)
      : program_(program), result_(result), rule_(*result.rule), terms_(*result.terms), id_(id),
        function_(program.function(id)) {}

  RuleSignature run();

private:
  std::string objectsText(TermId objects);
  std::vector<reports::QualifiedObjects> alternativesOf(const Obligation &obligation);
  std::vector<reports::SignatureSite> chainOf(const Obligation &obligation) const;
  reports::Requirement requirement(const Obligation &obligation, RequirementEnd end);
  RequirementEnd endOf(const Obligation &obligation) const;
  std::vector<reports::SignatureSite> sitesOf(const infer::Held &held) const;
  std::string rightText(const rules::ModeRequirement &mode, TermId right);
  void addChecked(const infer::Held &held, reports::EnsuredOutcome &outcome);
  void addOutcome(const infer::Outcome &outcome);
  void addTypeErrors(const infer::Signature &signature);
  reports::SignatureSite siteIn(ir::FunctionId function, uint32_t site) const;

  const ir::Program &program_;
  const infer::RuleResult &result_;
  const rules::Rule &rule_;
  infer::TermPool &terms_;
  const ir::FunctionId id_;
  const ir::Function &function_;
  RuleSignature signature_;
};

std::string Describer::objectsText(TermId objects) {
  return objects.valid() ? textOfObjects(program_, terms_, function_, objects, witness::Naming::Source) : "";
}

reports::SignatureSite Describer::siteIn(ir::FunctionId id, uint32_t site) const {
  const ir::Function &function = program_.function(id);
  const ir::Instruction &instruction = *ir::instructionAt(function, site);
  return {function.symbol.name, witness::textOfSite(function, instruction),
          witness::rangeOf(function, instruction.location)};
}

/// The alternatives of the rule, even if no caller can name their objects.
std::vector<reports::QualifiedObjects> Describer::alternativesOf(const Obligation &obligation) {
  std::vector<reports::QualifiedObjects> anyOf;
  auto add = [&](const rules::Authorizer &authorizer, std::string objects) {
    anyOf.push_back({std::move(objects), authorizer.function,
                     authorizer.mode ? witness::modeText(*authorizer.mode) : std::string()});
  };
  for (const infer::Alternative &alternative : obligation.alternatives)
    add(rule_.anyOf[result_.alternativeOfSlot[alternative.slot]], objectsText(alternative.objects));
  if (anyOf.empty())
    for (const rules::Authorizer &authorizer : rule_.anyOf)
      add(authorizer, "");
  return anyOf;
}

std::vector<reports::SignatureSite> Describer::chainOf(const Obligation &obligation) const {
  std::vector<reports::SignatureSite> chain;
  for (const infer::ChainStep *step = obligation.chain.get(); step; step = step->next.get())
    chain.push_back(siteIn(step->function, step->site));
  return chain;
}

reports::Requirement Describer::requirement(const Obligation &obligation, RequirementEnd end) {
  reports::Requirement requirement{.rule = rule_.id,
                                   .operation = rule_.operations[obligation.operation].name,
                                   .anyOf = alternativesOf(obligation),
                                   .chain = chainOf(obligation),
                                   .end = end};
  for (const infer::Guard &guard : obligation.guards)
    requirement.when.push_back(witness::guardText(program_, terms_, function_, guard));
  requirement.when = disjunction(std::move(requirement.when));
  return requirement;
}

/// Where inference leaves an obligation of this function (Inference.cpp, collectErrors).
RequirementEnd Describer::endOf(const Obligation &obligation) const {
  const ir::EntryClass entry = program_.entry(id_).entryClass;
  if (entry == ir::EntryClass::SystemCall || entry == ir::EntryClass::OpTable)
    return RequirementEnd::Here;
  if (!program_.callersOf(id_).empty())
    return RequirementEnd::Callers;
  return obligation.alternatives.empty() ? RequirementEnd::Here : RequirementEnd::Assumed;
}

/// What is held may be named otherwise when the function returns than where it was checked; then
/// all checks that could have made it so are named.
std::vector<reports::SignatureSite> Describer::sitesOf(const infer::Held &held) const {
  std::vector<reports::SignatureSite> exact, others;
  for (const infer::CheckSite &check : result_.checksIn(id_))
    if (check.slot == held.slot)
      (check.objects == held.objects ? exact : others).push_back(siteIn(id_, check.site));
  return exact.empty() ? others : exact;
}

/// The right that was checked: the one that is asked for, or what it is computed from.
std::string Describer::rightText(const rules::ModeRequirement &mode, TermId right) {
  if (!right.valid() || terms_.constantOf(right))
    return witness::modeText(mode);
  return mode.parameter + " = " + textOf(program_, terms_, function_, right, witness::Naming::Source);
}

/// A check for another right than the one that is asked for is none.
void Describer::addChecked(const infer::Held &held, reports::EnsuredOutcome &outcome) {
  const rules::Authorizer &authorizer = rule_.anyOf[result_.alternativeOfSlot[held.slot]];
  if (authorizer.mode && held.mode.valid())
    if (auto right = terms_.constantOf(held.mode); right && !witness::serves(*authorizer.mode, *right))
      return;
  std::string right = authorizer.mode ? rightText(*authorizer.mode, held.mode) : "";
  reports::EnsuredObjects objects{{objectsText(held.objects), authorizer.function, std::move(right)},
                                  sitesOf(held)};
  auto isSame = [&](const reports::EnsuredObjects &other) { return other.qualified == objects.qualified; };
  if (std::none_of(outcome.checked.begin(), outcome.checked.end(), isSame))
    outcome.checked.push_back(std::move(objects));
}

/// Ways of returning that read alike are one, with several conditions.
void Describer::addOutcome(const infer::Outcome &outcome) {
  const bool isVoid = function_.returnType.typeClass == ir::TypeClass::Void;
  reports::EnsuredOutcome described{.returned = isVoid ? "" : witness::returnedText(outcome.returned)};
  for (const infer::Held &held : outcome.held)
    addChecked(held, described);
  std::string when = witness::guardText(program_, terms_, function_, outcome.guard);
  auto &all = signature_.outcomes;
  auto same = std::find_if(all.begin(), all.end(), [&](const reports::EnsuredOutcome &other) {
    return other.returned == described.returned && haveSameMeaning(other.checked, described.checked);
  });
  if (same == all.end()) {
    described.when = disjunction({std::move(when)});
    all.push_back(std::move(described));
    return;
  }
  if (!same->when.empty())
    same->when.push_back(std::move(when));
  same->when = disjunction(std::move(same->when));
}

/// Of objects that the function looked up, or that no caller knows for other reasons.
void Describer::addTypeErrors(const infer::Signature &signature) {
  auto isRequired = [&](const Obligation &error) {
    return std::any_of(signature.obligations.begin(), signature.obligations.end(),
                       [&](const Obligation &other) { return isSameRequirement(other, error); });
  };
  for (const infer::TypeError &error : result_.errors)
    if (error.root == id_ && !isRequired(error.obligation))
      signature_.typeErrors.push_back(requirement(error.obligation, RequirementEnd::Here));
}

RuleSignature Describer::run() {
  const auto found = result_.signatures.find(id_);
  if (found == result_.signatures.end())
    return {};
  const infer::Signature &signature = found->second;
  for (const Obligation &obligation : signature.obligations)
    signature_.requirements.push_back(requirement(obligation, endOf(obligation)));
  addTypeErrors(signature);
  for (const infer::Outcome &outcome : signature.outcomes)
    addOutcome(outcome);
  auto &outcomes = signature_.outcomes;
  if (std::all_of(outcomes.begin(), outcomes.end(), [](const auto &o) { return o.checked.empty(); }))
    outcomes.clear();
  return std::move(signature_);
}

} // namespace

RuleSignature describeRule(const ir::Program &program, const infer::RuleResult &result,
                           ir::FunctionId function) {
  return Describer(program, result, function).run();
}

} // namespace hookqual::signature
