// SPDX-License-Identifier: MIT
// What all pages are made of. Whatever comes from sources and rules goes through escaped().
#pragma once

#include "reports/HtmlReport.h"
#include "reports/ReportHead.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace hookqual::reports {

/// For text and for quoted attributes alike; what is no Unicode, or no character, is replaced.
std::string escaped(llvm::StringRef text);

/// A name of a file without its folder, distinct for distinct texts.
std::string fileNameOf(llvm::StringRef text);

/// Escaped; `fs/namei.c:4535`.
std::string placeHtml(const SourceRange &where);

/// A coloured word.
std::string tag(Verdict verdict);

struct Page {
  std::string title;    // not escaped yet
  std::string folder;   // above the page: `../`, or nothing
  llvm::StringRef here; // of the navigation; `Audit`: a page of its own, without one
  std::vector<llvm::StringRef> scripts;
};

/// The whole document around what `main` writes.
void writePage(const Page &page, const ReportHead &head, llvm::raw_ostream &out,
               llvm::function_ref<void()> main);

/// A line of a description list; nothing without text. `html` is escaped already.
void writeFact(llvm::StringRef name, const std::string &html, llvm::raw_ostream &out);

/// Which page shows which finding: parallel to the findings.
std::vector<std::string> findingPages(const Report &report);
std::string hookPage(llvm::StringRef hook);

void writeOverviewPage(const HtmlContent &content, llvm::raw_ostream &out);
void writeFindingsPage(const HtmlContent &content, const std::vector<std::string> &pages,
                       llvm::raw_ostream &out);
void writeFindingPage(const HtmlContent &content, const std::vector<std::string> &pages, size_t finding,
                      llvm::raw_ostream &out);
/// The path drawn into the source (HtmlPath.cpp).
void writePath(const Finding &finding, const SourceLines &source, llvm::raw_ostream &out);
void writeHooksPage(const HtmlContent &content, llvm::raw_ostream &out);
void writeHookPage(const HtmlContent &content, const std::string &hook, const std::vector<std::string> &pages,
                   llvm::raw_ostream &out);
/// Ascending.
std::vector<std::string> hooksOf(const Report &report);
void writeMatrixPage(const HtmlContent &content, llvm::raw_ostream &out);

} // namespace hookqual::reports
