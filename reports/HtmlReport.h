// SPDX-License-Identifier: MIT
// Report ─► a directory of pages that needs no server and no network: overview, findings with a
// page each, hooks with a page each, and the mediation matrix.
#pragma once

#include "reports/ExplainText.h"
#include "reports/Matrix.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

namespace hookqual::reports {

struct HtmlContent {
  const Report &report;
  Matrix byEntry, byOperation;
  SourceLines source;
};

/// Makes the file `path` of what is written; folders are separated by `/`.
using PageSink =
    std::function<llvm::Error(const std::string &path, llvm::function_ref<void(llvm::raw_ostream &)> write)>;

llvm::Error writeHtml(const HtmlContent &content, const PageSink &sink);

} // namespace hookqual::reports
