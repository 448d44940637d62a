// SPDX-License-Identifier: MIT
#include "analyzer/learn/Learn.h"

#include "analyzer/learn/Consistency.h"
#include "analyzer/learn/Places.h"
#include "analyzer/learn/RuleMining.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <algorithm>

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

class Leads {
public:
  Leads(ProgramChecks &checks, const LearnOptions &options) : checks_(checks), options_(options) {}

  reports::LeadReport run() {
    reports::LeadReport report;
    for (const Deviation &deviation : findDeviations(checks_)) {
      if (!isAskedFor(deviation))
        continue;
      ++report.found;
      report.functions = deviation.evidence.functions;
      if (report.leads.size() < options_.shown)
        report.leads.push_back(leadOf(deviation));
    }
    return report;
  }

private:
  bool isAskedFor(const Deviation &deviation) const {
    return options_.functions.empty() ||
           std::ranges::find(options_.functions, nameOf(deviation.sibling)) != options_.functions.end();
  }

  const ir::Function &functionOf(const Sibling &sibling) const {
    return checks_.program().function(sibling.function);
  }
  std::string nameOf(const Sibling &sibling) const { return functionOf(sibling).symbol.name; }

  std::vector<reports::LeadSibling> callersWithout(const Deviation &deviation) const {
    std::vector<reports::LeadSibling> found;
    for (ir::FunctionId id : checks_.program().directCallersOf(deviation.sibling.function)) {
      if (!checks_.context(id) || contains(checks_.sets()[*checks_.context(id)], deviation.check))
        continue;
      const ir::Function &caller = checks_.program().function(id);
      for (const ProgramChecks::Call &call : checks_.calls(id))
        if (call.callee == deviation.sibling.function &&
            !contains(checks_.sets()[call.before], deviation.check)) {
          found.push_back({caller.symbol.name, placeOf(caller, call.instruction->location), "no"});
          break;
        }
    }
    return found;
  }

  reports::Lead leadOf(const Deviation &deviation) const {
    const Check &check = checks_.table()[deviation.check];
    const Sibling &sibling = deviation.sibling;
    reports::Lead lead{.requirement = textOf(check),
                       .authorizer = check.name,
                       .kind = kindText(check.kind),
                       .carries = carriesText(deviation.carries),
                       .function = nameOf(sibling),
                       .arm = sibling.label,
                       .where = whereIs(functionOf(sibling), sibling.arm),
                       .family = familyText(deviation.family),
                       .carriers = deviation.evidence.carriers,
                       .members = deviation.evidence.siblings,
                       .carryingFunctions = deviation.evidence.carryingFunctions,
                       .families = deviation.families,
                       .score = deviation.score};
    lead.id = fingerprintOf(checks_.program().spelling(sibling.function), sibling.label, lead.requirement);
    for (const Sibling &other : deviation.family.siblings)
      lead.siblings.push_back({nameOf(other) + (other.label.empty() ? "" : ", " + other.label),
                               whereIs(functionOf(other), other.arm),
                               carriesText(carries(other, deviation.check))});
    lead.reachedFrom = callersWithout(deviation);
    for (CheckId other : deviation.alsoLacking)
      lead.alsoLacking.push_back(textOf(checks_.table()[other]));
    lead.discharge = "require `" + lead.requirement + "` in `" + lead.function +
                     "` or in all its callers before anything changes, or say why its siblings differ";
    return lead;
  }

  ProgramChecks &checks_;
  const LearnOptions &options_;
};

} // namespace

reports::LeadReport learn(const ir::Program &program, const rules::RuleSet &rules,
                          const LearnOptions &options) {
  const KnownChecks known(rules);
  ProgramChecks checks(program, known);
  return Leads(checks, options).run();
}

reports::LearnedRules learnRules(const ir::Program &program, const rules::RuleSet &rules, size_t shown) {
  const KnownChecks known(rules);
  ProgramChecks checks(program, known);
  return mineRules(checks, shown);
}

} // namespace hookqual::learn
