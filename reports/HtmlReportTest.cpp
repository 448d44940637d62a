// SPDX-License-Identifier: MIT
#include "reports/HtmlReport.h"

#include "reports/HostileReport.h"

#include <gmock/gmock.h>

#include <map>

namespace hookqual::reports {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::Not;

using Pages = std::map<std::string, std::string>;

Pages render(const Report &report, const SourceLines &source = [](auto &&...) { return std::nullopt; }) {
  const HtmlContent content{
      .report = report,
      .byEntry = {{"unlink"}, {"authorize_name_remove"}, {{0, 0, 3, 1, 1, 4}}},
      .byOperation = {{"inode_operations.unlink"}, {"authorize_name_remove"}, {{0, 0, 3, 2, 1, 0}}},
      .source = source};
  Pages pages;
  llvm::cantFail(writeHtml(content, [&](const std::string &path, auto write) {
    EXPECT_FALSE(pages.contains(path)) << path;
    llvm::raw_string_ostream out(pages[path]);
    write(out);
    return llvm::Error::success();
  }));
  return pages;
}

TEST(HtmlReport, HasAPageForEveryFindingAndEveryHook) {
  const Pages pages = render(sampleReport());
  for (const char *path :
       {"index.html", "findings.html", "matrix.html", "hooks.html", "style.css", "finding/5f0c2a7d11aa.html",
        "finding/77aa.html", "hook/authorize_name_remove.html", "hook/authorize_all.html",
        "hook/security_bpf_map.html"})
    EXPECT_THAT(pages, Contains(Key(path)));
}

TEST(HtmlReport, TheOverviewCountsOperationsByVerdict) {
  const Pages pages = render(sampleReport());
  EXPECT_THAT(pages.at("index.html"), HasSubstr("2 findings</a> of 6 operations under 2 rules"));
  EXPECT_THAT(pages.at("index.html"), HasSubstr("<b>1 violated</b>"));
  EXPECT_THAT(pages.at("index.html"), HasSubstr("the worker crashed"));
}

TEST(HtmlReport, DrawsThePathIntoTheSource) {
  const Pages pages = render(sampleReport(), [](const std::string &file, uint32_t line) {
    return std::optional(file + " has line " + std::to_string(line));
  });
  const std::string &page = pages.at("finding/5f0c2a7d11aa.html");
  EXPECT_THAT(page, HasSubstr("fs/namei.c has line 4535"));
  EXPECT_THAT(page, HasSubstr("<code>dir</code>: checked(authorize_name_remove)"));
  EXPECT_THAT(page, HasSubstr("removing a name is decided per directory and per victim"));
}

TEST(HtmlReport, AHookPageLinksTheFindingsOfItsOperations) {
  const Pages pages = render(sampleReport());
  const std::string &page = pages.at("hook/authorize_name_remove.html");
  EXPECT_THAT(page, HasSubstr("../finding/5f0c2a7d11aa.html"));
  EXPECT_THAT(page, HasSubstr("fs/namei.c:4290"));
  EXPECT_THAT(page, HasSubstr("<code>unlinkat</code>"));
}

TEST(HtmlReport, TwoFindingsOfOneNameHaveTwoPages) {
  Report report = sampleReport();
  report.findings[1].fingerprint = report.findings[0].fingerprint;
  EXPECT_THAT(render(report), Contains(Key("finding/5f0c2a7d11aa~2.html")));
}

TEST(HtmlReport, HostileNamesStayText) {
  Report report = hostileReport();
  for (const auto &[path, page] : render(report, [](auto &&...) { return std::optional(kHostile); })) {
    EXPECT_THAT(path, Not(HasSubstr("..")));
    EXPECT_THAT(path, Not(HasSubstr("<")));
    EXPECT_THAT(page, Not(HasSubstr("<script>"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("\xff"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("\"'`"))) << path;
  }
}

} // namespace
} // namespace hookqual::reports
