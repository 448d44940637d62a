// SPDX-License-Identifier: MIT
#include "analyzer/commands/Standing.h"

#include "analyzer/review/Difference.h"
#include "reports/Baseline.h"
#include "rules/Diagnostics.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/Chrono.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/MemoryBuffer.h>

#include <chrono>
#include <set>

namespace hookqual::commands {

namespace {

using reports::Finding;
using rules::Suppression;

/// Globs were accepted when the file was read.
bool matches(const std::string &glob, const std::string &text) {
  return glob.empty() || llvm::cantFail(llvm::GlobPattern::create(glob)).match(text);
}

bool covers(const Suppression &suppression, const Finding &finding) {
  if (!suppression.id.empty())
    return finding.fingerprint.starts_with(suppression.id);
  return matches(suppression.rule, finding.rule) && matches(suppression.function, finding.function) &&
         matches(suppression.file, finding.where.file);
}

} // namespace

void addSuppressionsOption(CLI::App &command, std::vector<std::string> &files) {
  command
      .add_option("--suppressions", files,
                  "Findings that somebody has justified, a YAML file; may be repeated")
      ->type_name("FILE");
}

std::string today() {
  return llvm::formatv("{0:%Y-%m-%d}", std::chrono::system_clock::now()).str();
}

llvm::Expected<reports::Report> readBaselineFile(const std::string &file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return llvm::createStringError(file + ": cannot be read: " + buffer.getError().message());
  return reports::readBaseline((*buffer)->getBuffer(), file);
}

std::vector<Finding> compareWithBaseline(reports::Report &report, const reports::Report &baseline) {
  review::Difference difference = review::differenceOf(baseline.findings, report.findings);
  std::set<std::string> fresh;
  for (const Finding &finding : difference.fresh)
    fresh.insert(finding.fingerprint);
  for (Finding &finding : report.findings)
    finding.baseline = fresh.contains(finding.fingerprint) ? "new" : "unchanged";
  return std::move(difference.fixed);
}

std::vector<std::string> otherDifferences(const reports::Report &report, const reports::Report &baseline) {
  std::vector<std::string> differences;
  if (report.toolVersion != baseline.toolVersion)
    differences.push_back("the tool (" + baseline.toolVersion + ", now " + report.toolVersion + ")");
  if (report.rulesDigest != baseline.rulesDigest)
    differences.emplace_back("the rules");
  if (report.configDigest != baseline.configDigest)
    differences.emplace_back("the configuration");
  return differences;
}

std::vector<std::string> suppress(std::vector<Finding> &findings,
                                  const std::vector<Suppression> &suppressions, const std::string &today) {
  std::vector<std::string> warnings;
  for (const Suppression &suppression : suppressions) {
    if (!suppression.until.empty() && suppression.until < today) {
      warnings.push_back(rules::located(suppression.where, "warning: this suppression ran out on " +
                                                               suppression.until + ": " +
                                                               suppression.reason));
      continue;
    }
    bool isUsed = false;
    for (Finding &finding : findings) {
      if (!covers(suppression, finding))
        continue;
      isUsed = true;
      finding.suppressed = suppression.reason + " (" + suppression.reviewer + ", " + suppression.date + ")";
    }
    if (!isUsed)
      warnings.push_back(rules::located(suppression.where, "warning: this suppression matches no finding: " +
                                                               suppression.reason));
  }
  return warnings;
}

} // namespace hookqual::commands
