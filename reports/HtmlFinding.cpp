// SPDX-License-Identifier: MIT
// The page of one finding.
#include "reports/HtmlParts.h"
#include "reports/Spelling.h"

namespace hookqual::reports {

namespace {

std::string code(llvm::StringRef text) {
  return text.empty() ? "" : "<code>" + escaped(text) + "</code>";
}

std::string modelHtml(const Finding &finding) {
  std::string html;
  for (const auto &[parameter, value] : finding.model)
    html += (html.empty() ? "" : ", ") + code(parameter + " == " + value);
  return html;
}

std::string entriesHtml(const Finding &finding) {
  std::string html, entryClass;
  for (const EntryReference &entry : finding.entries) { // those of a class stand together
    if (entry.entryClass != entryClass)
      html += (html.empty() ? "" : "; ") + escaped(entry.entryClass) + " ";
    else
      html += ", ";
    html += code(entry.name);
    entryClass = entry.entryClass;
  }
  return html;
}

void writeFacts(const Finding &finding, llvm::raw_ostream &out) {
  out << "<dl class=\"facts\">\n";
  writeFact("kind", escaped(finding.kind), out);
  writeFact("operation",
            code(finding.operation) + " in " + code(finding.function) + ", " + placeHtml(finding.where), out);
  writeFact("object", code(finding.object), out);
  writeFact("authorizer",
            "<a href=\"../" + hookPage(finding.authorizer) + "\">" + code(finding.authorizer) + "</a>", out);
  writeFact("rule",
            code(finding.rule) + ", confidence " + escaped(finding.confidence) + ", " +
                placeHtml(finding.advice.rule),
            out);
  writeFact("why", escaped(finding.why), out);
  writeFact("when", modelHtml(finding), out);
  writeFact("feasibility", spelling(finding.feasibility).str(), out);
  writeFact("reached from", entriesHtml(finding), out);
  writeFact("baseline", escaped(finding.baseline), out);
  writeFact("suppressed", escaped(finding.suppressed.value_or("")), out);
  writeFact("id", code(finding.fingerprint), out);
  out << "</dl>\n";
}

void writeRoutes(const Finding &finding, llvm::raw_ostream &out) {
  if (finding.routes.empty())
    return;
  out << "<h2>Routes</h2>\n<div class=\"wide\"><table><thead><tr><th>entry</th><th>functions</th>"
      << "<th class=\"narrow-hidden\">id</th></tr></thead><tbody>\n";
  for (const Route &route : finding.routes) {
    out << "<tr><td>" << code(route.entry.name) << "</td><td>";
    for (size_t i = 0; i < route.functions.size(); ++i)
      out << (i == 0 ? "" : " › ") << code(route.functions[i]);
    out << "</td><td class=\"narrow-hidden\">" << code(route.id) << "</td></tr>\n";
  }
  out << "</tbody></table></div>\n";
}

void writeAdvice(const Advice &advice, llvm::raw_ostream &out) {
  if (advice.discharge.empty() && advice.exemption.empty())
    return;
  out << "<h2>What to do</h2>\n<p>" << escaped(advice.discharge) << ".</p>\n";
  if (!advice.exemption.empty())
    out << "<p>Or, if no check is needed there, put under <code>exempt:</code> of the rule, with a "
           "reason:</p>\n"
        << "<pre class=\"lines\">" << escaped(advice.exemption) << "</pre>\n";
}

void writeNeighbours(const std::vector<std::string> &pages, size_t at, llvm::raw_ostream &out) {
  out << "<p>";
  if (at > 0)
    out << "<a rel=\"prev\" href=\"../" << pages[at - 1] << "\">previous ( p )</a> ";
  if (at + 1 < pages.size())
    out << "<a rel=\"next\" href=\"../" << pages[at + 1] << "\">next ( n )</a>";
  out << "</p>\n";
}

} // namespace

void writeFindingPage(const HtmlContent &content, const std::vector<std::string> &pages, size_t at,
                      llvm::raw_ostream &out) {
  const Finding &finding = content.report.findings[at];
  writePage({.title = finding.rule + ": " + finding.function,
             .folder = "../",
             .here = "",
             .scripts = {"script.js"}},
            headOf(content.report), out, [&] {
              writeNeighbours(pages, at, out);
              out << "<h1>" << escaped(finding.message) << "</h1>\n";
              writeFacts(finding, out);
              writePath(finding, content.source, out);
              writeRoutes(finding, out);
              writeAdvice(finding.advice, out);
            });
}

} // namespace hookqual::reports
