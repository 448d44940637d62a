// SPDX-License-Identifier: MIT
#include "reports/ExplainText.h"

#include "reports/FindingText.h"
#include "reports/PathDrawing.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kShownRoutes = 3, kShownEntries = 10;

/// `unlink: __x64_sys_unlink > do_unlinkat > vfs_unlink`.
std::string routeText(const Route &route) {
  return route.entry.name + ": " + llvm::join(route.functions, " > ");
}

void writeRoutes(const Finding &finding, Shown shown, TextStyle &style) {
  const size_t count = shown == Shown::All ? finding.routes.size() : kShownRoutes;
  for (size_t i = 0; i < std::min(count, finding.routes.size()); ++i) {
    const std::string text = routeText(finding.routes[i]);
    constexpr size_t kRoom = kTextWidth - TextStyle::kLabelWidth - 2;
    style.label(i == 0 ? "routes" : "");
    style.out() << (shown == Shown::All ? text : shortened(text, kRoom)) << '\n';
  }
  if (count < finding.routes.size())
    writeText("", "and " + std::to_string(finding.routes.size() - count) + " more", style);
}

std::string ruleText(const Finding &finding) {
  if (finding.advice.rule.file.empty())
    return finding.rule;
  return finding.rule + " (" + finding.advice.rule.file + ":" + std::to_string(finding.advice.rule.line) +
         ")";
}

void writeAdvice(const Finding &finding, TextStyle &style) {
  writeText("to discharge it", finding.advice.discharge, style);
  if (finding.advice.exemption.empty())
    return;
  writeText("to suppress it", "put under `exempt:` of the rule, with a reason:", style);
  llvm::SmallVector<llvm::StringRef, 8> lines;
  llvm::StringRef(finding.advice.exemption).split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines) {
    style.label("");
    style.out() << line << '\n';
  }
}

} // namespace

void writeExplanation(const Finding &finding, const SourceLines &source, llvm::raw_ostream &out,
                      const ExplainOptions &options) {
  TextStyle style(out, options.colour);
  writeHeadline(finding, style);
  drawPath(finding, source, options.shown, style);
  writeText("kind", finding.kind, style);
  writeText("rule", ruleText(finding), style);
  writeText("why", finding.why, style);
  writeModel(finding, style);
  writeEntries(finding, options.shown == Shown::All ? finding.entries.size() : kShownEntries, style);
  writeRoutes(finding, options.shown, style);
  writeAdvice(finding, style);
  writeStanding(finding, style);
  writeText("id", finding.fingerprint, style);
}

} // namespace hookqual::reports
