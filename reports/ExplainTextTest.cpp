// SPDX-License-Identifier: MIT
#include "reports/ExplainText.h"

#include "reports/Golden.h"
#include "reports/SampleReport.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string render(const Finding &finding, const SourceLines &source, const ExplainOptions &options = {}) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeExplanation(finding, source, out, options);
  return text;
}

std::optional<std::string> sampleLine(const std::string &, uint32_t line) {
  switch (line) {
  case 4585:
    return "\tdentry = lookup_one(dir, name);";
  case 4590:
    return "\t\terror = drop_entry(dir, dentry);";
  case 4530:
    return "\tif (flags & 1)";
  case 4535:
    return "\t\terror = dir->i_op->unlink(dir, dentry);";
  default:
    return "\tif (error)";
  }
}

std::optional<std::string> noLine(const std::string &, uint32_t) {
  return std::nullopt;
}

TEST(ExplainText, DrawsThePathIntoTheSource) {
  expectGolden("explanation.txt", render(sampleFinding(), sampleLine));
}

TEST(ExplainText, ShowsEveryStepWhenAsked) {
  expectGolden("explanation-all.txt", render(sampleFinding(), sampleLine, {.shown = Shown::All}));
}

TEST(ExplainText, GoesOnWithoutSource) {
  EXPECT_THAT(render(sampleFinding(), noLine), HasSubstr("| 4590 | (3) calls drop_entry\n"));
}

TEST(ExplainText, NoLineIsTooLongButTheFirst) {
  Finding finding = sampleFinding();
  const std::string longName(150, 'x');
  for (PathStep &step : finding.path)
    step.state.emplace_back(longName, "unchecked");
  finding.path.back().event += longName;
  finding.routes.front().functions.push_back(longName);
  llvm::SmallVector<llvm::StringRef, 64> lines;
  const std::string text = render(finding, [&](const std::string &, uint32_t) { return longName; });
  llvm::StringRef(text).split(lines, '\n');
  for (llvm::StringRef line : llvm::drop_begin(lines))
    EXPECT_LE(line.size(), 100u + 8) << line.str(); // `…` is three bytes
}

TEST(ExplainText, ColoursOnlyWhenAsked) {
  EXPECT_THAT(render(sampleFinding(), sampleLine), Not(HasSubstr("\033")));
  EXPECT_THAT(render(sampleFinding(), sampleLine, {.colour = Colour::Always}), HasSubstr("\033[1m"));
}

} // namespace
} // namespace hookqual::reports
