// SPDX-License-Identifier: MIT
#include "reports/SarifReport.h"

#include "reports/Golden.h"
#include "reports/HostileReport.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

#include <sys/resource.h>

namespace hookqual::reports {
namespace {

using llvm::json::Object;
using testing::HasSubstr;
using testing::Not;

std::string render(const Report &report, const SarifOptions &options = {}) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeSarif(report, out, options);
  return text;
}

/// The one run of a log.
Object runOf(const std::string &text) {
  llvm::json::Value log = llvm::cantFail(llvm::json::parse(text));
  return *(*log.getAsObject()->getArray("runs"))[0].getAsObject();
}

std::vector<std::string> kindsOf(Object &run) {
  std::vector<std::string> kinds;
  for (llvm::json::Value &result : *run.getArray("results"))
    kinds.push_back(result.getAsObject()->getString("kind")->str());
  return kinds;
}

Object &firstResult(Object &run) {
  return *(*run.getArray("results"))[0].getAsObject();
}

/// Forgets what it is given.
class CountingStream : public llvm::raw_ostream {
public:
  ~CountingStream() override { flush(); }

private:
  void write_impl(const char *, size_t size) override { written_ += size; }
  uint64_t current_pos() const override { return written_; }

  uint64_t written_ = 0;
};

TEST(SarifReport, HasTheFormThatIsKept) {
  expectGolden("sample.sarif", render(sampleReport()));
}

TEST(SarifReport, ForGitHubHasTheFormThatIsKept) {
  expectGolden("sample.github.sarif", render(sampleReport(), {.profile = SarifProfile::GitHub}));
}

TEST(SarifReport, SaysOfEveryOperationWhatIsKnownOfIt) {
  Object run = runOf(render(sampleReport()));
  EXPECT_THAT(kindsOf(run), testing::ElementsAre("fail", "open", "pass", "pass", "informational", "open"));
}

TEST(SarifReport, GitHubGetsNothingThatItWouldShowAsOpen) {
  Object run = runOf(render(sampleReport(), {.profile = SarifProfile::GitHub}));
  EXPECT_THAT(kindsOf(run), testing::ElementsAre("fail"));
  EXPECT_EQ(firstResult(run).getObject("partialFingerprints")->getString("primaryLocationLineHash"),
            "5f0c2a7d11aa:1");
}

TEST(SarifReport, ForGitHubSaysWhatItLeavesOut) {
  EXPECT_THAT(
      render(sampleReport(), {.profile = SarifProfile::GitHub}),
      HasSubstr("1 suppressed or absent findings and 4 operations that are no failures are left out"));
  EXPECT_THAT(render(sampleReport()), Not(HasSubstr("are left out for GitHub")));
}

TEST(SarifReport, KeepsTheStateAtEachStepOfThePath) {
  Object run = runOf(render(sampleReport()));
  Object &flow = *(*firstResult(run).getArray("codeFlows"))[0].getAsObject();
  llvm::json::Array &steps = *(*flow.getArray("threadFlows"))[0].getAsObject()->getArray("locations");
  Object &last = *steps.back().getAsObject();
  EXPECT_EQ(last.getObject("state")->getObject("dir")->getString("text"), "checked(authorize_name_remove)");
  EXPECT_EQ(last.getInteger("nestingLevel"), 1);
  EXPECT_EQ(last.getString("importance"), "essential");
}

TEST(SarifReport, SaysHowAllResultsStandToABaselineOrNone) {
  Report report = sampleReport();
  EXPECT_THAT(render(report), Not(HasSubstr("baselineState")));
  report.findings[1].baseline = "unchanged";
  Object run = runOf(render(report));
  for (llvm::json::Value &result : *run.getArray("results"))
    EXPECT_TRUE(result.getAsObject()->getString("baselineState"));
  EXPECT_EQ(firstResult(run).getString("baselineState"), "new");
}

TEST(SarifReport, NamesTheRepositoryWhenItIsKnown) {
  Object run = runOf(
      render(sampleReport(), {.versionControl = VersionControl{"https://example.org/linux.git", "ab12"}}));
  Object &source = *(*run.getArray("versionControlProvenance"))[0].getAsObject();
  EXPECT_EQ(source.getString("revisionId"), "ab12");
}

TEST(SarifReport, HostileNamesStayData) {
  const std::string text = render(hostileReport());
  Object run = runOf(text);
  Object &where = *(*firstResult(run).getArray("locations"))[0].getAsObject()->getObject("physicalLocation");
  EXPECT_THAT(where.getObject("artifactLocation")->getString("uri")->str(),
              testing::StartsWith("%3Cscript%3Ealert%281%29%3C/script%3E%22"));
  EXPECT_TRUE(llvm::json::isUTF8(text));
}

TEST(SarifReport, WritesFiftyThousandFindingsWithoutKeepingThem) {
  Report report = sampleReport();
  report.findings.resize(50'000, report.findings.front());
  const auto peak = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss; // KiB
  };
  const long before = peak();
  uint64_t written = 0;
  {
    CountingStream out;
    writeSarif(report, out);
    written = out.tell();
  }
  EXPECT_GT(written, 50'000'000u);
  EXPECT_LT(peak() - before, 8 * 1024);
}

} // namespace
} // namespace hookqual::reports
