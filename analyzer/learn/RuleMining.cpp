// SPDX-License-Identifier: MIT
#include "analyzer/learn/RuleMining.h"

#include "analyzer/ir/CodeFlow.h"
#include "analyzer/learn/CheckedObjects.h"
#include "analyzer/learn/Places.h"
#include "analyzer/learn/Statistic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace hookqual::learn {

using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;

namespace {

constexpr size_t kKeptPlaces = 16; // of a rule and a kind
constexpr size_t kFewestGuarded = 2;
constexpr double kWeightOfFar = 0.25; // of a site that callers guard

/// What may be guarded: a call by name or through a member, or a store to a field.
struct Operation {
  bool isStore = false;
  std::string name;
  friend auto operator<=>(const Operation &, const Operation &) = default;
};

struct Candidate {
  std::string authorizer;
  Operation operation;
  friend auto operator<=>(const Candidate &, const Candidate &) = default;
};

using Site = std::pair<FunctionId, uint32_t>;

struct Support {
  size_t guarded = 0;                          // sites
  std::map<std::pair<int, int>, size_t> pairs; // argument of the authorizer, of the operation
  std::set<Site> sites;                        // that are guarded
  std::set<Site> near;                         // ... in the function that holds them
};

class Mining {
public:
  explicit Mining(ProgramChecks &checks) : checks_(checks), program_(checks.program()), objects_(checks) {}

  reports::LearnedRules run(size_t shown);

private:
  std::vector<Operation> operationsOf(const ir::Function &function, const Instruction &instruction);
  void look(FunctionId function);
  void count(FunctionId id, const Instruction &at, const Operation &operation, ObjectPaths &paths,
             const std::vector<CheckedObjects::Held> &held);
  double scoreOfCandidate(const Candidate &candidate, const Support &support) const;
  reports::LearnedPlace describe(const Site &site) const;
  reports::LearnedRule ruleOf(const Candidate &candidate, const Support &support, double score) const;

  ProgramChecks &checks_;
  const ir::Program &program_;
  CheckedObjects objects_;
  std::map<Candidate, Support> supports_;
  std::map<Operation, std::vector<Site>> sites_; // ascending
  std::map<std::string, size_t> guardedBy_;      // operations, by authorizer
};

std::vector<Operation> Mining::operationsOf(const ir::Function &function, const Instruction &instruction) {
  if (instruction.kind == InstructionKind::Store) {
    if (!instruction.member.valid() || isOwnMemory(function, instruction.address))
      return {};
    return {{true, ir::nameOf(function.member(instruction.member))}};
  }
  if (instruction.callee == ir::CalleeKind::Direct) {
    const std::string name(ir::nameOf(function.spelling(instruction.symbol)));
    const FunctionId callee = program_.find(function.spelling(instruction.symbol));
    if (checks_.known().isKnown(name) || !checks_.mayChange(function, instruction, callee))
      return {};
    return {{false, name}};
  }
  std::vector<Operation> operations;
  for (ir::MemberId member : ir::calledMembers(function, instruction))
    operations.push_back({false, ir::nameOf(function.member(member))});
  return operations;
}

void Mining::count(FunctionId id, const Instruction &at, const Operation &operation, ObjectPaths &paths,
                   const std::vector<CheckedObjects::Held> &held) {
  sites_[operation].emplace_back(id, at.site);
  std::set<std::string> authorizers;
  auto note = [&](const CheckedObjects::Held &each, int operand) {
    Support &support = supports_[{each.judged->authorizer, operation}];
    ++support.pairs[{each.judged->argument, operand}];
    if (!each.byCallers)
      support.near.emplace(id, at.site);
    if (!authorizers.insert(each.judged->authorizer).second)
      return;
    ++support.guarded;
    support.sites.emplace(id, at.site);
  };
  for (const CheckedObjects::Held &each : held) {
    if (each.judged->argument < 0) {
      note(each, -1);
      continue;
    }
    const std::vector<ir::ValueId> operands =
        operation.isStore ? std::vector<ir::ValueId>{at.address} : at.arguments;
    for (size_t i = 0; i < operands.size(); ++i)
      if (areRelated(each.judged->object, paths.of(operands[i])))
        note(each, int(i));
  }
}

void Mining::look(FunctionId id) {
  const ir::Function &function = program_.function(id);
  objects_.forEachOperation(
      id, [&](const Instruction &at, ObjectPaths &paths, const std::vector<CheckedObjects::Held> &held) {
        for (const Operation &operation : operationsOf(function, at))
          count(id, at, operation, paths, held);
      });
}

double Mining::scoreOfCandidate(const Candidate &candidate, const Support &support) const {
  const size_t sites = sites_.at(candidate.operation).size(),
               operations = guardedBy_.at(candidate.authorizer);
  // What callers have checked they may have checked for another operation.
  const double guarded =
      kWeightOfFar * double(support.guarded - support.near.size()) + double(support.near.size());
  return wilsonLowerBound(support.guarded, sites) * std::log2(1 + guarded) /
         std::log2(2 + double(operations));
}

reports::LearnedPlace Mining::describe(const Site &site) const {
  const ir::Function &function = program_.function(site.first);
  return {function.symbol.name, placeOf(function, ir::instructionAt(function, site.second)->location)};
}

reports::LearnedRule Mining::ruleOf(const Candidate &candidate, const Support &support, double score) const {
  reports::LearnedRule rule{.id = learnedRuleId(candidate.authorizer, candidate.operation.name),
                            .authorizer = candidate.authorizer,
                            .operationKind = candidate.operation.isStore ? "store" : "call",
                            .operation = candidate.operation.name,
                            .support = support.guarded,
                            .sites = sites_.at(candidate.operation).size(),
                            .score = score};
  for (const Site &site : sites_.at(candidate.operation)) {
    auto &places = support.sites.contains(site) ? rule.guarded : rule.exceptions;
    if (places.size() < kKeptPlaces)
      places.push_back(describe(site));
  }
  const ir::Prototype *prototype = program_.prototype(candidate.authorizer);
  std::map<int, std::pair<size_t, int>> best; // by argument of the authorizer
  for (const auto &[pair, count] : support.pairs)
    if (pair.first >= 0 && count > best[pair.first].first)
      best[pair.first] = {count, pair.second};
  for (const auto &[argument, choice] : best)
    if (prototype && size_t(argument) < prototype->parameters.size() &&
        !prototype->parameters[size_t(argument)].name.empty() && choice.first * 2 >= support.guarded)
      rule.objects.emplace_back(prototype->parameters[size_t(argument)].name,
                                candidate.operation.isStore ? "base" : "arg" + std::to_string(choice.second));
  return rule;
}

reports::LearnedRules Mining::run(size_t shown) {
  for (uint32_t i = 0; i < program_.functionCount(); ++i)
    if (checks_.context(FunctionId(i)))
      look(FunctionId(i));
  for (const auto &[candidate, support] : supports_)
    ++guardedBy_[candidate.authorizer];
  std::vector<std::pair<double, const Candidate *>> order;
  for (const auto &[candidate, support] : supports_)
    if (support.guarded >= kFewestGuarded)
      order.emplace_back(scoreOfCandidate(candidate, support), &candidate);
  std::ranges::sort(order, [](const auto &a, const auto &b) {
    return a.first != b.first ? a.first > b.first : *a.second < *b.second;
  });
  reports::LearnedRules learned{.found = order.size()};
  for (size_t i = 0; i < std::min(shown, order.size()); ++i)
    learned.rules.push_back(ruleOf(*order[i].second, supports_.at(*order[i].second), order[i].first));
  return learned;
}

} // namespace

reports::LearnedRules mineRules(ProgramChecks &checks, size_t shown) {
  return Mining(checks).run(shown);
}

} // namespace hookqual::learn
