// SPDX-License-Identifier: MIT
#include "reports/JsonReport.h"

#include "reports/JsonParts.h"
#include "reports/Spelling.h"

#include <map>
#include <set>

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

constexpr llvm::StringLiteral kSchema = "hookqual-findings/1";

/// The contract says `syscall` where the program says `system-call`.
std::string className(const std::string &entryClass) {
  return entryClass == "system-call" ? "syscall" : unicode(entryClass);
}

int64_t number(uint64_t count) {
  return static_cast<int64_t>(count);
}

void writeEntry(OStream &json, const EntryReference &entry) {
  writeString(json, "name", entry.name);
  json.attribute("class", className(entry.entryClass));
}

/// Two objects of one step may be written alike (a shadowed local): the later ones get
/// a number, since a repeated key would lose one of them.
void writeState(OStream &json, const PathStep &step) {
  std::set<std::string> used;
  for (const auto &[object, state] : step.state) {
    std::string key = unicode(object);
    for (unsigned copy = 2; !used.insert(key).second; ++copy)
      key = unicode(object) + "#" + std::to_string(copy);
    writeString(json, key, state);
  }
}

void writeStep(OStream &json, const PathStep &step) {
  writeWhere(json, step.where);
  json.attribute("end_line", step.where.endLine);
  json.attribute("end_column", step.where.endColumn);
  writeString(json, "function", step.function);
  json.attribute("step", spelling(step.kind));
  json.attribute("importance", spelling(step.importance));
  writeString(json, "event", step.event);
  json.attributeObject("state", [&] { writeState(json, step); });
  json.attribute("depth", step.depth);
}

void writeRoute(OStream &json, const Route &route) {
  writeString(json, "id", route.id);
  json.attributeObject("entry", [&] { writeEntry(json, route.entry); });
  writeTexts(json, "functions", route.functions);
}

void writeWhat(OStream &json, const Finding &finding) {
  writeString(json, "fingerprint", finding.fingerprint);
  writeString(json, "rule", finding.rule);
  writeString(json, "confidence", finding.confidence);
  writeString(json, "kind", finding.kind);
  writeString(json, "authorizer", finding.authorizer);
  writeString(json, "operation", finding.operation);
  writeString(json, "object", finding.object);
  writeString(json, "message", finding.message);
  writeString(json, "why", finding.why);
}

void writePlace(OStream &json, const Finding &finding) {
  writeString(json, "function", finding.function);
  writeWhere(json, finding.where);
  json.attribute("end_line", finding.where.endLine);
  json.attribute("end_column", finding.where.endColumn);
}

void writeAdvice(OStream &json, const Advice &advice) {
  writeString(json, "rule_file", advice.rule.file);
  json.attribute("rule_line", advice.rule.line);
  writeString(json, "discharge", advice.discharge);
  writeString(json, "exemption", advice.exemption);
}

void writeSkipped(OStream &json, const Ledger &ledger) {
  json.attributeArray("skipped", [&] {
    for (const SkippedUnit &skipped : ledger.skipped)
      json.object([&] {
        writeString(json, "unit", skipped.unit);
        writeString(json, "reason", skipped.reason);
      });
  });
}

/// `silent_rules` is the contract's plain list of ids; what each lacks stands beside it.
void writeSilentRules(OStream &json, const Ledger &ledger) {
  json.attributeArray("silent_rules", [&] {
    for (const auto &[rule, lacks] : ledger.silentRules)
      json.value(unicode(rule));
  });
  json.attributeArray("silent_rule_reasons", [&] {
    for (const auto &[rule, lacks] : ledger.silentRules)
      json.object([&] {
        writeString(json, "rule", rule);
        writeString(json, "lacks", lacks);
      });
  });
}

void writeEffort(OStream &json, const Ledger &ledger) {
  json.attributeObject("effort", [&] {
    json.attribute("analyses", number(ledger.analyses));
    json.attribute("most_visits", number(ledger.mostVisits));
  });
}

void writeRefutation(OStream &json, const Refutation &refutation) {
  writeString(json, "rule", refutation.rule);
  writeString(json, "operation", refutation.operation);
  writeString(json, "object", refutation.object);
  writeString(json, "function", refutation.function);
  writeString(json, "from", refutation.from);
  writeWhere(json, refutation.where);
  writeObjects(json, "because", refutation.because, [](OStream &part, const Contradiction &each) {
    writeWhere(part, each.where);
    writeString(part, "function", each.function);
    writeString(part, "event", each.event);
  });
}

void writeOverflows(OStream &json, const Ledger &ledger) {
  json.attributeArray("overflows", [&] {
    for (const auto &[bound, times] : ledger.overflows)
      json.object([&] {
        writeString(json, "bound", bound);
        json.attribute("times", number(times));
      });
  });
}

void writeLedger(OStream &json, const Ledger &ledger) {
  json.attribute("units", number(ledger.units));
  json.attribute("parsed", number(ledger.parsed));
  writeSkipped(json, ledger);
  json.attribute("parsed_plainly", number(ledger.parsedPlainly));
  json.attribute("functions", number(ledger.functions));
  json.attribute("calls", number(ledger.calls));
  json.attribute("calls_unresolved", number(ledger.callsUnresolved));
  json.attribute("rules", number(ledger.rules));
  writeSilentRules(json, ledger);
  writeTexts(json, "unused_exemptions", ledger.unusedExemptions);
  json.attribute("operations", number(ledger.operations));
  json.attribute("type_errors", number(ledger.typeErrors));
  json.attribute("refuted", number(ledger.refuted));
  json.attribute("unknown", number(ledger.unknown));
  json.attribute("exempted", number(ledger.exempted));
  writeEffort(json, ledger);
  writeOverflows(json, ledger);
  writeTexts(json, "assumptions", ledger.assumptions);
}

/// How many operations have which verdict; all verdicts are named.
void writeVerdicts(OStream &json, const Mediation &mediation) {
  std::map<Verdict, int64_t> counts;
  for (const OperationRecord &operation : mediation.operations)
    ++counts[operation.verdict];
  for (Verdict verdict : kVerdicts)
    json.attribute(spelling(verdict), counts[verdict]);
}

} // namespace

void writeFinding(OStream &json, const Finding &finding) {
  writeWhat(json, finding);
  writePlace(json, finding);
  json.attribute("feasibility", spelling(finding.feasibility));
  json.attributeObject("model", [&] {
    for (const auto &[parameter, value] : finding.model)
      writeString(json, unicode(parameter), value);
  });
  writeObjects(json, "entries", finding.entries, writeEntry);
  writeObjects(json, "routes", finding.routes, writeRoute);
  writeObjects(json, "path", finding.path, writeStep);
  json.attributeObject("advice", [&] { writeAdvice(json, finding.advice); });
  writeString(json, "baseline", finding.baseline);
  if (finding.suppressed)
    writeString(json, "suppressed", *finding.suppressed);
  else
    json.attribute("suppressed", nullptr);
}

void writeJson(const Report &report, llvm::raw_ostream &out) {
  OStream json(out, /*IndentSize=*/2);
  json.object([&] {
    writeHead(json, kSchema, report);
    json.attributeObject("ledger", [&] { writeLedger(json, report.ledger); });
    json.attributeObject("verdicts", [&] { writeVerdicts(json, report.mediation); });
    writeObjects(json, "findings", report.findings, writeFinding);
    writeObjects(json, "refutations", report.refutations, writeRefutation);
  });
  out << '\n';
}

} // namespace hookqual::reports
