// SPDX-License-Identifier: MIT
#include "analyzer/commands/CheckRun.h"

#include "analyzer/commands/MediationBuilder.h"
#include "analyzer/infer/InParallel.h"
#include "analyzer/infer/Inference.h"
#include "analyzer/witness/Findings.h"
#include "rules/Diagnostics.h"
#include "rules/Selection.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace hookqual::commands {

namespace {

class Check {
public:
  Check(const ir::Program &program, const rules::RuleSet &rules, const CheckOptions &options)
      : program_(program), rules_(rules), options_(options), inference_(program, rules, options.ablation),
        mediation_(program) {}

  llvm::Expected<CheckResult> run();

private:
  /// What one rule yields; made on any thread, added to the report in the order of rules.
  struct RuleOutcome {
    infer::RuleResult result;
    witness::Findings findings;
    std::vector<witness::JudgedOperation> operations;
  };
  RuleOutcome checkRule(const rules::Rule &rule);
  std::vector<RuleOutcome> checkRules();
  void addOutcome(RuleOutcome outcome);
  void addDependencies(const RuleOutcome &outcome);
  void addLedger(const infer::RuleResult &result, const witness::Findings &findings);
  void addUnusedExemptions(const infer::RuleResult &result);
  void addOverflows();
  void stateAssumptions();

  const ir::Program &program_;
  const rules::RuleSet &rules_;
  const CheckOptions &options_;
  infer::Inference inference_;
  std::vector<const rules::Rule *> selected_;
  std::set<std::string> errors_;
  std::set<std::string> notes_;
  std::set<std::string> assumed_; // functions
  infer::Overflows overflows_;
  uint64_t unpeeledLoops_ = 0;
  MediationBuilder mediation_;
  CheckResult result_;
};

void Check::addUnusedExemptions(const infer::RuleResult &result) {
  if (!result.silence.empty())
    return; // the rule itself is reported as silent
  const auto &exemptions = result.rule->exemptions;
  for (size_t i = 0; i < exemptions.size(); ++i)
    if (!result.usedExemptions.contains(i))
      result_.report.ledger.unusedExemptions.push_back(
          rules::located(exemptions[i].where, result.rule->id + ": " + exemptions[i].why));
}

void Check::addLedger(const infer::RuleResult &result, const witness::Findings &findings) {
  reports::Ledger &ledger = result_.report.ledger;
  ++ledger.rules;
  if (!result.silence.empty())
    ledger.silentRules.emplace_back(result.rule->id, result.silence);
  addUnusedExemptions(result);
  ledger.operations += result.operations;
  ledger.analyses += result.analyses;
  ledger.mostVisits = std::max(ledger.mostVisits, result.mostVisits);
  ledger.typeErrors += findings.typeErrors;
  ledger.refuted += findings.refuted;
  ledger.unknown += findings.unknown;
  ledger.exempted += result.exempted + findings.exempted;
  for (const infer::TypeError &assumption : result.assumptions)
    assumed_.insert(program_.spelling(assumption.root));
  unpeeledLoops_ += findings.unpeeledLoops;
  overflows_.states += result.overflows.states;
  overflows_.visits += result.overflows.visits;
  overflows_.obligations += result.overflows.obligations;
  overflows_.guards += result.overflows.guards;
  overflows_.terms += result.overflows.terms;
  overflows_.outcomes += result.overflows.outcomes;
  overflows_.stores += result.overflows.stores;
  overflows_.climbs += result.overflows.climbs;
  overflows_.ways += result.overflows.ways;
}

Check::RuleOutcome Check::checkRule(const rules::Rule &rule) {
  RuleOutcome outcome;
  outcome.result = inference_.infer(rule);
  outcome.findings = witness::explain(program_, inference_, outcome.result);
  // Only counts are needed from here on, and signatures of many rules are large.
  outcome.operations = witness::judgeOperations(program_, outcome.result, outcome.findings);
  outcome.result.signatures.clear();
  outcome.result.checks.clear();
  return outcome;
}

std::vector<Check::RuleOutcome> Check::checkRules() {
  std::vector<RuleOutcome> outcomes(selected_.size());
  infer::forEachInParallel(selected_.size(), options_.jobs,
                           [&](size_t i) { outcomes[i] = checkRule(*selected_[i]); });
  return outcomes;
}

void Check::addDependencies(const RuleOutcome &outcome) {
  RuleDependencies &added = result_.dependencies.emplace_back();
  added.rule = outcome.result.rule->id;
  const auto &[consulted, requiring] = outcome.result.dependencies;
  for (const ir::FunctionId function : requiring)
    added.requiring.push_back(function.index);
  std::vector<ir::FunctionId> all;
  std::ranges::set_union(consulted, outcome.findings.consulted, std::back_inserter(all));
  for (const ir::FunctionId function : all)
    added.consulted.push_back(function.index);
}

void Check::addOutcome(RuleOutcome outcome) {
  addDependencies(outcome);
  for (const infer::BindingMessage &message : outcome.result.messages)
    (message.isError ? errors_ : notes_).insert(rules::located(message.where, message.text));
  addLedger(outcome.result, outcome.findings);
  mediation_.add(*outcome.result.rule, std::move(outcome.operations));
  auto &all = result_.report.findings;
  all.insert(all.end(), std::make_move_iterator(outcome.findings.findings.begin()),
             std::make_move_iterator(outcome.findings.findings.end()));
  auto &refutations = result_.report.refutations;
  refutations.insert(refutations.end(), std::make_move_iterator(outcome.findings.refutations.begin()),
                     std::make_move_iterator(outcome.findings.refutations.end()));
}

void Check::addOverflows() {
  const std::pair<const char *, uint64_t> counts[] = {
      {"functions that one rule climbs through", overflows_.climbs},
      {"guards of 8 atoms", overflows_.guards},
      {"loops not peeled in formulas", unpeeledLoops_},
      {"obligations of a function", overflows_.obligations},
      {"outcomes of a function", overflows_.outcomes},
      {"states of a block", overflows_.states},
      {"stores of a loop", overflows_.stores},
      {"term depth", overflows_.terms},
      {"visits", overflows_.visits},
      {"ways from a function to an operation", overflows_.ways},
  };
  for (const auto &[name, count] : counts)
    if (count != 0)
      result_.report.ledger.overflows.emplace_back(name, count);
}

void Check::stateAssumptions() {
  auto &assumptions = result_.report.ledger.assumptions;
  assumptions.push_back("fields of heap objects keep their value except for stores that inference follows");
  assumptions.push_back("hooks return zero or a negative error unless a rule says otherwise");
  for (const std::string &function : assumed_)
    assumptions.push_back("`" + function +
                          "` has no caller in the captured code and is called with checked objects");
}

llvm::Expected<CheckResult> Check::run() {
  auto selected = rules::rulesWithIds(rules_, options_.ruleIds);
  if (!selected)
    return selected.takeError();
  selected_ = std::move(*selected);
  for (RuleOutcome &outcome : checkRules())
    addOutcome(std::move(outcome));
  if (!errors_.empty())
    return llvm::createStringError(llvm::join(errors_, "\n"));
  addOverflows();
  stateAssumptions();
  reports::Report &report = result_.report;
  if (options_.mediation)
    report.mediation = mediation_.finish();
  report.toolVersion = options_.toolVersion;
  report.rulesDigest = rules_.digest;
  report.ledger.functions = program_.functionCount();
  report.ledger.calls = program_.callCounts().calls;
  report.ledger.callsUnresolved = program_.callCounts().unresolved;
  std::sort(report.findings.begin(), report.findings.end(), [](const auto &a, const auto &b) {
    auto key = [](const reports::Finding &f) {
      return std::tie(f.where.file, f.where.line, f.where.column, f.rule, f.fingerprint);
    };
    return key(a) < key(b);
  });
  std::sort(report.refutations.begin(), report.refutations.end(), [](const auto &a, const auto &b) {
    auto key = [](const reports::Refutation &r) {
      return std::tie(r.where.file, r.where.line, r.where.column, r.rule, r.object, r.from);
    };
    return key(a) < key(b);
  });
  result_.notes.assign(notes_.begin(), notes_.end());
  return std::move(result_);
}

} // namespace

llvm::Expected<CheckResult> runCheck(const ir::Program &program, const rules::RuleSet &rules,
                                     const CheckOptions &options) {
  return Check(program, rules, options).run();
}

} // namespace hookqual::commands
