// SPDX-License-Identifier: MIT
#include "reports/FieldBytes.h"

#include "reports/JsonReport.h"
#include "reports/ReportFields.h"
#include "reports/SampleReport.h"
#include "reports/TextReport.h"

#include <gtest/gtest.h>

namespace hookqual::reports {
namespace {

std::string bytesOf(const Report &report) {
  FieldWriter writer;
  writer.write(report);
  return writer.bytes();
}

/// All forms that a report is shown in.
std::string render(const Report &report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeText(report, out);
  writeText(report, out, {.colour = Colour::Always});
  writeJson(report, out);
  return text;
}

void expectRoundTrip(const Report &report) {
  const std::string bytes = bytesOf(report);
  FieldReader reader(bytes);
  Report again;
  ASSERT_TRUE(reader.read(again));
  EXPECT_TRUE(reader.isAtEnd());
  EXPECT_EQ(render(again), render(report));
  EXPECT_EQ(bytesOf(again), bytes);
}

TEST(FieldBytes, GiveReportsBackAsTheyWere) {
  expectRoundTrip(sampleReport());
  expectRoundTrip(Report{});
}

TEST(FieldBytes, KeepWhatJsonCannot) {
  Report report = sampleReport();
  report.findings[0].message = std::string("caf\xe9\0", 5);
  report.findings[0].path[0].state = {{"inode", "unchecked"}, {"inode", "checked(f)"}};
  report.findings[0].model["\xff"] = "\n";
  report.ledger.functions = ~uint64_t(0);
  expectRoundTrip(report);
}

TEST(FieldBytes, ReplaceWhatWasThereBefore) {
  const std::string bytes = bytesOf(Report{});
  Report report = sampleReport();
  ASSERT_TRUE(FieldReader(bytes).read(report));
  EXPECT_EQ(bytesOf(report), bytes);
}

TEST(FieldBytes, AreRefusedWhenSomeAreMissing) {
  const std::string bytes = bytesOf(sampleReport());
  for (size_t size = 0; size < bytes.size(); ++size) {
    Report report;
    EXPECT_FALSE(FieldReader(llvm::StringRef(bytes).take_front(size)).read(report)) << size;
  }
}

TEST(FieldBytes, AreNotFollowedWhereTheyMakeNoSense) {
  const std::string bytes = bytesOf(sampleReport());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = '\xff';
    Report report;
    FieldReader(damaged).read(report); // whatever it says, it ends
  }
}

} // namespace
} // namespace hookqual::reports
