// SPDX-License-Identifier: MIT
#include "analyzer/witness/Findings.h"

#include "analyzer/infer/Exemptions.h"
#include "analyzer/witness/Ascent.h"
#include "analyzer/witness/Entries.h"
#include "analyzer/witness/Identity.h"
#include "analyzer/witness/PathFormula.h"
#include "analyzer/witness/RefutationStory.h"
#include "analyzer/witness/Sentence.h"
#include "analyzer/witness/Story.h"
#include "analyzer/witness/TermText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace hookqual::witness {

using infer::TypeError;

std::string confidenceText(rules::Confidence confidence) {
  switch (confidence) {
  case rules::Confidence::High:
    return "high";
  case rules::Confidence::Moderate:
    return "moderate";
  case rules::Confidence::Low:
    return "low";
  }
  return "low";
}

namespace {

constexpr size_t kMaxEntrySearch = 4000; // functions visited upwards from one root
constexpr size_t kMaxEntriesShown = 20;
constexpr size_t kMaxQueries = 16; // to the solver for one finding; then it stays undecided
constexpr size_t kMaxWays = 16;    // that are asked for one type error

bool isListed(const std::vector<std::string> &selectors, const ir::Entry &entry) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const std::string &selector) {
    return selector == entry.name || selector == ir::toString(entry.entryClass);
  });
}

class Explainer {
public:
  Explainer(const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result,
            Deciding deciding)
      : program_(program), summaries_(program, inference), terms_(*result.terms), result_(result),
        rule_(*result.rule), deciding_(deciding) {}

  Findings run();

private:
  /// Function, site, operation and operand: what makes type errors one finding.
  using Key = std::tuple<ir::FunctionId, uint32_t, uint32_t, std::string>;
  struct Group {
    std::string object; // canonical; of several names the first
    std::vector<const TypeError *> errors;
    std::vector<std::vector<EntryRoute>> entries; // parallel
  };

  static size_t indexOf(const Group &group, const TypeError &error) {
    return size_t(std::find(group.errors.begin(), group.errors.end(), &error) - group.errors.begin());
  }
  void group(const TypeError &error);
  std::vector<EntryRoute> entriesOf(const TypeError &error);
  static const infer::ChainStep &operationOf(const TypeError &error);
  infer::TermId objectsAtOperation(const TypeError &error) const;
  struct Witness {
    const TypeError *error = nullptr;
    PathVerdict verdict;
    ir::Entry entry = {}; // by which control comes; class None if none was seen
    size_t above = 0;     // frames from there down to where the path began at first
  };
  PathVerdict decide(const Path &path, Telling telling);
  PathVerdict decideBelow(const TypeError &error, PathVerdict refuted, Telling telling);
  PathVerdict decideOtherWays(const TypeError *&error, PathVerdict refuted, Telling telling);
  std::optional<Witness> chooseWitness(const Key &key, Group &group);
  void beginAtEntry(const Group &group, Witness &witness);
  Judgement &judgementOf(const Key &key);
  void judge(const Group &group, const Witness &witness, Judgement &judgement) const;
  reports::Refutation refute(const Key &key, const TypeError &error);
  static std::vector<size_t> shortestFirst(const Group &group);
  reports::Finding explainGroup(const Key &key, const Group &group, const Witness &witness);
  void addEntries(const Group &group, reports::Finding &finding);
  void addRoutes(const Group &group, reports::Finding &finding);
  std::vector<ir::FunctionId> wayToRoot(const Group &group, const Witness &witness) const;
  void tellStory(const Group &group, const Witness &witness, reports::Finding &finding);
  size_t occurrenceOf(const Key &key) const;

  const ir::Program &program_;
  CalleeSummaries summaries_;
  infer::TermPool &terms_;
  const infer::RuleResult &result_;
  const rules::Rule &rule_;
  Deciding deciding_;
  std::map<Key, Group> groups_;
  std::deque<TypeError> otherWays_; // of errors whose own chain is refuted
  Findings findings_;
};

const infer::ChainStep &Explainer::operationOf(const TypeError &error) {
  const infer::ChainStep *step = error.obligation.chain.get();
  while (step->next)
    step = step->next.get();
  return *step;
}

infer::TermId Explainer::objectsAtOperation(const TypeError &error) const {
  return operationOf(error).objects;
}

std::vector<EntryRoute> Explainer::entriesOf(const TypeError &error) {
  if (error.entry.entryClass != ir::EntryClass::None)
    return {{error.entry, {error.root}}};
  return entriesReaching(program_, error.root, kMaxEntrySearch);
}

void Explainer::group(const TypeError &error) {
  std::vector<EntryRoute> entries = entriesOf(error);
  bool hadEntries = !entries.empty();
  std::erase_if(entries, [&](const EntryRoute &route) {
    const ir::Entry &entry = route.entry;
    bool isAsked = rule_.entries.empty() || isListed(rule_.entries, entry);
    bool isExempt = false;
    for (size_t i = 0; i < rule_.exemptions.size(); ++i)
      isExempt |= !rule_.exemptions[i].entries.empty() && isListed(rule_.exemptions[i].entries, entry) &&
                  infer::coversRoute(program_, terms_, rule_, i, error.obligation);
    return !isAsked || isExempt;
  });
  if (hadEntries && entries.empty()) {
    judgementOf({error.obligation.function, error.obligation.site, error.obligation.operation, {}}).isExempt =
        true;
    ++findings_.exempted;
    return;
  }
  ++findings_.typeErrors;
  const ir::Function &function = program_.function(error.obligation.function);
  std::string object =
      textOfObjects(program_, terms_, function, objectsAtOperation(error), Naming::Canonical);
  // What a loop renames from round to round is one operand of one operation.
  const infer::ChainStep &operation = operationOf(error);
  std::string operand = object;
  if (!operation.values.empty())
    operand = "%";
  for (ir::ValueId value : operation.values)
    operand += std::to_string(value.index) + ",";
  Group &group = groups_[{error.obligation.function, firstSiteBeside(function, error.obligation.site),
                          error.obligation.operation, operand}];
  if (group.errors.empty() || object < group.object)
    group.object = object;
  group.errors.push_back(&error);
  group.entries.push_back(std::move(entries));
}

/// The how-many-th of the like in its function: two operations on one object are two findings.
size_t Explainer::occurrenceOf(const Key &key) const {
  size_t occurrence = 0;
  const std::string &object = groups_.at(key).object;
  for (const auto &[other, group] : groups_)
    if (std::get<0>(other) == std::get<0>(key) && std::get<2>(other) == std::get<2>(key) &&
        group.object == object && std::get<1>(other) < std::get<1>(key))
      ++occurrence;
  return occurrence;
}

/// Entries of the group, each with the least class and distance at which it was met.
void Explainer::addEntries(const Group &group, reports::Finding &finding) {
  std::map<std::pair<ir::EntryClass, std::string>, size_t> nearest;
  for (const auto &routes : group.entries)
    for (const EntryRoute &route : routes) {
      auto [at, isNew] =
          nearest.try_emplace({route.entry.entryClass, route.entry.name}, route.functions.size());
      at->second = std::min(at->second, route.functions.size());
    }
  std::vector<std::tuple<ir::EntryClass, size_t, std::string>> ordered;
  for (const auto &[entry, distance] : nearest)
    ordered.emplace_back(entry.first, distance, entry.second);
  std::sort(ordered.begin(), ordered.end());
  for (const auto &[entryClass, distance, name] : ordered)
    if (finding.entries.size() < kMaxEntriesShown)
      finding.entries.push_back({name, std::string(ir::toString(entryClass))});
}

void Explainer::addRoutes(const Group &group, reports::Finding &finding) {
  std::map<std::string, reports::Route> routes;
  for (size_t i = 0; i < group.errors.size(); ++i) {
    // Without an entry that was seen the route begins where its callers end.
    ir::Entry entry{ir::EntryClass::None, program_.function(group.errors[i]->root).symbol.name};
    if (!group.entries[i].empty())
      entry = group.entries[i].front().entry;
    reports::Route route;
    route.entry = {entry.name, std::string(ir::toString(entry.entryClass))};
    for (const infer::ChainStep *step = group.errors[i]->obligation.chain.get(); step;
         step = step->next.get())
      route.functions.push_back(program_.function(step->function).symbol.name);
    route.id = fingerprintOf({finding.fingerprint, llvm::join(route.functions, ">")});
    routes.try_emplace(route.id, std::move(route));
  }
  for (auto &[id, route] : routes)
    finding.routes.push_back(std::move(route));
}

PathVerdict Explainer::decide(const Path &path, Telling telling) {
  PathVerdict verdict = decidePath(summaries_, result_, path, telling);
  findings_.unpeeledLoops += verdict.unpeeledLoops;
  return verdict;
}

/// Of several ways from the callers to where the object is looked up one is kept; that it does
/// not exist says nothing of the others. Below the lookup there is but one.
PathVerdict Explainer::decideBelow(const TypeError &error, PathVerdict refuted, Telling telling) {
  Path path = pathOf(error.obligation);
  const auto known = std::find_if(path.frames.begin(), path.frames.end(),
                                  [](const Frame &frame) { return frame.objects.valid(); });
  if (known == path.frames.begin() || known == path.frames.end())
    return refuted;
  path.frames.erase(path.frames.begin(), known);
  return decide(path, telling);
}

/// The chain of an error is the shortest of several ways; the error is that of the first of them
/// that is not refuted.
PathVerdict Explainer::decideOtherWays(const TypeError *&error, PathVerdict refuted, Telling telling) {
  const std::vector<infer::ChainPointer> ways = infer::waysOf(error->obligation.chain, kMaxWays);
  for (size_t i = 1; i < ways.size(); ++i) {
    TypeError other = *error;
    other.obligation.chain = ways[i];
    PathVerdict verdict = decide(pathOf(other.obligation), telling);
    if (verdict.decision == Decision::Refuted)
      verdict = decideBelow(other, std::move(verdict), telling);
    if (verdict.decision == Decision::Refuted)
      continue;
    error = &otherWays_.emplace_back(std::move(other));
    return verdict;
  }
  return refuted;
}

/// Positions of the group's errors; those from the plainest entries first.
std::vector<size_t> Explainer::shortestFirst(const Group &group) {
  std::vector<std::tuple<uint32_t, size_t, size_t>> ordered;
  for (size_t i = 0; i < group.errors.size(); ++i) {
    size_t length = lengthOf(*group.errors[i]->obligation.chain);
    uint32_t rank = std::numeric_limits<uint32_t>::max();
    if (!group.entries[i].empty()) {
      length += group.entries[i].front().functions.size();
      rank = group.entries[i].front().entry.rank;
    }
    ordered.emplace_back(rank, length, i);
  }
  std::sort(ordered.begin(), ordered.end());
  std::vector<size_t> positions;
  for (const auto &[rank, length, position] : ordered)
    positions.push_back(position);
  return positions;
}

/// The shortest chain with a feasible path; nothing when every chain is refuted. Those that are
/// refuted leave the group, so that the finding names no entry that does not reach it.
std::optional<Explainer::Witness> Explainer::chooseWitness(const Key &key, Group &group) {
  std::optional<Witness> chosen;
  std::set<size_t> refuted;
  size_t queries = 0;
  for (size_t position : shortestFirst(group)) {
    const TypeError *error = group.errors[position];
    const bool isEnough =
        deciding_ == Deciding::UntilFeasible && chosen && chosen->verdict.decision == Decision::Feasible;
    if (isEnough)
      break;
    // Only one path is told; of the other chains it matters that there is one.
    const bool isTold = !chosen || chosen->verdict.decision != Decision::Feasible;
    const Telling telling = isTold ? Telling::SimplePath : Telling::AnyPath;
    const bool isAsked = ++queries <= kMaxQueries;
    PathVerdict verdict{.path = pathOf(error->obligation)};
    if (isAsked)
      verdict = decide(verdict.path, telling);
    if (verdict.decision == Decision::Refuted)
      verdict = decideBelow(*error, std::move(verdict), telling);
    if (verdict.decision == Decision::Refuted)
      verdict = decideOtherWays(group.errors[position], std::move(verdict), telling);
    error = group.errors[position];
    if (verdict.decision == Decision::Refuted) {
      refuted.insert(position);
      if (deciding_ == Deciding::EveryRoute)
        findings_.refutations.push_back(refute(key, *error));
    } else if (!chosen ||
               (chosen->verdict.decision != Decision::Feasible && verdict.decision == Decision::Feasible))
      chosen = Witness{error, std::move(verdict)};
  }
  findings_.refuted += refuted.size();
  for (size_t position : llvm::reverse(refuted)) {
    group.errors.erase(group.errors.begin() + ptrdiff_t(position));
    group.entries.erase(group.entries.begin() + ptrdiff_t(position));
  }
  return chosen;
}

/// A path begins at its root, or below it where the object is looked up. That control comes there
/// is decided as the rest is, as far as the calls can be followed.
void Explainer::beginAtEntry(const Group &group, Witness &witness) {
  const auto &entries = group.entries[indexOf(group, *witness.error)];
  if (entries.empty())
    return;
  witness.entry = entries.front().entry;
  const Path &path = witness.verdict.path;
  const bool isFromEntry = path.frames.front().function == entries.front().functions.front();
  if (isFromEntry || witness.verdict.decision != Decision::Feasible)
    return;
  std::optional<Ascended> found = ascend(
      program_, path, entries, [this](const Path &longer) { return decide(longer, Telling::SimplePath); });
  if (!found)
    return;
  witness.above = found->verdict.path.frames.size() - path.frames.size();
  witness.verdict = std::move(found->verdict);
  witness.entry = std::move(found->entry);
}

/// The functions that lead from the nearest entry to where the path begins, without it.
std::vector<ir::FunctionId> Explainer::wayToRoot(const Group &group, const Witness &witness) const {
  std::vector<ir::FunctionId> functions;
  if (witness.above != 0)
    return functions;
  const auto &entries = group.entries[indexOf(group, *witness.error)];
  if (!entries.empty()) {
    functions = entries.front().functions;
    functions.pop_back();
  }
  // A path may begin below the root, where the object is looked up.
  const infer::ChainStep *step = witness.error->obligation.chain.get();
  const size_t above = lengthOf(*step) - witness.verdict.path.frames.size();
  for (size_t i = 0; i < above; ++i, step = step->next.get())
    functions.push_back(step->function);
  return functions;
}

/// The kind, and what is said of the path.
void Explainer::tellStory(const Group &group, const Witness &witness, reports::Finding &finding) {
  const TypeError &error = *witness.error;
  const Path &path = witness.verdict.path;
  const std::vector<HookCall> hookCalls = hookCallsAround(program_, result_, path);
  Path own = path; // what happens before it says nothing of the kind
  own.frames.erase(own.frames.begin(), own.frames.begin() + ptrdiff_t(witness.above));
  const Account account{kindOf(program_, result_, error.obligation, own), path, hookCalls};
  finding.kind = toString(account.kind);
  finding.authorizer = rule_.anyOf.front().function;
  const HookCall *nearest = nearestOf(result_, program_, account);
  if (nearest)
    finding.authorizer =
        authorizerOf(result_, program_.function(path.frames[nearest->frame].function), nearest->check)
            .function;
  finding.message = messageOf(program_, result_, account, nearest, finding);
  finding.advice = adviceOn(rule_, finding);
  finding.path = tell(
      program_, result_,
      {.path = path, .hookCalls = hookCalls, .entry = witness.entry, .wayToRoot = wayToRoot(group, witness)});
}

reports::Finding Explainer::explainGroup(const Key &key, const Group &group, const Witness &witness) {
  const TypeError *best = witness.error;
  const ir::Function &function = program_.function(std::get<0>(key));
  const rules::Operation &operation = rule_.operations[std::get<2>(key)];
  const ir::Instruction *site = instructionAt(function, std::get<1>(key));
  reports::Finding finding;
  finding.rule = rule_.id;
  finding.confidence = confidenceText(rule_.confidence);
  finding.operation = operation.name;
  finding.object = textOfObjects(program_, terms_, function, objectsAtOperation(*best), Naming::Source);
  finding.why = rule_.why;
  finding.function = function.symbol.name;
  finding.where = rangeOf(function, site->location);
  finding.fingerprint = fingerprintOf({rule_.id, operation.name, lastingName(function.symbol), group.object,
                                       std::to_string(occurrenceOf(key))});
  bool isFeasible = witness.verdict.decision == Decision::Feasible;
  finding.feasibility = isFeasible ? reports::Feasibility::Feasible : reports::Feasibility::Unknown;
  finding.model = witness.verdict.model;
  addEntries(group, finding);
  addRoutes(group, finding);
  tellStory(group, witness, finding);
  if (finding.feasibility == reports::Feasibility::Unknown)
    ++findings_.unknown;
  return finding;
}

Judgement &Explainer::judgementOf(const Key &key) {
  const auto &[function, site, operation, operand] = key;
  return findings_.judgements[{operation, function, firstSiteBeside(program_.function(function), site)}];
}

/// Of the finding that was made last.
void Explainer::judge(const Group &group, const Witness &witness, Judgement &judgement) const {
  const bool isWorse = !judgement.isFeasible && witness.verdict.decision == Decision::Feasible;
  if (judgement.fingerprint.empty() || isWorse)
    judgement.fingerprint = findings_.findings.back().fingerprint;
  judgement.isFeasible |= isWorse;
  for (const TypeError *error : group.errors)
    judgement.roots.push_back(error->root);
}

reports::Refutation Explainer::refute(const Key &key, const TypeError &error) {
  const ir::Function &function = program_.function(std::get<0>(key));
  const std::vector<Reason> reasons = whyRefuted(summaries_, result_, pathOf(error.obligation));
  return {.rule = rule_.id,
          .operation = rule_.operations[std::get<2>(key)].name,
          .object = textOfObjects(program_, terms_, function, objectsAtOperation(error), Naming::Source),
          .function = function.symbol.name,
          .from = program_.function(error.root).symbol.name,
          .where = rangeOf(function, instructionAt(function, std::get<1>(key))->location),
          .because = tellReasons(program_, terms_, reasons)};
}

Findings Explainer::run() {
  for (const TypeError &error : result_.errors)
    group(error);
  for (auto &[key, group] : groups_) {
    Judgement &judgement = judgementOf(key);
    if (std::optional<Witness> witness = chooseWitness(key, group)) {
      if (deciding_ == Deciding::EveryRoute)
        beginAtEntry(group, *witness);
      findings_.findings.push_back(explainGroup(key, group, *witness));
      judge(group, *witness, judgement);
    }
  }
  findings_.consulted = summaries_.consulted();
  return std::move(findings_);
}

} // namespace

Findings explain(const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result,
                 Deciding deciding) {
  return Explainer(program, inference, result, deciding).run();
}

} // namespace hookqual::witness
