// SPDX-License-Identifier: MIT
// The list of hooks, and the page of one: where it is asked, what it guards, who gets there.
#include "reports/HtmlParts.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace hookqual::reports {

namespace {

bool asks(const RuleRecord &rule, const std::string &hook) {
  return llvm::is_contained(rule.authorizers, hook);
}

void writeRules(const Report &report, const std::string &hook, llvm::raw_ostream &out) {
  out << "<h2>Rules that ask it</h2>\n<ul>\n";
  for (const RuleRecord &rule : report.mediation.rules)
    if (asks(rule, hook))
      out << "<li><code>" << escaped(rule.id) << "</code>: " << escaped(rule.why) << "</li>\n";
  out << "</ul>\n";
}

void writeCalls(const Report &report, const std::string &hook, llvm::raw_ostream &out) {
  out << "<h2>Calls</h2>\n<ul>\n";
  for (const AuthorizerCall &call : report.mediation.calls)
    if (call.authorizer == hook)
      out << "<li>" << placeHtml(call.where) << " <code>" << escaped(call.function) << "</code></li>\n";
  out << "</ul>\n";
}

/// The page of the finding at an operation; empty: there is none.
std::string pageOf(const Report &report, const std::vector<std::string> &pages,
                   const OperationRecord &operation) {
  if (!operation.isReported)
    return "";
  for (size_t i = 0; i < pages.size(); ++i)
    if (report.findings[i].fingerprint == operation.fingerprint)
      return pages[i];
  return "";
}

void writeOperations(const Report &report, const std::string &hook, const std::vector<std::string> &pages,
                     llvm::raw_ostream &out) {
  std::set<std::string> rules;
  for (const RuleRecord &rule : report.mediation.rules)
    if (asks(rule, hook))
      rules.insert(rule.id);
  out << "<h2>Operations that it guards</h2>\n<div class=\"wide\"><table class=\"list\"><thead><tr>"
      << "<th>verdict</th><th>operation</th><th>place</th><th class=\"narrow-hidden\">function</th>"
      << "<th class=\"narrow-hidden\">object</th></tr></thead><tbody>\n";
  for (const OperationRecord &operation : report.mediation.operations) {
    if (!rules.contains(operation.rule))
      continue;
    const std::string page = pageOf(report, pages, operation);
    out << "<tr title=\"" << escaped(operation.reason) << "\"><td>";
    if (page.empty())
      out << tag(operation.verdict);
    else
      out << "<a href=\"../" << page << "\">" << tag(operation.verdict) << "</a>";
    out << "</td><td><code>" << escaped(operation.operation) << "</code></td><td>"
        << placeHtml(operation.where) << "</td><td class=\"narrow-hidden\"><code>"
        << escaped(operation.function) << "</code></td><td class=\"narrow-hidden\"><code>"
        << escaped(operation.object) << "</code></td></tr>\n";
  }
  out << "</tbody></table></div>\n";
}

struct Reached {
  uint32_t calls = std::numeric_limits<uint32_t>::max();
  uint64_t mediated = 0, unknown = 0, violated = 0;
};

/// By system call.
std::map<std::string, Reached> reachedUnder(const Mediation &mediation, const std::string &hook) {
  std::map<std::string, Reached> reached;
  for (const EntryReach &cell : mediation.reach) {
    if (!asks(mediation.rules[cell.rule], hook))
      continue;
    Reached &entry = reached[mediation.entries[cell.entry]];
    entry.calls = std::min(entry.calls, cell.calls);
    entry.mediated += cell.mediated;
    entry.unknown += cell.unknown;
    entry.violated += cell.violated;
  }
  return reached;
}

void writeEntries(const Report &report, const std::string &hook, llvm::raw_ostream &out) {
  const auto reached = reachedUnder(report.mediation, hook);
  if (reached.empty())
    return;
  out << "<h2>System calls that may lead to what it guards</h2>\n<table class=\"list\"><thead><tr><th>system "
         "call</th><th class=\"number\">calls away</th>"
      << "<th class=\"number\">mediated</th><th class=\"number\">unknown</th>"
      << "<th class=\"number\">violated</th></tr></thead><tbody>\n";
  for (const auto &[entry, counts] : reached)
    out << "<tr><td><code>" << escaped(entry) << "</code></td><td class=\"number\">" << counts.calls
        << "</td><td class=\"number\">" << counts.mediated << "</td><td class=\"number\">" << counts.unknown
        << "</td><td class=\"number\">" << counts.violated << "</td></tr>\n";
  out << "</tbody></table>\n";
}

} // namespace

std::vector<std::string> hooksOf(const Report &report) {
  std::set<std::string> hooks;
  for (const RuleRecord &rule : report.mediation.rules)
    hooks.insert(rule.authorizers.begin(), rule.authorizers.end());
  for (const Finding &finding : report.findings)
    hooks.insert(finding.authorizer);
  return {hooks.begin(), hooks.end()};
}

void writeHooksPage(const HtmlContent &content, llvm::raw_ostream &out) {
  const Report &report = content.report;
  std::map<std::string, size_t> calls;
  for (const AuthorizerCall &call : report.mediation.calls)
    ++calls[call.authorizer];
  writePage(
      {.title = "Hooks: Linux " + report.kernelVersion, .here = "Hooks", .scripts = {"script.js"}},
      headOf(report), out, [&] {
        out << "<h1>Hooks and other authorizers that rules ask for</h1>\n"
            << "<form class=\"filters\" data-of=\"list\"><label>words ( / )"
            << "<input type=\"search\" autocomplete=\"off\"></label><output></output></form>\n"
            << "<table class=\"list\"><thead><tr><th>name</th><th class=\"number\">calls</th></tr></thead>"
            << "<tbody>\n";
        for (const std::string &hook : hooksOf(report))
          out << "<tr><td><a href=\"" << hookPage(hook) << "\">" << escaped(hook)
              << "</a></td><td class=\"number\">" << calls[hook] << "</td></tr>\n";
        out << "</tbody></table>\n";
      });
}

void writeHookPage(const HtmlContent &content, const std::string &hook, const std::vector<std::string> &pages,
                   llvm::raw_ostream &out) {
  const Report &report = content.report;
  writePage({.title = hook, .folder = "../", .here = "", .scripts = {"script.js"}}, headOf(report), out, [&] {
    out << "<h1><code>" << escaped(hook) << "</code></h1>\n";
    writeRules(report, hook, out);
    writeCalls(report, hook, out);
    writeOperations(report, hook, pages, out);
    writeEntries(report, hook, out);
  });
}

} // namespace hookqual::reports
