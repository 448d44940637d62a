// SPDX-License-Identifier: MIT
#include "reports/FindingText.h"

#include "reports/ExitCode.h"
#include "reports/PathText.h"

#include "llvm/ADT/Twine.h"

namespace hookqual::reports {

namespace {

constexpr size_t kAround = 19; // columns of "  ", " ()" and " and 123 more"

} // namespace

std::string place(const SourceRange &where) {
  return (llvm::Twine(where.file) + ":" + llvm::Twine(where.line) + ":" + llvm::Twine(where.column) + ": ")
      .str();
}

void writeHeadline(const Finding &finding, TextStyle &style) {
  style.strong(place(finding.where));
  if (isNew(finding))
    style.warning("warning: ");
  else
    style.faint("note: ");
  style.strong(finding.message);
  style.out() << " [" << finding.rule << "]\n";
}

void writeText(llvm::StringRef label, llvm::StringRef text, TextStyle &style) {
  constexpr size_t kRoom = kTextWidth - TextStyle::kLabelWidth - 2;
  if (text.empty())
    return;
  for (const std::string &line : wrapped(text.str(), kRoom, kRoom)) {
    style.label(label);
    style.out() << line << '\n';
    label = "";
  }
}

void writeEntries(const Finding &finding, size_t most, TextStyle &style) {
  if (finding.entries.empty() || most == 0)
    return;
  style.label("reached from");
  // Entries of one class stand together; it is said once.
  std::string line, current;
  size_t shown = 0;
  for (const EntryReference &entry : finding.entries) {
    const bool isSameClass = shown != 0 && entry.entryClass == current;
    std::string longer = isSameClass ? line + ", " + entry.name
                         : shown     ? line + " (" + current + "), " + entry.name
                                     : entry.name;
    const size_t columns = longer.size() + entry.entryClass.size() + TextStyle::kLabelWidth + kAround;
    if (shown == most || (shown && columns > kTextWidth))
      break;
    line = std::move(longer);
    current = entry.entryClass;
    ++shown;
  }
  style.out() << line << " (" << current << ")";
  if (shown < finding.entries.size())
    style.out() << " and " << finding.entries.size() - shown << " more";
  style.out() << '\n';
}

void writeModel(const Finding &finding, TextStyle &style) {
  if (finding.feasibility == Feasibility::Unknown)
    return writeText("feasible", "not decided", style);
  std::string text;
  for (const auto &[parameter, value] : finding.model)
    text += (text.empty() ? "" : ", ") + parameter + " == " + value;
  writeText("when", text, style);
}

void writeStanding(const Finding &finding, TextStyle &style) {
  if (finding.suppressed)
    writeText("suppressed", *finding.suppressed, style);
  else if (!isNew(finding))
    writeText("baseline", finding.baseline, style);
}

} // namespace hookqual::reports
