// SPDX-License-Identifier: MIT
#include "analyzer/learn/Learn.h"

#include "analyzer/learn/Consistency.h"
#include "analyzer/learn/Places.h"
#include "analyzer/learn/RuleMining.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace hookqual::learn {

namespace {

std::string kindText(CheckKind kind) {
  switch (kind) {
  case CheckKind::Authorizer:
    return "authorizer";
  case CheckKind::Refusal:
    return "refusal";
  case CheckKind::Family:
    return "family";
  case CheckKind::Predicate:
    return "predicate";
  case CheckKind::Test:
    return "test";
  case CheckKind::Variable:
    return "variable";
  case CheckKind::Any:
    return "any";
  case CheckKind::Announcement:
    return "announcement";
  }
  return "";
}

std::string carriesText(Carries how) {
  switch (how) {
  case Carries::No:
    return "no";
  case Carries::Sometimes:
    return "sometimes";
  case Carries::Always:
    return "always";
  case Carries::Elsewhere:
    return "elsewhere";
  }
  return "";
}

std::string familyText(const Family &family) {
  const std::string within = family.within.empty() ? "" : " in " + family.within;
  switch (family.kind) {
  case FamilyKind::Member:
    return "serve as " + family.what + within;
  case FamilyKind::Passed:
    return "are handed to " + family.what + " as argument " + family.within;
  case FamilyKind::Callers:
    return "call " + family.what;
  case FamilyKind::Writers:
    return "write " + family.what;
  case FamilyKind::Users:
    return "use " + std::string(ir::nameOf(family.what));
  case FamilyKind::Dispatched:
    return "answer for " + std::string(ir::nameOf(family.what));
  case FamilyKind::Arms:
    return "are arms of one switch in " + std::string(ir::nameOf(family.what));
  }
  return "";
}

reports::SourceRange whereIs(const ir::Function &function, ir::BlockId arm) {
  if (!arm.valid())
    return placeOf(function);
  const ir::Block &block = function.block(arm);
  return placeOf(function, block.instructions.empty() ? block.location : block.instructions.front().location);
}

std::string fingerprintOf(std::string_view spelling, const std::string &label,
                          const std::string &requirement) {
  llvm::BLAKE3 hash;
  for (llvm::StringRef part :
       {llvm::StringRef(spelling), llvm::StringRef(label), llvm::StringRef(requirement)}) {
    hash.update(part);
    hash.update("\n");
  }
  constexpr size_t kBytes = 8;
  const auto bytes = hash.final<kBytes>();
  return llvm::toHex(bytes, /*LowerCase=*/true);
}

/// Says of deviations and losses what readers need.
class Leads {
public:
  explicit Leads(const ProgramChecks &checks) : checks_(checks) {}

  reports::Lead leadOf(const Deviation &deviation) const {
    const Check &check = checks_.table()[deviation.check];
    const Sibling &sibling = deviation.sibling;
    reports::Lead lead = leadOn(sibling.function, sibling.label, check);
    lead.carries = carriesText(deviation.carries);
    lead.where = whereIs(functionOf(sibling), sibling.arm);
    lead.family = familyText(deviation.family);
    lead.carriers = deviation.evidence.carriers;
    lead.members = deviation.evidence.siblings;
    lead.carryingFunctions = deviation.evidence.carryingFunctions;
    lead.families = deviation.families;
    lead.score = deviation.score;
    for (const Sibling &other : deviation.family.siblings)
      lead.siblings.push_back({nameOf(other) + (other.label.empty() ? "" : ", " + other.label),
                               whereIs(functionOf(other), other.arm),
                               carriesText(carries(other, deviation.check))});
    lead.reachedFrom = callersWithout(sibling.function, deviation.check);
    for (CheckId other : deviation.alsoLacking)
      lead.alsoLacking.push_back(textOf(checks_.table()[other]));
    return lead;
  }

  reports::Lead leadOf(const LossesOfOne &losses, const ProgramChecks &base) const {
    const LostCheck &lost = losses.checks.front();
    reports::Lead lead = leadOn(losses.body.now, "", lost.check);
    const ir::Function &then = base.program().function(losses.body.before),
                       &now = checks_.program().function(losses.body.now);
    lead.carries = carriesText(lost.is);
    lead.where = placeOf(now);
    lead.family = "stand for this function, then and now";
    lead.carriers = 1;
    lead.members = 2;
    lead.families = 1;
    lead.score = lost.score;
    lead.lostBefore = lost.operation;
    lead.siblings = {{then.symbol.name + ", in the base", placeOf(then), carriesText(lost.was)},
                     {now.symbol.name, placeOf(now), carriesText(lost.is)}};
    for (size_t i = 1; i < losses.checks.size(); ++i)
      lead.alsoLacking.push_back(textOf(losses.checks[i].check));
    return lead;
  }

private:
  const ir::Function &functionOf(const Sibling &sibling) const {
    return checks_.program().function(sibling.function);
  }
  std::string nameOf(const Sibling &sibling) const { return functionOf(sibling).symbol.name; }

  reports::Lead leadOn(ir::FunctionId function, const std::string &arm, const Check &check) const {
    reports::Lead lead{.requirement = textOf(check),
                       .authorizer = check.name,
                       .kind = kindText(check.kind),
                       .function = checks_.program().function(function).symbol.name,
                       .arm = arm};
    lead.id = fingerprintOf(checks_.program().spelling(function), arm, lead.requirement);
    lead.discharge = "require `" + lead.requirement + "` in `" + lead.function +
                     "` or in all its callers before anything changes, or say why its siblings differ";
    return lead;
  }

  std::vector<reports::LeadSibling> callersWithout(ir::FunctionId function, CheckId check) const {
    std::vector<reports::LeadSibling> found;
    for (ir::FunctionId id : checks_.program().directCallersOf(function)) {
      if (!checks_.context(id) || contains(checks_.sets()[*checks_.context(id)], check))
        continue;
      const ir::Function &caller = checks_.program().function(id);
      for (const ProgramChecks::Call &call : checks_.calls(id))
        if (call.callee == function && !contains(checks_.sets()[call.before], check)) {
          found.push_back({caller.symbol.name, placeOf(caller, call.instruction->location), "no"});
          break;
        }
    }
    return found;
  }

  const ProgramChecks &checks_;
};

/// The first of `leads`, which are in order, of the functions that are asked for.
reports::LeadReport reportOf(std::vector<reports::Lead> leads, const LearnOptions &options) {
  reports::LeadReport report;
  if (!options.functions.empty())
    std::erase_if(leads, [&](const reports::Lead &lead) {
      return std::ranges::find(options.functions, lead.function) == options.functions.end();
    });
  report.found = leads.size();
  leads.resize(std::min(leads.size(), options.shown));
  report.leads = std::move(leads);
  return report;
}

/// What a lead says, whichever family says it: of a function and an arm, and of what is required how.
std::set<std::string> statementsOf(const Deviation &deviation, const ProgramChecks &checks) {
  std::set<std::string> statements;
  auto add = [&](CheckId check) {
    statements.insert(checks.program().function(deviation.sibling.function).symbol.name + "\n" +
                      deviation.sibling.label + "\n" + carriesText(deviation.carries) + "\n" +
                      textOf(checks.table()[check]));
  };
  add(deviation.check);
  std::ranges::for_each(deviation.alsoLacking, add);
  return statements;
}

/// Leads at which nothing was asked before either say nothing about the difference.
std::vector<Deviation> withoutThoseOf(ProgramChecks &base, ProgramChecks &now) {
  std::set<std::string> known;
  for (const Deviation &deviation : findDeviations(base))
    known.merge(statementsOf(deviation, base));
  std::vector<Deviation> leads = findDeviations(now);
  std::erase_if(leads, [&](const Deviation &deviation) {
    return std::ranges::includes(known, statementsOf(deviation, now));
  });
  return leads;
}

/// A lead of siblings and one of the function's own past that say the same are one.
void join(std::vector<reports::Lead> &leads, reports::Lead lost) {
  const auto same = std::ranges::find_if(leads, [&](const reports::Lead &lead) {
    return lead.function == lost.function && lead.where.file == lost.where.file &&
           lead.requirement == lost.requirement;
  });
  if (same == leads.end()) {
    leads.push_back(std::move(lost));
    return;
  }
  same->lostBefore = lost.lostBefore;
  same->score += lost.score;
  ++same->families;
}

} // namespace

reports::LeadReport learn(const ir::Program &program, const rules::RuleSet &rules,
                          const LearnOptions &options) {
  const KnownChecks known(rules);
  ProgramChecks checks(program, known);
  const Leads writer(checks);
  std::vector<reports::Lead> leads;
  for (const Deviation &deviation : findDeviations(checks))
    leads.push_back(writer.leadOf(deviation));
  reports::LeadReport report = reportOf(std::move(leads), options);
  report.functions = checks.comparedFunctions();
  return report;
}

reports::LeadReport learnAgainst(const ir::Program &program, const Base &base, const rules::RuleSet &rules,
                                 const LearnOptions &options) {
  const KnownChecks known(rules);
  ProgramChecks before(*base.program, known), now(program, known);
  const Leads writer(now);
  std::vector<reports::Lead> leads;
  for (const Deviation &deviation : withoutThoseOf(before, now))
    leads.push_back(writer.leadOf(deviation));
  for (const LossesOfOne &losses : findLostChecks(before, now, base.changed))
    join(leads, writer.leadOf(losses, before));
  std::ranges::sort(leads, [](const reports::Lead &a, const reports::Lead &b) {
    return std::tie(b.score, a.function, a.requirement, a.id) <
           std::tie(a.score, b.function, b.requirement, b.id);
  });
  reports::LeadReport report = reportOf(std::move(leads), options);
  report.functions = now.comparedFunctions();
  return report;
}

reports::LearnedRules learnRules(const ir::Program &program, const rules::RuleSet &rules, size_t shown) {
  const KnownChecks known(rules);
  ProgramChecks checks(program, known);
  return mineRules(checks, shown);
}

} // namespace hookqual::learn
