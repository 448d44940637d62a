// SPDX-License-Identifier: MIT
#include "analyzer/learn/LostChecks.h"

#include "analyzer/ir/Calls.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace hookqual::learn {

using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;

namespace {

constexpr const char *kReturning = "returning";
// Nobody is more like a function than the function itself.
constexpr double kLikenessToItself = 1;
constexpr double kWeightOfLessOften = 0.4; // asked on some ways still

struct ChecksBefore {
  std::set<Check> must, may; // ... the operation, in the function
  std::set<Check> inside;    // ... by the function that is called, at any depth
};
using Operations = std::map<std::string, ChecksBefore>;

std::set<Check> namedIn(const ProgramChecks &checks, const CheckSet &set) {
  std::set<Check> named;
  for (CheckId id : set)
    named.insert(checks.table()[id]);
  return named;
}

class Body {
public:
  Body(ProgramChecks &checks, FunctionId id)
      : checks_(checks), id_(id), function_(checks.program().function(id)) {}

  Operations operations();
  /// Calls of hooks that refuse nothing, and of functions that change the subject.
  std::set<std::string> announcements() const;
  std::set<std::string> callees() const;

private:
  std::string operationOf(const Instruction &instruction) const;
  void note(Operations &all, const CheckedCall &call) const;

  ProgramChecks &checks_;
  FunctionId id_;
  const ir::Function &function_;
};

/// Empty when the instruction changes nothing outside.
std::string Body::operationOf(const Instruction &instruction) const {
  if (instruction.kind == InstructionKind::Store)
    return instruction.member.valid() && !isOwnMemory(function_, instruction.address)
               ? ir::nameOf(function_.member(instruction.member))
               : std::string();
  if (instruction.callee == ir::CalleeKind::Member)
    return ir::nameOf(function_.member(instruction.member));
  if (instruction.callee != ir::CalleeKind::Direct)
    return "";
  const FunctionId callee = ir::directCalleeOf(checks_.program(), function_, instruction);
  return checks_.mayChange(function_, instruction, callee)
             ? std::string(ir::nameOf(function_.spelling(instruction.symbol)))
             : std::string();
}

void Body::note(Operations &all, const CheckedCall &call) const {
  const std::string name = operationOf(*call.call);
  if (name.empty())
    return;
  std::set<Check> must = namedIn(checks_, call.before), may = namedIn(checks_, call.mayBefore);
  auto [found, isNew] = all.try_emplace(name, ChecksBefore{must, may, {}});
  ChecksBefore &before = found->second;
  std::erase_if(before.must, [&](const Check &check) { return !must.contains(check); });
  before.may.merge(may);
  const FunctionId callee = ir::directCalleeOf(checks_.program(), function_, *call.call);
  if (callee.valid())
    for (const Carried &each : checks_.summary(callee).may)
      before.inside.insert(checks_.table()[each.check]);
}

Operations Body::operations() {
  Operations all;
  const CheckEvents events = checks_.eventsOf(id_);
  for (const CheckedCall &call : FunctionChecks(function_, events).calls(/*storesToo=*/true))
    note(all, call);
  const CheckSummary &summary = checks_.summary(id_);
  all[kReturning] = {namedIn(checks_, summary.must), namedIn(checks_, ownOf(summary.may)), {}};
  return all;
}

std::set<std::string> Body::announcements() const {
  std::set<std::string> names;
  for (const ProgramChecks::Call &call : checks_.calls(id_)) {
    if (call.instruction->callee != ir::CalleeKind::Direct)
      continue;
    const std::string name(ir::nameOf(function_.spelling(call.instruction->symbol)));
    const bool answersNothing = !call.instruction->result.valid() && checks_.known().isHook(name);
    if (answersNothing || checks_.known().isAnnouncement(name))
      names.insert(name);
  }
  return names;
}

std::set<std::string> Body::callees() const {
  std::set<std::string> names;
  for (const ProgramChecks::Call &call : checks_.calls(id_))
    if (call.instruction->callee == ir::CalleeKind::Direct)
      names.emplace(ir::nameOf(function_.spelling(call.instruction->symbol)));
  return names;
}

class Losses {
public:
  Losses(ProgramChecks &before, ProgramChecks &now) : before_(before), now_(now) {
    for (uint32_t i = 0; i < before.program().functionCount(); ++i)
      if (before.context(FunctionId(i))) {
        ++functions_;
        for (CheckId check : ownOf(before.summary(FunctionId(i)).may))
          ++carrying_[before.table()[check]];
      }
  }

  std::vector<LostCheck> of(const ChangedBody &body);

private:
  using Found = std::map<Check, LostCheck>;
  void compare(const std::string &operation, const ChecksBefore &then, const ChecksBefore &today,
               const std::set<Check> &context, Found &found) const;
  double scoreOf(const Check &check, Carries is) const;

  ProgramChecks &before_, &now_;
  std::map<Check, size_t> carrying_; // in the base
  size_t functions_ = 0;
};

double Losses::scoreOf(const Check &check, Carries is) const {
  const auto carrying = carrying_.find(check);
  const size_t functions = carrying == carrying_.end() ? 0 : carrying->second;
  // A function is one witness for itself, and wholly related.
  return learn::scoreOf({1, 2, functions, functions_}, kLikenessToItself) * relatednessFactor(1) *
         weightOf(check.kind) * (is == Carries::No ? 1 : kWeightOfLessOften);
}

void Losses::compare(const std::string &operation, const ChecksBefore &then, const ChecksBefore &today,
                     const std::set<Check> &context, Found &found) const {
  std::set<Check> all = then.must;
  all.insert(then.may.begin(), then.may.end());
  for (const Check &check : all) {
    const Carries was = then.must.contains(check) ? Carries::Always : Carries::Sometimes;
    const Carries is = today.must.contains(check)  ? Carries::Always
                       : today.may.contains(check) ? Carries::Sometimes
                                                   : Carries::No;
    if (is >= was || today.inside.contains(check) || context.contains(check))
      continue;
    LostCheck lost{check, was, is, operation, scoreOf(check, is)};
    auto [known, isNew] = found.try_emplace(check, lost);
    const bool saysMore = lost.score > known->second.score ||
                          (lost.score == known->second.score && known->second.operation == kReturning);
    if (!isNew && saysMore)
      known->second = lost;
  }
}

std::vector<LostCheck> Losses::of(const ChangedBody &body) {
  Body before(before_, body.before), now(now_, body.now);
  const Operations then = before.operations();
  const std::set<Check> context =
      now_.context(body.now) ? namedIn(now_, now_.sets()[*now_.context(body.now)]) : std::set<Check>();
  Found found;
  for (const auto &[name, today] : now.operations())
    if (const auto at = then.find(name); at != then.end())
      compare(name, at->second, today, context, found);
  const std::set<std::string> kept = now.callees();
  for (const std::string &name : before.announcements())
    if (const Check check{.kind = CheckKind::Announcement, .name = name}; !kept.contains(name))
      found[check] = {check, Carries::Always, Carries::No, kReturning, scoreOf(check, Carries::No)};
  std::vector<LostCheck> lost;
  for (auto &[check, each] : found)
    lost.push_back(std::move(each));
  std::ranges::sort(lost, [](const LostCheck &a, const LostCheck &b) {
    return std::tie(b.score, a.check) < std::tie(a.score, b.check);
  });
  return lost;
}

/// Whether a function that is called lacks the same now.
bool isOfCallee(const ProgramChecks &now, const ChangedBody &body, const Check &check,
                const std::map<FunctionId, std::set<Check>> &lost) {
  const ir::Function &function = now.program().function(body.now);
  return std::ranges::any_of(now.calls(body.now), [&](const ProgramChecks::Call &call) {
    const auto found = lost.find(call.callee);
    if (!call.callee.valid() || found == lost.end() || call.callee == body.now)
      return false;
    const bool isThatFunction = check.kind == CheckKind::Predicate &&
                                ir::nameOf(function.spelling(call.instruction->symbol)) == check.name;
    return isThatFunction || found->second.contains(check);
  });
}

} // namespace

std::vector<LossesOfOne> findLostChecks(ProgramChecks &before, ProgramChecks &now,
                                        std::span<const ChangedBody> changed) {
  Losses losses(before, now);
  std::vector<LossesOfOne> all;
  std::map<FunctionId, std::set<Check>> lost;
  for (const ChangedBody &body : changed) {
    if (!body.before.valid() || !body.now.valid() || !before.context(body.before))
      continue;
    std::vector<LostCheck> checks = losses.of(body);
    if (checks.empty())
      continue;
    for (const LostCheck &each : checks)
      lost[body.now].insert(each.check);
    all.push_back({body, std::move(checks)});
  }
  for (LossesOfOne &one : all)
    std::erase_if(one.checks,
                  [&](const LostCheck &each) { return isOfCallee(now, one.body, each.check, lost); });
  std::erase_if(all, [](const LossesOfOne &one) { return one.checks.empty(); });
  std::ranges::sort(all, {}, [](const LossesOfOne &one) { return one.body.now; });
  return all;
}

} // namespace hookqual::learn
