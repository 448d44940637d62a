// SPDX-License-Identifier: MIT
#include "reports/Mutation.h"

#include "llvm/Support/JSON.h"

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

std::string unicode(llvm::StringRef bytes) {
  return llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes);
}

void writeWhere(OStream &json, const SourceRange &where) {
  json.attribute("file", unicode(where.file));
  json.attribute("line", where.line);
  json.attribute("column", where.column);
}

void writeCitation(OStream &json, const Finding &finding) {
  json.attribute("rule", finding.rule);
  json.attribute("kind", finding.kind);
  json.attribute("authorizer", finding.authorizer);
  json.attribute("operation", finding.operation);
  json.attribute("object", unicode(finding.object));
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
  json.attribute("why", unicode(mutant.why));
  json.attributeArray("rules", [&] {
    for (const std::string &rule : mutant.rules)
      json.value(rule);
  });
  json.attributeArray("citations", [&] {
    for (const Finding &finding : mutant.citations)
      json.object([&] { writeCitation(json, finding); });
  });
}

} // namespace

void writeMutationJson(const MutationReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    json.attribute("schema", "hookqual-mutants/1");
    json.attributeObject("tool", [&] {
      json.attribute("version", report.toolVersion);
      json.attribute("rules", report.rulesDigest);
    });
    json.attributeObject("kernel", [&] {
      json.attribute("version", report.kernelVersion);
      json.attribute("config", report.configDigest);
    });
    json.attributeArray("mutants", [&] {
      for (const Mutant &mutant : report.mutants)
        json.object([&] { writeMutant(json, mutant); });
    });
  });
  out << '\n';
}

} // namespace hookqual::reports
