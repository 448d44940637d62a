// SPDX-License-Identifier: MIT
#include "analyzer/commands/HtmlDirectory.h"

#include "analyzer/commands/Matrices.h"
#include "analyzer/commands/OutputDirectory.h"
#include "analyzer/commands/SourceTree.h"
#include "reports/HtmlReport.h"

namespace hookqual::commands {

llvm::Error writeHtmlDirectory(const reports::Report &report, const std::string &sourceRoot,
                               const std::string &path) {
  llvm::Expected<OutputDirectory> directory = OutputDirectory::create(path, "matrix.html");
  if (!directory)
    return directory.takeError();
  SourceTree tree(sourceRoot);
  const reports::HtmlContent content{
      .report = report,
      .byEntry = matrixByEntry(report.mediation),
      .byOperation = matrixByOperation(report.mediation),
      .source = [&](const std::string &file, uint32_t line) { return tree.line(file, line); },
  };
  llvm::Error error = reports::writeHtml(
      content, [&](const std::string &name, llvm::function_ref<void(llvm::raw_ostream &)> write) {
        return directory->write(name, write);
      });
  if (error)
    return error;
  if (!tree.complaint().empty())
    llvm::errs() << "note: without source lines: " << tree.complaint() << '\n';
  return directory->commit();
}

} // namespace hookqual::commands
