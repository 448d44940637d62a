// SPDX-License-Identifier: MIT
#include "analyzer/review/TemporaryRules.h"

#include "analyzer/infer/RuleBinding.h"
#include "rules/ExpressionParser.h"

#include <algorithm>
#include <cassert>

namespace hookqual::review {

using rules::OperationKind;

namespace {

/// What is used in more functions than this is asked about where it was seen only.
constexpr size_t kMostUsers = 16;

rules::Expression parsed(const std::string &text) {
  auto expression = rules::parseExpression(text, {});
  assert(std::holds_alternative<rules::Expression>(expression) && "made by relate()");
  return std::get<rules::Expression>(expression);
}

rules::Operation operationOf(const Candidate &candidate) {
  rules::Operation operation;
  operation.kind = candidate.kind;
  operation.name = candidate.name;
  if (!candidate.within.empty())
    operation.within = {candidate.within};
  for (const auto &[authorizer, operand] : candidate.objects)
    operation.objects.push_back({parsed(authorizer), parsed(operand)});
  return operation;
}

std::string idOf(const std::string &authorizer, Relation relation) {
  std::string id = "base/" + authorizer;
  std::ranges::replace(id, '_', '-');
  return relation == Relation::Behind ? id + "-behind" : id;
}

std::span<const ir::FunctionId> usersOf(const ir::Program &program, const Candidate &candidate) {
  switch (candidate.kind) {
  case OperationKind::Call:
    return program.functionsCalling(candidate.name);
  case OperationKind::MemberCall:
    return program.functionsCallingMember(candidate.name);
  case OperationKind::Store:
    return program.functionsStoring(candidate.name);
  case OperationKind::Load:
    return program.functionsLoading(candidate.name);
  case OperationKind::Return:
  case OperationKind::MemberReturn:
    break; // no candidate is what a function returns
  }
  return {};
}

bool isUse(const ir::Function &function, const ir::Instruction &instruction, const Candidate &candidate) {
  if (candidate.kind == OperationKind::Store)
    return instruction.kind == ir::InstructionKind::Store && instruction.member.valid() &&
           ir::nameOf(function.member(instruction.member)) == candidate.name;
  if (instruction.kind != ir::InstructionKind::Call)
    return false;
  if (instruction.callee == ir::CalleeKind::Direct)
    return ir::nameOf(function.spelling(instruction.symbol)) == candidate.name;
  return instruction.callee == ir::CalleeKind::Member &&
         ir::nameOf(function.member(instruction.member)) == candidate.name;
}

} // namespace

rules::Accepts TemporaryRules::acceptsOf(const std::string &authorizer) const {
  for (const rules::Rule &rule : rules_.rules)
    for (const rules::Authorizer &each : rule.anyOf)
      if (each.function == authorizer)
        return each.accepts;
  return {};
}

/// Places of the operation in the base.
size_t TemporaryRules::routesTo(const Candidate &candidate) const {
  size_t routes = 0;
  for (const ir::FunctionId user : usersOf(program_, candidate)) {
    const ir::Function &function = program_.function(user);
    if (!candidate.within.empty() && function.symbol.name != candidate.within)
      continue;
    for (const ir::Block &block : function.blocks)
      for (const ir::Instruction &instruction : block.instructions)
        routes += isUse(function, instruction, candidate) ? 1 : 0;
  }
  return routes;
}

std::string TemporaryRules::evidenceOf(const std::string &authorizer, const Candidate &candidate) const {
  const size_t routes = routesTo(candidate);
  std::string text = "in the base ";
  text += routes == 1 ? "the one route to `" : "all " + std::to_string(routes) + " routes to `";
  text += candidate.name + "`";
  if (!candidate.within.empty())
    text += " in `" + candidate.within + "`";
  return text + (routes == 1 ? " passes `" : " pass `") + authorizer + "`";
}

rules::Rule TemporaryRules::make(const std::string &authorizer, Relation relation,
                                 const std::vector<Candidate> &candidates) const {
  rules::Rule rule;
  rule.id = idOf(authorizer, relation);
  rule.objectIsSystem = relation == Relation::Behind;
  rule.confidence = relation == Relation::Behind ? rules::Confidence::Moderate : rules::Confidence::High;
  rules::Authorizer &alternative = rule.anyOf.emplace_back();
  alternative.function = authorizer;
  alternative.accepts = acceptsOf(authorizer);
  for (const Candidate &candidate : candidates)
    rule.operations.push_back(operationOf(candidate));
  return rule;
}

std::set<Candidate> TemporaryRules::withoutError(const std::string &authorizer, Relation relation,
                                                 const std::set<Candidate> &candidates) {
  std::vector<Candidate> asked;
  for (const Candidate &candidate : candidates)
    if (infer::bindRule(program_, make(authorizer, relation, {candidate}), {}).messages.empty())
      asked.push_back(candidate);
  if (asked.empty())
    return {};
  const rules::Rule rule = make(authorizer, relation, asked);
  const infer::RuleResult result = inference_.infer(rule, {}, infer::Climbing::NotAtAll);
  std::set<Candidate> kept(asked.begin(), asked.end());
  for (const infer::TypeError &error : result.errors)
    kept.erase(asked[error.obligation.operation]);
  return kept;
}

std::optional<TemporaryRule> TemporaryRules::ruleOf(const std::string &authorizer, Relation relation,
                                                    const std::set<Candidate> &candidates) {
  std::set<Candidate> everywhere;
  for (Candidate candidate : candidates) {
    candidate.within.clear();
    if (usersOf(program_, candidate).size() <= kMostUsers)
      everywhere.insert(std::move(candidate));
  }
  std::set<Candidate> kept = withoutError(authorizer, relation, everywhere);
  std::set<Candidate> inPlaces;
  for (const Candidate &candidate : candidates) {
    Candidate wide = candidate;
    wide.within.clear();
    if (!kept.contains(wide))
      inPlaces.insert(candidate);
  }
  kept.merge(withoutError(authorizer, relation, inPlaces));
  if (kept.empty())
    return std::nullopt;
  TemporaryRule made{make(authorizer, relation, std::vector(kept.begin(), kept.end())), {}};
  for (const Candidate &candidate : kept)
    made.evidence.push_back(evidenceOf(authorizer, candidate));
  return made;
}

std::vector<TemporaryRule> TemporaryRules::of(const std::string &authorizer,
                                              const std::vector<mutate::HookCall> &calls) {
  GuardedOperations operations(program_, {authorizer});
  std::vector<TemporaryRule> found;
  for (const Relation relation : {Relation::SameObject, Relation::Behind}) {
    std::set<Candidate> candidates;
    for (const mutate::HookCall &call : calls)
      candidates.merge(operations.behind(call, relation));
    if (std::optional<TemporaryRule> rule = ruleOf(authorizer, relation, candidates))
      found.push_back(std::move(*rule));
  }
  return found;
}

bool fits(const ir::Program &program, const rules::Rule &rule) {
  const infer::Binding binding = infer::bindRule(program, rule, {});
  return std::ranges::none_of(binding.messages, &infer::BindingMessage::isError);
}

std::optional<rules::Rule> fittingPart(const ir::Program &program, const rules::Rule &rule) {
  rules::Rule part = rule;
  std::erase_if(part.operations, [&](const rules::Operation &operation) {
    rules::Rule alone = rule;
    alone.operations = {operation};
    return !fits(program, alone);
  });
  return part.operations.empty() ? std::nullopt : std::optional(std::move(part));
}

} // namespace hookqual::review
