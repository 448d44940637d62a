// SPDX-License-Identifier: MIT
#include "analyzer/signature/Signatures.h"

#include "analyzer/infer/InParallel.h"
#include "analyzer/infer/Inference.h"
#include "analyzer/signature/Effects.h"
#include "analyzer/signature/OperationOf.h"
#include "analyzer/signature/Prototype.h"
#include "analyzer/signature/RuleSignature.h"
#include "rules/Diagnostics.h"
#include "rules/Selection.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace hookqual::signature {

using ir::FunctionId;

namespace {

/// What one rule says of the functions, in their order; made on any thread.
struct RuleAnswer {
  std::vector<RuleSignature> ofFunctions;
  std::set<std::string> errors;
};

class Signatures {
public:
  Signatures(const ir::Program &program, const rules::RuleSet &rules,
             const std::vector<FunctionId> &functions, const SignatureOptions &options)
      : program_(program), rules_(rules), functions_(functions), options_(options),
        inference_(program, rules) {}

  llvm::Expected<std::vector<reports::Signature>> run();

private:
  RuleAnswer ask(const rules::Rule &rule);
  std::vector<RuleAnswer> askAll(const std::vector<const rules::Rule *> &rules);
  reports::Signature describeFunction(const std::vector<const rules::Rule *> &rules, FunctionId function);

  const ir::Program &program_;
  const rules::RuleSet &rules_;
  const std::vector<FunctionId> &functions_;
  const SignatureOptions &options_;
  infer::Inference inference_;
};

RuleAnswer Signatures::ask(const rules::Rule &rule) {
  RuleAnswer answer;
  const infer::RuleResult result = inference_.infer(rule, functions_);
  for (const infer::BindingMessage &message : result.messages)
    if (message.isError)
      answer.errors.insert(rules::located(message.where, message.text));
  for (FunctionId function : functions_)
    answer.ofFunctions.push_back(describeRule(program_, result, function));
  return answer;
}

std::vector<RuleAnswer> Signatures::askAll(const std::vector<const rules::Rule *> &rules) {
  std::vector<RuleAnswer> answers(rules.size());
  infer::forEachInParallel(rules.size(), options_.jobs, [&](size_t i) { answers[i] = ask(*rules[i]); });
  return answers;
}

reports::Signature Signatures::describeFunction(const std::vector<const rules::Rule *> &rules,
                                                FunctionId id) {
  const ir::Function &function = program_.function(id);
  const ir::Entry entry = program_.entry(id);
  return {.name = function.symbol.name,
          .symbol = program_.spelling(id),
          .where = {.file = function.file,
                    .line = function.line,
                    .column = 1,
                    .endLine = function.line,
                    .endColumn = 1},
          .prototype = prototypeOf(function),
          .entry = {entry.name, std::string(ir::toString(entry.entryClass))},
          .callers = program_.callersOf(id).size(),
          .operationOf = operationsThatCall(program_, rules, id),
          .effects = describeEffects(program_, inference_.summarize(id), id)};
}

/// Rules that an outcome looks the same to are named together.
void addEnsured(std::vector<reports::EnsuredOutcomes> &all, const std::string &rule,
                std::vector<reports::EnsuredOutcome> outcomes) {
  if (outcomes.empty())
    return;
  auto same = std::find_if(all.begin(), all.end(),
                           [&](const reports::EnsuredOutcomes &other) { return other.outcomes == outcomes; });
  if (same != all.end())
    same->rules.push_back(rule);
  else
    all.push_back({{rule}, std::move(outcomes)});
}

template <typename T> void append(std::vector<T> &all, std::vector<T> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void addRule(reports::Signature &signature, const std::string &rule, RuleSignature part) {
  append(signature.requirements, std::move(part.requirements));
  append(signature.typeErrors, std::move(part.typeErrors));
  addEnsured(signature.ensures, rule, std::move(part.outcomes));
}

llvm::Expected<std::vector<reports::Signature>> Signatures::run() {
  auto selected = rules::rulesWithIds(rules_, options_.ruleIds);
  if (!selected)
    return selected.takeError();
  std::vector<reports::Signature> signatures;
  for (FunctionId function : functions_)
    signatures.push_back(describeFunction(*selected, function));
  std::set<std::string> errors;
  std::vector<RuleAnswer> answers = askAll(*selected);
  for (size_t r = 0; r < answers.size(); ++r) {
    errors.merge(answers[r].errors);
    for (size_t i = 0; i < functions_.size(); ++i)
      addRule(signatures[i], (*selected)[r]->id, std::move(answers[r].ofFunctions[i]));
  }
  if (!errors.empty())
    return llvm::createStringError(llvm::join(errors, "\n"));
  return signatures;
}

} // namespace

llvm::Expected<std::vector<reports::Signature>> signaturesOf(const ir::Program &program,
                                                             const rules::RuleSet &rules,
                                                             const std::vector<FunctionId> &functions,
                                                             const SignatureOptions &options) {
  return Signatures(program, rules, functions, options).run();
}

} // namespace hookqual::signature
