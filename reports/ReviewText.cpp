// SPDX-License-Identifier: MIT
// Plain text without attachments; only what is new is marked; one route; below 40 lines, so
// that it is read.
#include "reports/FindingText.h"
#include "reports/PathText.h"
#include "reports/Review.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kMostPathLines = 12;
constexpr size_t kMostHeadlines = 6; // of further new findings, and of fixed ones

std::string headline(const Finding &finding) {
  return place(finding.where) + "warning: " + finding.message + " [" + finding.rule + "]";
}

/// What is shown of the path: all that fits, else its beginning and its end.
std::vector<std::string> linesOfPath(const Finding &finding) {
  std::vector<std::string> lines;
  for (const PathStep &step : finding.path)
    if (isShown(step, Shown::Important))
      lines.push_back(shortened(place(step.where) + step.event, kTextWidth - 5));
  if (lines.size() <= kMostPathLines)
    return lines;
  const size_t kept = kMostPathLines / 2;
  const size_t left = lines.size() - 2 * kept + 1;
  lines.erase(lines.begin() + ptrdiff_t(kept), lines.begin() + ptrdiff_t(kept + left));
  lines.insert(lines.begin() + ptrdiff_t(kept), "… " + std::to_string(left) + " steps");
  return lines;
}

void writeRoute(const Finding &finding, llvm::raw_ostream &out) {
  if (finding.routes.empty())
    return;
  const Route &route = finding.routes.front();
  out << "   route     "
      << shortened(route.entry.name + ": " + llvm::join(route.functions, " > "), kTextWidth - 13);
  if (finding.routes.size() > 1)
    out << " and " << finding.routes.size() - 1 << " more";
  out << '\n';
}

void writeFirst(const Finding &finding, llvm::raw_ostream &out) {
  out << ">> " << headline(finding) << '\n';
  for (const std::string &line : linesOfPath(finding))
    out << "     " << line << '\n';
  writeRoute(finding, out);
  out << "   kind      " << finding.kind << '\n';
  for (const std::string &line : wrapped(finding.why, kTextWidth - 13, kTextWidth - 13))
    out << "             " << line << '\n';
}

void writeHeadlines(const std::vector<const Finding *> &findings, llvm::StringRef mark,
                    llvm::raw_ostream &out) {
  const size_t shown = std::min(findings.size(), kMostHeadlines);
  for (size_t i = 0; i < shown; ++i)
    out << mark << headline(*findings[i]) << '\n';
  if (findings.size() > shown)
    out << mark << "and " << findings.size() - shown << " more\n";
}

void writeHead(const ReviewReport &report, const ReviewedPatch &patch, llvm::raw_ostream &out) {
  out << "patch:     " << patch.patch << '\n';
  out << "base:      Linux " << report.kernelVersion;
  if (!report.baseCommit.empty())
    out << ", base-commit " << report.baseCommit;
  out << "\nconfig:    " << report.architecture << ", .config " << report.configDigest.substr(0, 16) << '\n';
  out << "compiler:  " << report.compiler << "; hookqual " << report.toolVersion << ", rules "
      << report.rulesDigest.substr(0, 16) << '\n';
  out << "reproduce:\n";
  for (const std::string &command : report.reproduce)
    out << "        " << command << '\n';
}

void writeMail(const ReviewReport &report, const ReviewedPatch &patch, llvm::raw_ostream &out) {
  std::vector<const Finding *> fresh, fixed;
  for (const Finding &finding : patch.fresh)
    if (isMailed(finding))
      fresh.push_back(&finding);
  for (const Finding &finding : patch.fixed)
    fixed.push_back(&finding);
  if (fresh.empty() && fixed.empty())
    return;
  writeHead(report, patch, out);
  out << '\n';
  if (!fresh.empty()) {
    out << "New with this patch (prefixed by >>):\n\n";
    writeFirst(*fresh.front(), out);
    writeHeadlines({fresh.begin() + 1, fresh.end()}, ">> ", out);
    out << '\n';
  }
  if (!fixed.empty()) {
    out << "Fixed by this patch:\n\n";
    writeHeadlines(fixed, "   ", out);
    out << '\n';
  }
}

void writeNotes(const ReviewedPatch &patch, llvm::raw_ostream &out) {
  for (const SkippedUnit &unit : patch.skipped)
    out << patch.patch << ": not analysed: " << unit.unit << ": " << unit.reason << '\n';
  for (const std::string &file : patch.notAnalysed)
    out << patch.patch << ": not in the captured configuration: " << file << '\n';
  for (const std::string &rule : patch.silentRules)
    out << patch.patch << ": matches nothing any more: " << rule << '\n';
}

} // namespace

void writeReviewText(const ReviewReport &report, llvm::raw_ostream &out) {
  for (const ReviewedPatch &patch : report.patches)
    writeMail(report, patch, out);
  for (const ReviewedPatch &patch : report.patches)
    writeNotes(patch, out);
  out << summaryOf(report) << '\n';
}

} // namespace hookqual::reports
