// SPDX-License-Identifier: MIT
#include "reports/TextReport.h"

#include "reports/ExitCode.h"
#include "reports/FindingText.h"
#include "reports/PathText.h"
#include "reports/TextStyle.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kMostIndent = 12; // columns; deeper paths are drawn narrower

/// The steps of one path. They are indented by the calls that are shown, not by all there are.
class PathWriter {
public:
  PathWriter(const Finding &finding, TextStyle &style) : path_(finding.path), style_(style) {
    const auto isCall = [](const PathStep &step) {
      return step.kind == StepKind::Calls && isShown(step, Shown::Important);
    };
    const size_t calls = size_t(std::count_if(path_.begin(), path_.end(), isCall));
    perCall_ = 2 * calls > kMostIndent ? 1 : 2;
  }

  void write() {
    for (const PathStep &step : path_) {
      if (!isShown(step, Shown::Important)) {
        gap_.add(step);
        continue;
      }
      writeGap();
      writeStep(step);
      indent_ += step.kind == StepKind::Calls ? perCall_ : 0;
    }
    writeGap();
  }

private:
  void writeGap() {
    if (gap_.isEmpty())
      return;
    style_.out().indent(indent_);
    style_.faint(gap_.text());
    style_.out() << '\n';
    gap_.clear();
  }

  void writeStep(const PathStep &step) {
    const std::string at = place(step.where), state = stateText(step);
    const size_t taken = indent_ + at.size(), room = kTextWidth - std::min(taken, kTextWidth - kLeastEvent);
    // What is essential is never cut.
    const std::vector<std::string> lines = step.importance == Importance::Essential
                                               ? wrapped(step.event, room, kTextWidth - indent_ - kHanging)
                                               : std::vector{shortened(step.event, room)};
    style_.out().indent(indent_);
    style_.faint(at);
    style_.out() << lines.front();
    for (size_t i = 1; i < lines.size(); ++i)
      (style_.out() << '\n').indent(indent_ + kHanging) << lines[i];
    if (!state.empty() && state != state_) {
      const size_t column = lines.size() == 1 ? taken + lines[0].size() : indent_ + 2 + lines.back().size();
      const bool fits = column + state.size() + 4 <= kTextWidth;
      if (fits)
        style_.state("  (" + state + ")");
      else
        writeHanging("(" + state + ")");
    }
    style_.out() << '\n';
    state_ = state;
  }

  /// A state that has no room beside the event.
  void writeHanging(const std::string &state) {
    const size_t room = kTextWidth - indent_ - kHanging;
    for (const std::string &line : wrapped(state, room, room)) {
      (style_.out() << '\n').indent(indent_ + kHanging);
      style_.state(line);
    }
  }

  static constexpr size_t kLeastEvent = 24; // columns that are always left for what happened
  static constexpr unsigned kHanging = 2;   // further in: what does not fit the line of a step

  const std::vector<PathStep> &path_;
  TextStyle &style_;
  Gap gap_;
  std::string state_; // as it was written last
  unsigned indent_ = 2, perCall_ = 2;
};

void writeFinding(const Finding &finding, TextStyle &style, const TextOptions &options) {
  writeHeadline(finding, style);
  PathWriter(finding, style).write();
  writeText("kind", finding.kind, style);
  writeEntries(finding, options.shownPerList, style);
  writeModel(finding, style);
  writeText("why", finding.why, style);
  writeStanding(finding, style);
  writeText("id", finding.fingerprint, style);
  style.out() << '\n';
}

void writeSummary(const Report &report, TextStyle &style) {
  size_t fresh = std::count_if(report.findings.begin(), report.findings.end(), isNew);
  size_t known = report.findings.size() - fresh;
  const Ledger &ledger = report.ledger;
  style.out() << fresh << (fresh == 1 ? " finding" : " findings");
  if (known)
    style.out() << " (and " << known << " known or suppressed)";
  style.out() << " from " << ledger.rules << (ledger.rules == 1 ? " rule" : " rules") << " over "
              << ledger.functions << " functions in " << ledger.parsed << " of " << ledger.units
              << " units\n";
}

} // namespace

void writeText(const Report &report, llvm::raw_ostream &out, const TextOptions &options) {
  TextStyle style(out, options.colour);
  for (const Finding &finding : report.findings)
    writeFinding(finding, style, options);
  writeLedger(report, out, options);
  writeSummary(report, style);
}

} // namespace hookqual::reports
