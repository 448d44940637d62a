// SPDX-License-Identifier: MIT
#include "reports/Table.h"

#include "reports/Golden.h"
#include "reports/HostileReport.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

Table sampleTable() {
  return {.name = "types",
          .title = "Controlled types",
          .note = "Each counts once.",
          .columns = {{"type", "type", "of the object", false}, {"rate", "rate (%)", "of errors", true}},
          .rows = {{"dentry", "12.50"}, {"bpf_map", ""}, {"a \"quoted\", parted\nname", "3"}}};
}

template <typename... Arguments> std::string text(void (*write)(Arguments...), auto &&...values) {
  std::string rendered;
  llvm::raw_string_ostream out(rendered);
  write(values..., out);
  return rendered;
}

TEST(Table, AsCsvHasTheFormThatIsKept) {
  expectGolden("table.csv", text(writeCsv, sampleTable()));
}

TEST(Table, AsLatexHasTheFormThatIsKept) {
  expectGolden("table.tex", text(writeLatex, sampleTable()));
}

TEST(Table, AsMarkdownHasTheFormThatIsKept) {
  expectGolden("table.md", text(writeMarkdown, sampleTable()));
}

TEST(Table, AsJsonHasTheFormThatIsKept) {
  expectGolden("audit.json", text(writeTablesJson, headOf(sampleReport()), std::vector{sampleTable()}));
}

TEST(Table, AsHtmlLinksItsOtherForms) {
  const std::string page = text(writeTablesHtml, headOf(sampleReport()), std::vector{sampleTable()});
  EXPECT_THAT(page, HasSubstr("href=\"types.csv\""));
  EXPECT_THAT(page, HasSubstr("<td class=\"number\">12.50</td>"));
}

TEST(Table, HostileNamesStayData) {
  Table table = sampleTable();
  table.rows = {{kHostile, "1"}};
  EXPECT_THAT(text(writeCsv, table), HasSubstr("\"<script>alert(1)</script>\"\"'"));
  EXPECT_THAT(text(writeLatex, table), HasSubstr("\\textless{}script\\textgreater{}"));
  EXPECT_THAT(text(writeLatex, table), HasSubstr("\\%\\_\\{\\}\\textbackslash{}"));
  EXPECT_THAT(text(writeMarkdown, table), HasSubstr("\\<script\\>alert(1)"));
  EXPECT_THAT(text(writeTablesHtml, headOf(hostileReport()), std::vector{table}), Not(HasSubstr("<script>")));
  const std::string json = text(writeTablesJson, headOf(hostileReport()), std::vector{table});
  EXPECT_TRUE(bool(llvm::json::parse(json)));
}

} // namespace
} // namespace hookqual::reports
