// SPDX-License-Identifier: MIT
#include "reports/JsonReport.h"

#include "llvm/Support/JSON.h"

#include <set>

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

constexpr llvm::StringLiteral kSchema = "hookqual-findings/1";

/// Sources are bytes, JSON is Unicode: what is no UTF-8 is replaced, not asserted on.
std::string unicode(llvm::StringRef bytes) {
  return llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes);
}

/// The contract says `syscall` where the program says `system-call`.
std::string className(const std::string &entryClass) {
  return entryClass == "system-call" ? "syscall" : unicode(entryClass);
}

llvm::StringRef spelling(Feasibility feasibility) {
  switch (feasibility) {
  case Feasibility::Feasible:
    return "feasible";
  case Feasibility::Unknown:
    return "unknown";
  }
  llvm_unreachable("every feasibility has a spelling");
}

int64_t number(uint64_t count) {
  return static_cast<int64_t>(count);
}

void writeString(OStream &json, llvm::StringRef key, llvm::StringRef text) {
  json.attribute(key, unicode(text));
}

void writeTexts(OStream &json, llvm::StringRef key, const std::vector<std::string> &texts) {
  json.attributeArray(key, [&] {
    for (const std::string &text : texts)
      json.value(unicode(text));
  });
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
  writeString(json, "file", step.where.file);
  json.attribute("line", step.where.line);
  json.attribute("column", step.where.column);
  writeString(json, "function", step.function);
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

void writeWhere(OStream &json, const Finding &finding) {
  writeString(json, "function", finding.function);
  writeString(json, "file", finding.where.file);
  json.attribute("line", finding.where.line);
  json.attribute("column", finding.where.column);
  json.attribute("end_line", finding.where.endLine);
  json.attribute("end_column", finding.where.endColumn);
}

void writeFinding(OStream &json, const Finding &finding) {
  writeWhat(json, finding);
  writeWhere(json, finding);
  json.attribute("feasibility", spelling(finding.feasibility));
  json.attributeObject("model", [&] {
    for (const auto &[parameter, value] : finding.model)
      writeString(json, unicode(parameter), value);
  });
  json.attributeArray("entries", [&] {
    for (const EntryReference &entry : finding.entries)
      json.object([&] { writeEntry(json, entry); });
  });
  json.attributeArray("routes", [&] {
    for (const Route &route : finding.routes)
      json.object([&] { writeRoute(json, route); });
  });
  json.attributeArray("path", [&] {
    for (const PathStep &step : finding.path)
      json.object([&] { writeStep(json, step); });
  });
  writeString(json, "baseline", finding.baseline);
  if (finding.suppressed)
    writeString(json, "suppressed", *finding.suppressed);
  else
    json.attribute("suppressed", nullptr);
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

} // namespace

void writeJson(const Report &report, llvm::raw_ostream &out) {
  OStream json(out, /*IndentSize=*/2);
  json.object([&] {
    json.attribute("schema", kSchema);
    json.attributeObject("tool", [&] {
      writeString(json, "version", report.toolVersion);
      writeString(json, "rules", report.rulesDigest);
    });
    json.attributeObject("kernel", [&] {
      writeString(json, "version", report.kernelVersion);
      writeString(json, "config", report.configDigest);
    });
    json.attributeObject("ledger", [&] { writeLedger(json, report.ledger); });
    json.attributeArray("findings", [&] {
      for (const Finding &finding : report.findings)
        json.object([&] { writeFinding(json, finding); });
    });
  });
  out << '\n';
}

} // namespace hookqual::reports
