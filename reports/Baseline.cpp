// SPDX-License-Identifier: MIT
#include "reports/Baseline.h"

#include "reports/JsonParts.h"

#include "llvm/Support/JSON.h"

namespace hookqual::reports {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::OStream;

constexpr llvm::StringLiteral kSchema = "hookqual-baseline/1";

std::string textAt(const Object &object, llvm::StringRef key) {
  return object.getString(key).value_or("").str();
}

template <typename Take> void forEachObject(const Object &object, llvm::StringRef key, Take take) {
  if (const Array *array = object.getArray(key))
    for (const llvm::json::Value &value : *array)
      if (const Object *each = value.getAsObject())
        take(*each);
}

Finding findingOf(const Object &object) {
  Finding finding;
  finding.fingerprint = textAt(object, "fingerprint");
  finding.rule = textAt(object, "rule");
  finding.kind = textAt(object, "kind");
  finding.authorizer = textAt(object, "authorizer");
  finding.operation = textAt(object, "operation");
  finding.object = textAt(object, "object");
  finding.message = textAt(object, "message");
  finding.function = textAt(object, "function");
  finding.where.file = textAt(object, "file");
  finding.where.line = uint32_t(object.getInteger("line").value_or(0));
  finding.where.column = uint32_t(object.getInteger("column").value_or(0));
  forEachObject(object, "routes", [&](const Object &each) {
    Route &route = finding.routes.emplace_back();
    route.id = textAt(each, "id");
    if (const Object *entry = each.getObject("entry"))
      route.entry = {textAt(*entry, "name"), textAt(*entry, "class")};
    if (const Array *functions = each.getArray("functions"))
      for (const llvm::json::Value &function : *functions)
        route.functions.push_back(function.getAsString().value_or("").str());
  });
  return finding;
}

void writeFinding(OStream &json, const Finding &finding) {
  writeString(json, "fingerprint", finding.fingerprint);
  writeString(json, "rule", finding.rule);
  writeString(json, "kind", finding.kind);
  writeString(json, "authorizer", finding.authorizer);
  writeString(json, "operation", finding.operation);
  writeString(json, "object", finding.object);
  writeString(json, "message", finding.message);
  writeString(json, "function", finding.function);
  writeWhere(json, finding.where);
  writeObjects(json, "routes", finding.routes, [](OStream &part, const Route &route) {
    writeString(part, "id", route.id);
    part.attributeObject("entry", [&] {
      writeString(part, "name", route.entry.name);
      writeString(part, "class", route.entry.entryClass);
    });
    writeTexts(part, "functions", route.functions);
  });
}

void readLedger(const Object &object, Ledger &ledger) {
  ledger.unknown = uint64_t(object.getInteger("unknown").value_or(0));
  forEachObject(object, "skipped", [&](const Object &unit) {
    ledger.skipped.push_back({textAt(unit, "unit"), textAt(unit, "reason")});
  });
  if (const Array *silent = object.getArray("silent_rules"))
    for (const llvm::json::Value &rule : *silent)
      ledger.silentRules.emplace_back(rule.getAsString().value_or("").str(), "");
}

} // namespace

void writeBaseline(const Report &report, llvm::raw_ostream &out) {
  OStream json(out, 1);
  json.object([&] {
    writeHead(json, kSchema, report);
    json.attributeObject("ledger", [&] {
      json.attribute("unknown", int64_t(report.ledger.unknown));
      writeObjects(json, "skipped", report.ledger.skipped, [](OStream &part, const SkippedUnit &unit) {
        writeString(part, "unit", unit.unit);
        writeString(part, "reason", unit.reason);
      });
      json.attributeArray("silent_rules", [&] {
        for (const auto &[rule, lacks] : report.ledger.silentRules)
          json.value(unicode(rule));
      });
    });
    writeObjects(json, "findings", report.findings, writeFinding);
  });
  out << '\n';
}

llvm::Expected<Report> readBaseline(llvm::StringRef text, const std::string &file) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (!value)
    return llvm::createStringError(file + ": is no baseline: " + llvm::toString(value.takeError()));
  const Object *object = value->getAsObject();
  const std::string schema = object ? textAt(*object, "schema") : "";
  if (schema != kSchema && schema != "hookqual-findings/1")
    return llvm::createStringError(file + ": is no baseline: its schema is '" + schema + "', not '" +
                                   kSchema.str() + "'");
  Report report;
  if (const Object *tool = object->getObject("tool")) {
    report.toolVersion = textAt(*tool, "version");
    report.rulesDigest = textAt(*tool, "rules");
  }
  if (const Object *kernel = object->getObject("kernel")) {
    report.kernelVersion = textAt(*kernel, "version");
    report.configDigest = textAt(*kernel, "config");
  }
  if (const Object *ledger = object->getObject("ledger"))
    readLedger(*ledger, report.ledger);
  forEachObject(*object, "findings", [&](const Object &each) { report.findings.push_back(findingOf(each)); });
  return report;
}

} // namespace hookqual::reports
