// SPDX-License-Identifier: MIT
// The first page: what was found, out of how much, and what that rests on.
#include "reports/HtmlParts.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace hookqual::reports {

namespace {

using Counts = std::map<Verdict, uint64_t>;

std::map<std::string, Counts> countsByRule(const Report &report) {
  std::map<std::string, Counts> counts;
  for (const OperationRecord &operation : report.mediation.operations)
    ++counts[operation.rule][operation.verdict];
  return counts;
}

void writeBar(const Report &report, llvm::raw_ostream &out) {
  Counts counts;
  for (const OperationRecord &operation : report.mediation.operations)
    ++counts[operation.verdict];
  out << "<div class=\"bar\" aria-hidden=\"true\">";
  for (const auto &[verdict, count] : counts)
    out << "<span class=\"" << spelling(verdict) << "\" style=\"flex-grow:" << count << "\"></span>";
  out << "</div>\n<ul class=\"legend\">";
  for (const auto &[verdict, count] : counts)
    out << "<li class=\"" << spelling(verdict) << "\" title=\"" << escaped(meaning(verdict)) << "\">■ <b>"
        << count << " " << spelling(verdict) << "</b></li>";
  out << "</ul>\n";
}

void writeSummary(const Report &report, llvm::raw_ostream &out) {
  const size_t suppressed =
      llvm::count_if(report.findings, [](const auto &f) { return f.suppressed.has_value(); });
  std::map<std::string, uint64_t> byBaseline;
  for (const Finding &finding : report.findings)
    ++byBaseline[finding.baseline];
  out << "<h1><a href=\"findings.html\">" << report.findings.size()
      << (report.findings.size() == 1 ? " finding" : " findings") << "</a> of "
      << report.mediation.operations.size() << " operations under " << report.mediation.rules.size()
      << " rules</h1>\n<p>";
  if (suppressed != 0)
    out << suppressed << " suppressed. ";
  if (byBaseline.size() > 1 || !byBaseline.contains("new")) {
    out << "Against the baseline:";
    for (const auto &[state, count] : byBaseline)
      out << " " << count << " " << escaped(state);
    out << ". ";
  }
  out << "What a verdict rests on is listed below.</p>\n";
}

void writeLedger(const Ledger &ledger, llvm::raw_ostream &out) {
  const auto of = [](uint64_t part, uint64_t whole) {
    return std::to_string(part) + " of " + std::to_string(whole);
  };
  out << "<h2>What it rests on</h2>\n<dl class=\"facts\">\n";
  writeFact("units analysed", of(ledger.parsed, ledger.units), out);
  writeFact("functions", std::to_string(ledger.functions), out);
  writeFact("calls that lead nowhere known", of(ledger.callsUnresolved, ledger.calls), out);
  writeFact("rules that matched nothing", of(ledger.silentRules.size(), ledger.rules), out);
  writeFact("type errors", std::to_string(ledger.typeErrors), out);
  writeFact("of them without a path", std::to_string(ledger.refuted), out);
  writeFact("of findings not decided", std::to_string(ledger.unknown), out);
  writeFact("routes exempted", std::to_string(ledger.exempted), out);
  for (const auto &[bound, times] : ledger.overflows)
    writeFact("bound hit", escaped(bound) + ", " + std::to_string(times) + " times", out);
  out << "</dl>\n";
}

void writeList(llvm::StringRef title, const std::vector<std::string> &texts, llvm::raw_ostream &out) {
  if (texts.empty())
    return;
  out << "<details><summary>" << title << " (" << texts.size() << ")</summary><ul>\n";
  for (const std::string &text : texts)
    out << "<li>" << escaped(text) << "</li>\n";
  out << "</ul></details>\n";
}

void writeLists(const Ledger &ledger, llvm::raw_ostream &out) {
  std::vector<std::string> skipped, silent;
  for (const SkippedUnit &unit : ledger.skipped)
    skipped.push_back(unit.unit + ": " + unit.reason);
  for (const auto &[rule, lacks] : ledger.silentRules)
    silent.push_back(rule + ": " + lacks);
  writeList("Units skipped", skipped, out);
  writeList("Rules that matched nothing", silent, out);
  writeList("Exemptions that match nothing", ledger.unusedExemptions, out);
  writeList("Assumptions", ledger.assumptions, out);
}

void writeRules(const Report &report, llvm::raw_ostream &out) {
  const auto counts = countsByRule(report);
  out << "<h2>Rules</h2>\n<div class=\"wide\"><table class=\"list\"><thead><tr><th>rule</th>"
      << "<th class=\"narrow-hidden\">authorizer</th>";
  for (Verdict verdict : kVerdicts)
    out << "<th class=\"number\">" << spelling(verdict) << "</th>";
  out << "</tr></thead><tbody>\n";
  for (const RuleRecord &rule : report.mediation.rules) {
    const auto found = counts.find(rule.id);
    out << "<tr title=\"" << escaped(rule.why) << "\"><td>" << escaped(rule.id)
        << "</td><td class=\"narrow-hidden\"><a href=\"" << hookPage(rule.authorizers.front()) << "\">"
        << escaped(rule.authorizers.front()) << "</a></td>";
    for (Verdict verdict : kVerdicts) {
      const uint64_t count =
          found != counts.end() && found->second.contains(verdict) ? found->second.at(verdict) : 0;
      out << "<td class=\"number\">" << count << "</td>";
    }
    out << "</tr>\n";
  }
  out << "</tbody></table></div>\n";
}

} // namespace

void writeOverviewPage(const HtmlContent &content, llvm::raw_ostream &out) {
  const Report &report = content.report;
  writePage(
      {.title = "hookqual: Linux " + report.kernelVersion, .here = "Overview", .scripts = {"script.js"}},
      headOf(report), out, [&] {
        writeSummary(report, out);
        writeBar(report, out);
        writeLedger(report.ledger, out);
        writeLists(report.ledger, out);
        writeRules(report, out);
      });
}

} // namespace hookqual::reports
