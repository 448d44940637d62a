// SPDX-License-Identifier: MIT
// The coverage ledger as text: the second half of TextReport.h.
#include "reports/TextStyle.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

/// A label with a count and, below it, some of the items that were counted.
void writeList(llvm::StringRef label, size_t count, llvm::function_ref<std::string(size_t)> item,
               TextStyle &style, const TextOptions &options) {
  if (count == 0)
    return;
  style.label(label);
  style.out() << count << '\n';
  size_t shown = std::min(options.shownPerList, count);
  for (size_t i = 0; i < shown; ++i)
    style.out() << "    " << item(i) << '\n';
  if (shown < count)
    style.out() << "    and " << count - shown << " more\n";
}

void writeUnits(const Ledger &ledger, TextStyle &style, const TextOptions &options) {
  style.label("units");
  style.out() << ledger.units << ", " << ledger.parsed << " parsed\n";
  writeList(
      "units skipped", ledger.skipped.size(),
      [&](size_t i) { return ledger.skipped[i].unit + ": " + ledger.skipped[i].reason; }, style, options);
  if (ledger.parsedPlainly != 0) {
    style.label("parsed alone");
    style.out() << ledger.parsedPlainly << " could not start from the precompiled header\n";
  }
  style.label("functions");
  style.out() << ledger.functions << '\n';
  style.label("calls");
  style.out() << ledger.calls << ", " << ledger.callsUnresolved << " unresolved\n";
}

void writeRules(const Report &report, TextStyle &style, const TextOptions &options) {
  const Ledger &ledger = report.ledger;
  style.label("rules");
  style.out() << ledger.rules << ", " << ledger.operations << " operations";
  if (!report.rulesDigest.empty())
    style.out() << ", digest " << report.rulesDigest;
  style.out() << '\n';
  writeList(
      "silent rules", ledger.silentRules.size(),
      [&](size_t i) { return "error: " + ledger.silentRules[i].first + ": " + ledger.silentRules[i].second; },
      style, options);
  writeList(
      "unused exemptions", ledger.unusedExemptions.size(),
      [&](size_t i) { return ledger.unusedExemptions[i]; }, style, options);
}

void writeVerdict(const Ledger &ledger, TextStyle &style, const TextOptions &options) {
  style.label("type errors");
  style.out() << ledger.typeErrors << ", " << ledger.refuted << " refuted, " << ledger.unknown << " unknown, "
              << ledger.exempted << " exempted\n";
  writeList(
      "bounds hit", ledger.overflows.size(),
      [&](size_t i) { return ledger.overflows[i].first + ": " + std::to_string(ledger.overflows[i].second); },
      style, options);
  writeList(
      "assumptions", ledger.assumptions.size(), [&](size_t i) { return ledger.assumptions[i]; }, style,
      options);
}

} // namespace

void writeLedger(const Report &report, llvm::raw_ostream &out, const TextOptions &options) {
  TextStyle style(out, options.colour);
  style.strong("coverage\n");
  if (!report.kernelVersion.empty()) {
    style.label("kernel");
    out << report.kernelVersion;
    if (!report.configDigest.empty())
      out << ", config " << report.configDigest;
    out << '\n';
  }
  writeUnits(report.ledger, style, options);
  writeRules(report, style, options);
  writeVerdict(report.ledger, style, options);
}

} // namespace hookqual::reports
