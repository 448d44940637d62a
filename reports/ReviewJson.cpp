// SPDX-License-Identifier: MIT
#include "reports/JsonParts.h"
#include "reports/JsonReport.h"
#include "reports/Review.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

using llvm::json::OStream;

void writePatch(OStream &json, const ReviewedPatch &patch) {
  writeString(json, "patch", patch.patch);
  writeString(json, "message_id", patch.messageId);
  writeObjects(json, "new", patch.fresh, writeFinding);
  writeObjects(json, "fixed", patch.fixed, writeFinding);
  json.attribute("unchanged", int64_t(patch.unchanged));
  json.attribute("units_collected", int64_t(patch.unitsCollected));
  writeObjects(json, "newly_skipped", patch.skipped, [](OStream &part, const SkippedUnit &unit) {
    writeString(part, "unit", unit.unit);
    writeString(part, "reason", unit.reason);
  });
  writeTexts(json, "not_analysed", patch.notAnalysed);
  writeTexts(json, "newly_silent_rules", patch.silentRules);
  writeTexts(json, "temporary_rules", patch.temporaryRules);
}

/// `pass`, `warn` for what is not known, `fail` for a finding.
const char *statusOf(const ReviewedPatch &patch) {
  if (std::ranges::any_of(patch.fresh, isMailed))
    return "fail";
  return patch.fresh.empty() && patch.skipped.empty() ? "pass" : "warn";
}

} // namespace

void writeReviewJson(const ReviewReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.object([&] {
    writeHead(json, "hookqual-review/1", report);
    writeString(json, "compiler", report.compiler);
    writeString(json, "architecture", report.architecture);
    writeString(json, "base", report.base);
    writeString(json, "base_commit", report.baseCommit);
    writeString(json, "summary", summaryOf(report));
    json.attribute("exit_code", exitCodeOf(report));
    writeTexts(json, "reproduce", report.reproduce);
    writeObjects(json, "patches", report.patches, writePatch);
  });
  out << '\n';
}

void writeReviewB4(const ReviewReport &report, llvm::raw_ostream &out) {
  OStream json(out, 2);
  json.array([&] {
    for (const ReviewedPatch &patch : report.patches) {
      if (patch.fresh.empty() && patch.fixed.empty() && patch.skipped.empty())
        continue;
      json.object([&] {
        writeString(json, "tool", "hookqual");
        json.attribute("status", statusOf(patch));
        ReviewReport one;
        one.patches = {patch};
        writeString(json, "summary", patch.patch + ": " + summaryOf(one));
        writeString(json, "url", "");
        std::string details;
        for (const Finding &finding : patch.fresh)
          details += finding.where.file + ":" + std::to_string(finding.where.line) + ": " + finding.message +
                     " [" + finding.rule + "]\n";
        for (const SkippedUnit &unit : patch.skipped)
          details += "not analysed: " + unit.unit + ": " + unit.reason + "\n";
        writeString(json, "details", details);
      });
    }
  });
  out << '\n';
}

} // namespace hookqual::reports
