// SPDX-License-Identifier: MIT
#include "reports/TextReport.h"

#include "reports/ExitCode.h"
#include "reports/TextStyle.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr unsigned kIndentPerCall = 2;

std::string place(const SourceRange &where) {
  return (llvm::Twine(where.file) + ":" + llvm::Twine(where.line) + ":" + llvm::Twine(where.column) + ": ")
      .str();
}

std::string stateText(const PathStep &step) {
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::interleave(
      step.state, out, [&](const auto &held) { out << held.first << ": " << held.second; }, ", ");
  return text;
}

void writePath(const Finding &finding, TextStyle &style) {
  for (const PathStep &step : finding.path) {
    style.out().indent(kIndentPerCall * (step.depth + 1));
    style.faint(place(step.where));
    style.out() << step.event;
    if (!step.state.empty())
      style.state("  (" + stateText(step) + ")");
    style.out() << '\n';
  }
}

void writeEntries(const Finding &finding, TextStyle &style, const TextOptions &options) {
  if (finding.entries.empty())
    return;
  style.label("reached from");
  size_t shown = std::min(options.shownPerList, finding.entries.size());
  for (size_t i = 0; i < shown; ++i) {
    const EntryReference &entry = finding.entries[i];
    style.out() << (i ? ", " : "") << entry.name << " (" << entry.entryClass << ")";
  }
  if (shown < finding.entries.size())
    style.out() << " and " << finding.entries.size() - shown << " more";
  style.out() << '\n';
}

void writeModel(const Finding &finding, TextStyle &style) {
  if (finding.feasibility == Feasibility::Unknown) {
    style.label("feasible");
    style.out() << "not decided\n";
    return;
  }
  if (finding.model.empty())
    return;
  style.label("when");
  const char *separator = "";
  for (const auto &[parameter, value] : finding.model) {
    style.out() << separator << parameter << " == " << value;
    separator = ", ";
  }
  style.out() << '\n';
}

void writeLine(llvm::StringRef label, llvm::StringRef text, TextStyle &style) {
  if (text.empty())
    return;
  style.label(label);
  style.out() << text << '\n';
}

void writeFinding(const Finding &finding, TextStyle &style, const TextOptions &options) {
  style.strong(place(finding.where));
  if (isNew(finding))
    style.warning("warning: ");
  else
    style.faint("note: ");
  style.strong(finding.message);
  style.out() << " [" << finding.rule << "]\n";
  writePath(finding, style);
  writeLine("kind", finding.kind, style);
  writeEntries(finding, style, options);
  writeModel(finding, style);
  writeLine("why", finding.why, style);
  if (finding.suppressed)
    writeLine("suppressed", *finding.suppressed, style);
  else if (!isNew(finding))
    writeLine("baseline", finding.baseline, style);
  writeLine("id", finding.fingerprint, style);
  style.out() << '\n';
}

void writeSummary(const Report &report, TextStyle &style) {
  size_t fresh = std::count_if(report.findings.begin(), report.findings.end(), isNew);
  size_t known = report.findings.size() - fresh;
  const Ledger &ledger = report.ledger;
  style.out() << fresh << (fresh == 1 ? " finding" : " findings");
  if (known)
    style.out() << " (and " << known << " known or suppressed)";
  style.out() << " from " << ledger.rules << (ledger.rules == 1 ? " rule" : " rules") << " over "
              << ledger.functions << " functions in " << ledger.parsed << " of " << ledger.units
              << " units\n";
}

} // namespace

void writeText(const Report &report, llvm::raw_ostream &out, const TextOptions &options) {
  TextStyle style(out, options.colour);
  for (const Finding &finding : report.findings)
    writeFinding(finding, style, options);
  writeLedger(report, out, options);
  writeSummary(report, style);
}

} // namespace hookqual::reports
