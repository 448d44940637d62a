// SPDX-License-Identifier: MIT
#include "reports/HtmlReport.h"

#include "reports/HtmlAssets.h"
#include "reports/HtmlParts.h"

namespace hookqual::reports {

namespace {

struct PageToWrite {
  std::string path;
  std::function<void(llvm::raw_ostream &)> write;
};

std::vector<PageToWrite> pagesOf(const HtmlContent &content, const std::vector<std::string> &pages) {
  std::vector<PageToWrite> all{
      {"style.css", [](llvm::raw_ostream &out) { out << styleSheet(); }},
      {"script.js", [](llvm::raw_ostream &out) { out << tableScript(); }},
      {"matrix.js", [](llvm::raw_ostream &out) { out << matrixScript(); }},
      {"index.html", [&](llvm::raw_ostream &out) { writeOverviewPage(content, out); }},
      {"findings.html", [&](llvm::raw_ostream &out) { writeFindingsPage(content, pages, out); }},
      {"hooks.html", [&](llvm::raw_ostream &out) { writeHooksPage(content, out); }},
      {"matrix.html", [&](llvm::raw_ostream &out) { writeMatrixPage(content, out); }},
  };
  for (size_t i = 0; i < pages.size(); ++i)
    all.push_back({pages[i], [&, i](llvm::raw_ostream &out) { writeFindingPage(content, pages, i, out); }});
  for (const std::string &hook : hooksOf(content.report))
    all.push_back(
        {hookPage(hook), [&, hook](llvm::raw_ostream &out) { writeHookPage(content, hook, pages, out); }});
  return all;
}

} // namespace

llvm::Error writeHtml(const HtmlContent &content, const PageSink &sink) {
  const std::vector<std::string> pages = findingPages(content.report);
  for (const PageToWrite &page : pagesOf(content, pages))
    if (llvm::Error error = sink(page.path, page.write))
      return error;
  return llvm::Error::success();
}

} // namespace hookqual::reports
