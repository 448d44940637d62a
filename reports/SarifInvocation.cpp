// SPDX-License-Identifier: MIT
#include "reports/SarifParts.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

int64_t number(uint64_t count) {
  return static_cast<int64_t>(count);
}

void writeNotification(
    OStream &json, llvm::StringRef kind, llvm::StringRef level, const std::string &text,
    llvm::function_ref<void()> more = [] {}) {
  json.object([&] {
    json.attributeObject("descriptor", [&] { json.attribute("id", kind); });
    json.attribute("level", level);
    writeMessage(json, "message", text);
    more();
  });
}

void writeExecution(OStream &json, const Ledger &ledger) {
  for (const SkippedUnit &skipped : ledger.skipped)
    writeNotification(
        json, "skipped-unit", "error", "Not analysed: " + skipped.unit + ": " + skipped.reason, [&] {
          json.attributeArray("locations",
                              [&] { json.object([&] { writePlace(json, {.file = skipped.unit}, ""); }); });
        });
  if (ledger.callsUnresolved != 0)
    writeNotification(json, "unresolved-calls", "note",
                      std::to_string(ledger.callsUnresolved) + " of " + std::to_string(ledger.calls) +
                          " calls lead nowhere that was captured.");
  for (const auto &[bound, times] : ledger.overflows)
    writeNotification(json, "bound-hit", "warning",
                      "The bound on " + bound + " was hit " + std::to_string(times) + " times.");
  for (const std::string &assumption : ledger.assumptions)
    writeNotification(json, "assumption", "note", assumption + ".");
}

void writeConfiguration(OStream &json, const Ledger &ledger) {
  for (const auto &[rule, lacks] : ledger.silentRules)
    writeNotification(json, "silent-rule", "error", "Rule " + rule + " is silent: " + lacks + ".", [&] {
      json.attributeObject("associatedRule", [&] { writeString(json, "id", rule); });
    });
  for (const std::string &exemption : ledger.unusedExemptions)
    writeNotification(json, "unused-exemption", "warning",
                      "An exemption matches nothing: " + exemption + ".");
}

void writeCounts(OStream &json, const Ledger &ledger) {
  json.attribute("units", number(ledger.units));
  json.attribute("parsed", number(ledger.parsed));
  json.attribute("functions", number(ledger.functions));
  json.attribute("calls", number(ledger.calls));
  json.attribute("callsUnresolved", number(ledger.callsUnresolved));
  json.attribute("rules", number(ledger.rules));
  json.attribute("operations", number(ledger.operations));
  json.attribute("typeErrors", number(ledger.typeErrors));
  json.attribute("refuted", number(ledger.refuted));
  json.attribute("unknown", number(ledger.unknown));
  json.attribute("exempted", number(ledger.exempted));
}

} // namespace

void writeInvocation(OStream &json, const Report &report, const SarifOptions &options) {
  json.attribute("executionSuccessful", true);
  json.attributeArray("toolExecutionNotifications", [&] {
    writeExecution(json, report.ledger);
    if (const std::string text = leftOut(report, options); !text.empty())
      writeNotification(json, "left-out", "note", text);
  });
  json.attributeArray("toolConfigurationNotifications", [&] { writeConfiguration(json, report.ledger); });
  json.attributeObject("properties",
                       [&] { json.attributeObject("ledger", [&] { writeCounts(json, report.ledger); }); });
}

} // namespace hookqual::reports
