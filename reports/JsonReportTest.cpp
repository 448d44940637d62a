// SPDX-License-Identifier: MIT
#include "reports/JsonReport.h"

#include "reports/Golden.h"
#include "reports/SampleReport.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

std::string render(const Report &report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeJson(report, out);
  return text;
}

llvm::json::Value parsed(const Report &report) {
  return llvm::cantFail(llvm::json::parse(render(report)));
}

llvm::json::Object &firstStepState(llvm::json::Value &document) {
  auto &finding = *(*document.getAsObject()->getArray("findings"))[0].getAsObject();
  return *(*finding.getArray("path"))[0].getAsObject()->getObject("state");
}

TEST(JsonReport, HasTheFormOfTheContract) {
  expectGolden("sample.json", render(sampleReport()));
}

TEST(JsonReport, AnEmptyReportIsStillComplete) {
  llvm::json::Value document = parsed(Report{});
  llvm::json::Object &root = *document.getAsObject();
  EXPECT_EQ(root.getString("schema"), "hookqual-findings/1");
  ASSERT_TRUE(root.getArray("findings"));
  EXPECT_TRUE(root.getArray("findings")->empty());
  EXPECT_EQ(root.getObject("ledger")->getInteger("units"), 0);
}

TEST(JsonReport, KeepsBothOfTwoObjectsThatAreWrittenAlike) {
  Report report = sampleReport();
  report.findings[0].path[0].state = {{"inode", "unchecked"}, {"inode", "checked(f)"}};
  llvm::json::Value document = parsed(report);
  EXPECT_EQ(firstStepState(document).getString("inode"), "unchecked");
  EXPECT_EQ(firstStepState(document).getString("inode#2"), "checked(f)");
}

TEST(JsonReport, SurvivesBytesThatAreNotUnicode) {
  Report report = sampleReport();
  report.findings[0].message = "caf\xe9";
  report.findings[0].path[0].state = {{"\xff", "\xfe"}};
  EXPECT_THAT(render(report), testing::HasSubstr("caf\xEF\xBF\xBD"));
}

} // namespace
} // namespace hookqual::reports
