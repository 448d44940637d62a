// SPDX-License-Identifier: MIT
#include "reports/TextReport.h"

#include "reports/Golden.h"
#include "reports/SampleReport.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string render(const Report &report, const TextOptions &options = {}) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeText(report, out, options);
  return text;
}

TEST(TextReport, ReadsLikeACompilersOutput) {
  expectGolden("sample.txt", render(sampleReport()));
}

TEST(TextReport, ColoursOnlyWhenAsked) {
  EXPECT_THAT(render(sampleReport()), Not(HasSubstr("\033")));
  EXPECT_THAT(render(sampleReport(), {.colour = Colour::Always}), HasSubstr("\033[1;35mwarning: \033[0m"));
}

TEST(TextReport, ShortensLongListsButCountsThem) {
  Report report = sampleReport();
  for (int i = 0; i < 20; ++i)
    report.findings[0].entries.push_back({"call" + std::to_string(i), "system-call"});
  std::string text = render(report, {.shownPerList = 1});
  EXPECT_THAT(text, HasSubstr("fs/broken.c: does not parse\n    and 1 more\n"));
  EXPECT_THAT(text, HasSubstr("unlink (system-call) and 21 more\n"));
}

TEST(TextReport, CountsWhatItLeavesOutOfAPath) {
  Report report = sampleReport();
  PathStep call = report.findings[0].path[3];
  call.importance = Importance::Unimportant;
  report.findings[0].path.insert(report.findings[0].path.begin() + 2, 3, call);
  EXPECT_THAT(render(report), HasSubstr("… 1 branch, 3 calls\n"));
}

TEST(TextReport, CutsLongNamesInTheMiddle) {
  Report report = sampleReport();
  report.findings[0].path[1].state = {{"*(*(*(*(req + 8) + 32) + 24) + 288) + 8", "unchecked"}};
  EXPECT_THAT(render(report), HasSubstr("(*(*(*(*(req + 8…+ 24) + 288) + 8: unchecked)\n"));
}

TEST(TextReport, SaysOfUnitsParsedAloneOnlyWhenThereAreSome) {
  EXPECT_THAT(render(sampleReport()), HasSubstr("1 could not start from the precompiled header\n"));
  EXPECT_THAT(render(Report{}), Not(HasSubstr("precompiled")));
}

TEST(TextReport, EndsWithASummaryThatTellsNewFromKnown) {
  EXPECT_THAT(render(sampleReport()),
              testing::EndsWith("1 finding (and 1 known or suppressed) from 2 rules over 812 "
                                "functions in 2 of 4 units\n"));
  EXPECT_THAT(render(Report{}),
              testing::EndsWith("0 findings from 0 rules over 0 functions in 0 of 0 units\n"));
}

} // namespace
} // namespace hookqual::reports
