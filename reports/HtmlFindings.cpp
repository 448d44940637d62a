// SPDX-License-Identifier: MIT
// The table of all findings.
#include "reports/HtmlParts.h"
#include "reports/Spelling.h"

#include <set>

namespace hookqual::reports {

namespace {

std::string standing(const Finding &finding) {
  return finding.suppressed ? "suppressed" : finding.baseline;
}

std::string subsystem(const Finding &finding) {
  return subsystemOf(finding.where);
}

template <typename Value>
void writeSelect(llvm::StringRef name, const Report &report, Value valueOf, llvm::raw_ostream &out) {
  std::set<std::string> values;
  for (const Finding &finding : report.findings)
    values.insert(valueOf(finding));
  out << "<label>" << name << "<select name=\"" << name << "\"><option value=\"\">all</option>";
  for (const std::string &value : values)
    out << "<option>" << escaped(value) << "</option>";
  out << "</select></label>\n";
}

void writeFilters(const Report &report, llvm::raw_ostream &out) {
  out << "<form class=\"filters\" data-of=\"list\" aria-label=\"Filters\">\n"
      << "<label>words ( / )<input type=\"search\" autocomplete=\"off\"></label>\n";
  writeSelect("kind", report, [](const Finding &f) { return f.kind; }, out);
  writeSelect("confidence", report, [](const Finding &f) { return f.confidence; }, out);
  writeSelect("feasibility", report, [](const Finding &f) { return spelling(f.feasibility).str(); }, out);
  writeSelect("standing", report, standing, out);
  writeSelect("subsystem", report, subsystem, out);
  out << "<output></output></form>\n";
}

void writeRow(const Finding &finding, const std::string &page, llvm::raw_ostream &out) {
  out << "<tr data-kind=\"" << escaped(finding.kind) << "\" data-confidence=\"" << escaped(finding.confidence)
      << "\" data-feasibility=\"" << spelling(finding.feasibility) << "\" data-standing=\""
      << escaped(standing(finding)) << "\" data-subsystem=\"" << escaped(subsystem(finding)) << "\"><td>"
      << "<a href=\"" << page << "\">" << escaped(finding.message) << "</a></td><td>" << escaped(finding.kind)
      << "</td><td>" << placeHtml(finding.where) << "</td><td class=\"narrow-hidden\">"
      << escaped(finding.rule) << "</td><td class=\"narrow-hidden\">" << escaped(finding.function)
      << "</td><td class=\"narrow-hidden\">" << escaped(standing(finding)) << "</td></tr>\n";
}

} // namespace

void writeFindingsPage(const HtmlContent &content, const std::vector<std::string> &pages,
                       llvm::raw_ostream &out) {
  const Report &report = content.report;
  writePage(
      {.title = "Findings: Linux " + report.kernelVersion, .here = "Findings", .scripts = {"script.js"}},
      headOf(report), out, [&] {
        out << "<h1>Findings</h1>\n";
        writeFilters(report, out);
        out << "<div class=\"wide\"><table class=\"list\"><thead><tr><th>finding</th><th>kind</th>"
            << "<th>place</th><th class=\"narrow-hidden\">rule</th>"
            << "<th class=\"narrow-hidden\">function</th>"
            << "<th class=\"narrow-hidden\">standing</th></tr></thead><tbody>\n";
        for (size_t i = 0; i < report.findings.size(); ++i)
          writeRow(report.findings[i], pages[i], out);
        out << "</tbody></table></div>\n"
            << "<p>Keys: <kbd>/</kbd> filter, <kbd>j</kbd> <kbd>k</kbd> next and previous, "
            << "<kbd>Enter</kbd> opens.</p>\n";
      });
}

} // namespace hookqual::reports
