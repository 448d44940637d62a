// SPDX-License-Identifier: MIT
#include "analyzer/witness/Operations.h"

#include "analyzer/witness/Identity.h"
#include "analyzer/witness/Story.h"
#include "analyzer/witness/TermText.h"

#include <map>
#include <set>
#include <tuple>

namespace hookqual::witness {

using infer::OperationNote;
using infer::OperationSite;
using reports::Verdict;

namespace {

class Judge {
public:
  Judge(const ir::Program &program, const infer::RuleResult &result, const Findings &findings)
      : program_(program), terms_(*result.terms), result_(result), findings_(findings) {
    for (const infer::TypeError &error : result.assumptions)
      assumed_.try_emplace(
          placeOf({error.obligation.operation, error.obligation.function, error.obligation.site}),
          error.root);
  }

  std::vector<JudgedOperation> run() {
    std::map<OperationSite, OperationNote> places;
    for (const auto &[site, note] : result_.operationSites) {
      OperationNote &place = places.try_emplace(placeOf(site), note).first->second;
      place.isUntold |= note.isUntold;
      place.isExempt |= note.isExempt;
    }
    std::vector<JudgedOperation> judged;
    for (const auto &[site, note] : places)
      judged.push_back(judge(site, note));
    return judged;
  }

private:
  OperationSite placeOf(OperationSite site) const {
    site.site = firstSiteBeside(program_.function(site.function), site.site);
    return site;
  }
  std::string objectText(const ir::Function &function, const OperationNote &note, Naming naming) const {
    return note.objects.valid() ? textOfObjects(program_, terms_, function, note.objects, naming) : "";
  }
  JudgedOperation judge(const OperationSite &site, const OperationNote &note);
  void decide(const OperationSite &site, const OperationNote &note, JudgedOperation &judged) const;
  std::string identify(const OperationSite &site, const OperationNote &note);

  const ir::Program &program_;
  infer::TermPool &terms_;
  const infer::RuleResult &result_;
  const Findings &findings_;
  std::map<OperationSite, ir::FunctionId> assumed_; // the function whose callers are not known
  std::map<std::tuple<uint32_t, ir::FunctionId, std::string>, size_t> occurrences_;
};

/// As a finding there would be identified.
std::string Judge::identify(const OperationSite &site, const OperationNote &note) {
  const ir::Function &function = program_.function(site.function);
  const std::string object = objectText(function, note, Naming::Canonical);
  const size_t occurrence = occurrences_[{site.operation, site.function, object}]++;
  return fingerprintOf({result_.rule->id, result_.rule->operations[site.operation].name,
                        lastingName(function.symbol), object, std::to_string(occurrence)});
}

void Judge::decide(const OperationSite &site, const OperationNote &note, JudgedOperation &judged) const {
  reports::OperationRecord &record = judged.record;
  const auto found = findings_.judgements.find(site);
  const bool hadErrors = found != findings_.judgements.end();
  const bool isFound = hadErrors && !found->second.fingerprint.empty();
  if (isFound) {
    record.fingerprint = found->second.fingerprint;
    record.verdict = found->second.isFeasible ? Verdict::Violated : Verdict::Unknown;
    if (record.verdict == Verdict::Unknown)
      record.reason = "the solver did not decide whether an unchecked path exists";
    record.isReported = true;
    judged.roots = found->second.roots;
  } else if (note.isUntold) {
    record.verdict = Verdict::Unknown;
    record.reason = "nothing in the program text stands for the object";
  } else if (const auto assumed = assumed_.find(site); assumed != assumed_.end()) {
    record.verdict = Verdict::Assumed;
    record.reason = "no caller of `" + program_.function(assumed->second).symbol.name + "` was captured";
  } else if (note.isExempt || (hadErrors && found->second.isExempt)) {
    record.verdict = Verdict::Exempt;
  } else if (hadErrors) {
    record.verdict = Verdict::Refuted;
  }
}

JudgedOperation Judge::judge(const OperationSite &site, const OperationNote &note) {
  const ir::Function &function = program_.function(site.function);
  JudgedOperation judged{.function = site.function};
  reports::OperationRecord &record = judged.record;
  record.rule = result_.rule->id;
  record.operation = result_.rule->operations[site.operation].name;
  record.function = function.symbol.name;
  record.where = rangeOf(function, ir::instructionAt(function, site.site)->location);
  record.object = objectText(function, note, Naming::Source);
  record.fingerprint = identify(site, note);
  decide(site, note, judged);
  return judged;
}

} // namespace

std::vector<JudgedOperation> judgeOperations(const ir::Program &program, const infer::RuleResult &result,
                                             const Findings &findings) {
  return Judge(program, result, findings).run();
}

} // namespace hookqual::witness
