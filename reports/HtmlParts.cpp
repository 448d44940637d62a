// SPDX-License-Identifier: MIT
#include "reports/HtmlParts.h"

#include "reports/JsonParts.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

namespace hookqual::reports {

namespace {

constexpr llvm::StringLiteral kReplacement = "\xEF\xBF\xBD";

struct NavigationItem {
  llvm::StringLiteral page, name;
};
constexpr NavigationItem kNavigation[] = {
    {"index.html", "Overview"},
    {"findings.html", "Findings"},
    {"matrix.html", "Mediation"},
    {"hooks.html", "Hooks"},
};

void writeNavigation(const Page &page, llvm::raw_ostream &out) {
  out << "<nav class=\"page\" aria-label=\"Report\">";
  for (const NavigationItem &item : kNavigation)
    out << "<a href=\"" << page.folder << item.page << '"'
        << (item.name == page.here ? " aria-current=\"page\"" : "") << '>' << item.name << "</a> ";
  out << "</nav>";
}

} // namespace

std::string escaped(llvm::StringRef text) {
  std::string html;
  for (char c : unicode(text))
    switch (c) {
    case '&':
      html += "&amp;";
      break;
    case '<':
      html += "&lt;";
      break;
    case '>':
      html += "&gt;";
      break;
    case '"':
      html += "&quot;";
      break;
    case '\'':
      html += "&#39;";
      break;
    default:
      if ((c >= 0 && c < ' ' && c != '\t' && c != '\n') || c == '\x7f')
        html += kReplacement;
      else
        html += c;
    }
  return html;
}

std::string fileNameOf(llvm::StringRef text) {
  std::string name;
  for (char c : text)
    if (llvm::isAlnum(c) || c == '-')
      name += c;
    else
      name += c == '_' ? "_" : "~" + llvm::utohexstr(uint8_t(c), /*LowerCase=*/true, /*Width=*/2);
  return name.empty() ? "~" : name;
}

std::string placeHtml(const SourceRange &where) {
  return "<span class=\"code\">" + escaped(where.file) + ":" + std::to_string(where.line) + "</span>";
}

std::string tag(Verdict verdict) {
  return "<span class=\"tag " + spelling(verdict) + "\">" + spelling(verdict) + "</span>";
}

void writePage(const Page &page, const ReportHead &head, llvm::raw_ostream &out,
               llvm::function_ref<void()> main) {
  out << "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      << "<meta name=\"generator\" content=\"hookqual " << escaped(head.toolVersion) << "\">\n"
      << "<title>" << escaped(page.title) << "</title>\n"
      << "<link rel=\"icon\" href=\"data:,\">\n"
      << "<link rel=\"stylesheet\" href=\"" << page.folder << "style.css\">\n"
      << "<a class=\"skip\" href=\"#main\">To the content</a>\n"
      << "<header class=\"page\"><strong>hookqual</strong> <span>Linux " << escaped(head.kernelVersion)
      << "</span>";
  if (page.here != "Audit")
    writeNavigation(page, out);
  out << "</header>\n<main id=\"main\">\n";
  main();
  out << "</main>\n<footer class=\"page\">hookqual " << escaped(head.toolVersion) << " · rules "
      << escaped(head.rulesDigest) << " · configuration " << escaped(head.configDigest) << "</footer>\n";
  for (llvm::StringRef script : page.scripts)
    out << "<script src=\"" << page.folder << script << "\"></script>\n";
  out << "</html>\n";
}

void writeFact(llvm::StringRef name, const std::string &html, llvm::raw_ostream &out) {
  if (!html.empty())
    out << "<dt>" << name << "</dt><dd>" << html << "</dd>\n";
}

std::vector<std::string> findingPages(const Report &report) {
  std::map<std::string, unsigned> used;
  std::vector<std::string> pages;
  for (const Finding &finding : report.findings) {
    const std::string name = fileNameOf(finding.fingerprint);
    const unsigned copy = ++used[name];
    pages.push_back("finding/" + name + (copy == 1 ? "" : "~" + std::to_string(copy)) + ".html");
  }
  return pages;
}

std::string hookPage(llvm::StringRef hook) {
  return "hook/" + fileNameOf(hook) + ".html";
}

} // namespace hookqual::reports
