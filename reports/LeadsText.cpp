// SPDX-License-Identifier: MIT
#include "reports/Leads.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

namespace {

constexpr size_t kShownSiblings = 12; // of a lead and a way to carry; JSON has all

std::string placeOf(const SourceRange &where) {
  return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

void writeSiblings(const Lead &lead, llvm::StringRef carries, llvm::StringRef title, llvm::raw_ostream &out) {
  size_t shown = 0, all = 0;
  for (const LeadSibling &sibling : lead.siblings) {
    if (sibling.carries != carries)
      continue;
    if (all++ == 0)
      out << "    " << title << ":\n";
    if (shown < kShownSiblings) {
      out << "      " << placeOf(sibling.where) << ": " << sibling.name << '\n';
      ++shown;
    }
  }
  if (all > shown)
    out << "      … " << all - shown << " more\n";
}

void writeLead(const Lead &lead, size_t rank, llvm::raw_ostream &out) {
  out << placeOf(lead.where) << ": lead " << rank << ": `" << lead.function << "`"
      << (lead.arm.empty() ? "" : ", " + lead.arm + ",")
      << (lead.carries == "no" ? " does not require `" : " requires only on some ways `") << lead.requirement
      << "`, as " << lead.carriers << " of " << lead.members << " do that " << lead.family << '\n';
  if (!lead.lostBefore.empty())
    out << "    lost: in the base it is required before `" << lead.lostBefore << "`\n";
  writeSiblings(lead, "always", "required always", out);
  writeSiblings(lead, "sometimes", "on some ways", out);
  writeSiblings(lead, "no", "not required", out);
  if (!lead.reachedFrom.empty()) {
    out << "    reached without it from:";
    for (size_t i = 0; i < std::min(lead.reachedFrom.size(), kShownSiblings); ++i)
      out << (i == 0 ? " " : ", ") << lead.reachedFrom[i].name;
    if (lead.reachedFrom.size() > kShownSiblings)
      out << " and " << lead.reachedFrom.size() - kShownSiblings << " more";
    out << '\n';
  }
  if (!lead.alsoLacking.empty())
    out << "    also not required here: " << llvm::join(lead.alsoLacking, ", ") << '\n';
  out << "    score " << llvm::formatv("{0:F2}", lead.score) << "; required by " << lead.carryingFunctions
      << " functions in all; " << lead.families << (lead.families == 1 ? " family speaks" : " families speak")
      << " for it\n";
  out << "    to discharge it: " << lead.discharge << "\n    id " << lead.id << "\n\n";
}

} // namespace

void writeLeadText(const LeadReport &report, llvm::raw_ostream &out) {
  for (size_t i = 0; i < report.leads.size(); ++i)
    writeLead(report.leads[i], i + 1, out);
  out << "leads: " << report.found << ", shown " << report.leads.size()
      << "; functions compared: " << report.functions << '\n';
}

} // namespace hookqual::reports
