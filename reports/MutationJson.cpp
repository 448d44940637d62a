// SPDX-License-Identifier: MIT
#include "reports/Mutation.h"

#include "reports/JsonParts.h"

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

void writeCitation(OStream &json, const Finding &finding) {
  json.attribute("rule", finding.rule);
  json.attribute("kind", finding.kind);
  json.attribute("authorizer", finding.authorizer);
  json.attribute("operation", finding.operation);
  writeString(json, "object", finding.object);
  json.attribute("function", finding.function);
  writeWhere(json, finding.where);
  json.attribute("fingerprint", finding.fingerprint);
}

void writeMutant(OStream &json, const Mutant &mutant) {
  json.attribute("authorizer", mutant.authorizer);
  json.attribute("function", mutant.function);
  writeWhere(json, mutant.where);
  json.attribute("weakening", mutant.weakening);
  json.attribute("applicable", mutant.isApplicable);
  json.attribute("noticed", mutant.isNoticed);
  writeString(json, "why", mutant.why);
  writeTexts(json, "rules", mutant.rules);
  writeObjects(json, "citations", mutant.citations, writeCitation);
}

} // namespace

void writeMutationJson(const MutationReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-mutants/1", report);
    writeObjects(json, "mutants", report.mutants, writeMutant);
  });
  out << '\n';
}

} // namespace hookqual::reports
