// SPDX-License-Identifier: MIT
#include "reports/RuleText.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <map>

namespace hookqual::reports {

namespace {

std::string placeOf(const SourceRange &where) {
  return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

void writeCalls(const RuleRecord &rule, const Report &report, llvm::raw_ostream &out) {
  size_t count = 0;
  for (const AuthorizerCall &call : report.mediation.calls)
    count += std::find(rule.authorizers.begin(), rule.authorizers.end(), call.authorizer) !=
             rule.authorizers.end();
  out << "asked at " << count << (count == 1 ? " place\n" : " places\n");
  for (const AuthorizerCall &call : report.mediation.calls)
    if (std::find(rule.authorizers.begin(), rule.authorizers.end(), call.authorizer) !=
        rule.authorizers.end())
      out << "  " << placeOf(call.where) << ": " << call.authorizer << " in " << call.function << '\n';
}

void writeOperation(const OperationRecord &operation, llvm::raw_ostream &out) {
  out << "  " << placeOf(operation.where) << ": " << operation.operation;
  if (!operation.object.empty())
    out << " on " << operation.object;
  out << " in " << operation.function << ": " << spelling(operation.verdict);
  if (!operation.reason.empty())
    out << " (" << operation.reason << ")";
  if (operation.isReported)
    out << ", finding " << operation.fingerprint;
  out << '\n';
}

void writeOperations(const Report &report, llvm::raw_ostream &out) {
  std::map<Verdict, size_t> counts;
  for (const OperationRecord &operation : report.mediation.operations)
    ++counts[operation.verdict];
  out << "operations";
  for (const auto &[verdict, count] : counts)
    out << (verdict == counts.begin()->first ? ": " : ", ") << count << " " << spelling(verdict);
  out << (counts.empty() ? ": none in this kernel\n" : "\n");
  for (const OperationRecord &operation : report.mediation.operations)
    writeOperation(operation, out);
}

void writeExemptions(const std::vector<ExemptionUse> &exemptions, llvm::raw_ostream &out) {
  if (exemptions.empty())
    return;
  out << "exemptions\n";
  for (const ExemptionUse &exemption : exemptions)
    out << "  " << exemption.where << (exemption.isUsed ? ": used: " : ": matches nothing: ") << exemption.why
        << '\n';
}

} // namespace

void writeRule(const RuleRecord &rule, const Report &report, const std::vector<ExemptionUse> &exemptions,
               llvm::raw_ostream &out) {
  out << placeOf(rule.where) << ": " << rule.id << '\n';
  out << "  why         " << rule.why << '\n';
  out << "  confidence  " << rule.confidence << '\n';
  out << "  authorizer  " << llvm::join(rule.authorizers, " or ") << '\n';
  out << "  operation   " << llvm::join(rule.operations, ", ") << '\n';
  for (const auto &[silent, reason] : report.ledger.silentRules)
    out << "  silent      " << reason << '\n';
  writeCalls(rule, report, out);
  writeOperations(report, out);
  writeExemptions(exemptions, out);
}

} // namespace hookqual::reports
