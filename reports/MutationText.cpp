// SPDX-License-Identifier: MIT
#include "reports/Mutation.h"

#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <map>

namespace hookqual::reports {

namespace {

bool isMissed(const Mutant &mutant) {
  return mutant.isApplicable && !mutant.rules.empty() && !mutant.isNoticed;
}

void writeMissed(const Mutant &mutant, llvm::raw_ostream &out) {
  out << mutant.where.file << ':' << mutant.where.line << ':' << mutant.where.column << ": missed: `"
      << mutant.authorizer << "` " << mutant.weakening << " in `" << mutant.function << "`: " << mutant.why
      << " [" << mutant.rules.front();
  if (mutant.rules.size() > 1)
    out << " and " << mutant.rules.size() - 1 << " more";
  out << "]\n";
}

/// In the order in which they come.
std::vector<std::string> weakeningsOf(const MutationReport &report) {
  std::vector<std::string> weakenings;
  for (const Mutant &mutant : report.mutants)
    if (std::find(weakenings.begin(), weakenings.end(), mutant.weakening) == weakenings.end())
      weakenings.push_back(mutant.weakening);
  return weakenings;
}

void writeCounts(llvm::StringRef weakening, const MutationCounts &counts, llvm::raw_ostream &out) {
  out << "calls " << weakening << ": " << counts.mutants << ", a rule names the authorizer of "
      << counts.ruled << ", noticed " << counts.noticed;
  if (counts.ruled != 0)
    out << llvm::formatv(" ({0:F1} % of these)", 100.0 * double(counts.noticed) / double(counts.ruled));
  if (counts.inapplicable != 0)
    out << ", not applicable to " << counts.inapplicable;
  out << '\n';
}

void writeCauses(llvm::StringRef title, const std::map<std::string, uint64_t> &causes,
                 llvm::raw_ostream &out) {
  if (causes.empty())
    return;
  out << title << ":\n";
  for (const auto &[cause, count] : causes)
    out << llvm::formatv("  {0,4}  {1}\n", count, cause);
}

} // namespace

MutationCounts countMutants(const MutationReport &report, const std::string &weakening) {
  MutationCounts counts;
  for (const Mutant &mutant : report.mutants) {
    if (mutant.weakening != weakening)
      continue;
    counts.inapplicable += mutant.isApplicable ? 0 : 1;
    if (!mutant.isApplicable)
      continue;
    ++counts.mutants;
    counts.ruled += mutant.rules.empty() ? 0 : 1;
    counts.noticed += mutant.isNoticed ? 1 : 0;
  }
  return counts;
}

void writeMutationText(const MutationReport &report, llvm::raw_ostream &out) {
  std::map<std::string, uint64_t> missed, unruled;
  for (const Mutant &mutant : report.mutants) {
    if (isMissed(mutant))
      writeMissed(mutant, out);
    if (mutant.isApplicable && mutant.rules.empty())
      ++unruled[mutant.why];
    else if (isMissed(mutant))
      ++missed[mutant.why];
  }
  for (const std::string &weakening : weakeningsOf(report))
    writeCounts(weakening, countMutants(report, weakening), out);
  writeCauses("missed", missed, out);
  writeCauses("no rule looks at", unruled, out);
}

} // namespace hookqual::reports
