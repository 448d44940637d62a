// SPDX-License-Identifier: MIT
#include "analyzer/commands/FindingChoice.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hookqual::commands {

namespace {

constexpr size_t kMostListed = 8, kMostNear = 3;

std::string describe(const reports::Finding &finding) {
  return "\n  " + finding.fingerprint + "  " + finding.where.file + ":" + std::to_string(finding.where.line) +
         " [" + finding.rule + "]";
}

llvm::Error listed(const std::string &problem, const std::vector<const reports::Finding *> &findings,
                   size_t most) {
  std::string text = problem;
  for (size_t i = 0; i < std::min(most, findings.size()); ++i)
    text += describe(*findings[i]);
  if (most < findings.size())
    text += "\n  and " + std::to_string(findings.size() - most) + " more";
  return llvm::createStringError(text);
}

llvm::Error unknown(const reports::Report &report, llvm::StringRef id) {
  const std::string problem = "no finding has the id `" + id.str() + "`";
  if (report.findings.empty())
    return llvm::createStringError(problem + "; nothing was found");
  std::vector<std::pair<unsigned, size_t>> near; // distance, position
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const llvm::StringRef whole = report.findings[i].fingerprint;
    near.emplace_back(std::min(id.edit_distance(whole), id.edit_distance(whole.take_front(id.size()))), i);
  }
  std::sort(near.begin(), near.end());
  std::vector<const reports::Finding *> nearest;
  for (size_t i = 0; i < std::min(kMostNear, near.size()); ++i)
    nearest.push_back(&report.findings[near[i].second]);
  return listed(problem + "; the nearest are", nearest, kMostNear);
}

} // namespace

llvm::Expected<const reports::Finding *> findingMeant(const reports::Report &report, llvm::StringRef id) {
  std::vector<const reports::Finding *> meant;
  for (const reports::Finding &finding : report.findings) {
    if (finding.fingerprint == id)
      return &finding;
    if (!id.empty() && llvm::StringRef(finding.fingerprint).starts_with(id))
      meant.push_back(&finding);
  }
  if (meant.size() == 1)
    return meant.front();
  if (meant.empty())
    return unknown(report, id);
  return listed("the id `" + id.str() + "` may mean", meant, kMostListed);
}

} // namespace hookqual::commands
