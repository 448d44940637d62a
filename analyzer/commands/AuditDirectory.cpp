// SPDX-License-Identifier: MIT
#include "analyzer/commands/AuditDirectory.h"

#include "analyzer/capture/KernelTree.h"
#include "analyzer/store/TablesFile.h"
#include "reports/HtmlAssets.h"
#include "reports/JsonParts.h"
#include "reports/JsonReport.h"
#include "reports/SarifReport.h"

#include <llvm/Support/MemoryBuffer.h>

namespace hookqual::commands {

namespace {

using reports::Table;

/// SQLite's text is UTF-8.
store::PublishedTable published(const Table &table) {
  store::PublishedTable made{.name = table.name, .title = table.title, .note = table.note};
  for (const reports::Column &column : table.columns)
    made.columns.push_back({column.name, column.meaning, column.isNumber});
  for (const std::vector<std::string> &row : table.rows) {
    std::vector<std::string> &cells = made.rows.emplace_back();
    for (const std::string &cell : row)
      cells.push_back(reports::unicode(cell));
  }
  return made;
}

llvm::Error writeDatabase(const reports::ReportHead &head, const std::vector<Table> &tables,
                          const OutputDirectory &directory) {
  std::vector<store::PublishedTable> all;
  for (const Table &table : tables)
    all.push_back(published(table));
  return store::writeTablesFile(directory.path() + "/audit.db",
                                {{"schema", "hookqual-audit/1"},
                                 {"tool_version", head.toolVersion},
                                 {"rules_digest", head.rulesDigest},
                                 {"kernel_version", head.kernelVersion},
                                 {"config_digest", head.configDigest}},
                                all);
}

llvm::Error writeTables(const std::vector<Table> &tables, const OutputDirectory &directory) {
  for (const Table &table : tables) {
    if (llvm::Error error = directory.write(table.name + ".csv", [&](auto &out) { writeCsv(table, out); }))
      return error;
    if (!table.isForPaper)
      continue;
    if (llvm::Error error = directory.write(table.name + ".tex", [&](auto &out) { writeLatex(table, out); }))
      return error;
  }
  return llvm::Error::success();
}

} // namespace

std::optional<std::string> configurationIn(const std::vector<std::string> &paths, const std::string &digest) {
  for (const std::string &path : paths)
    if (auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false))
      if (!digest.empty() && capture::configDigestOf((*buffer)->getBuffer()) == digest)
        return (*buffer)->getBuffer().str();
  return std::nullopt;
}

llvm::Error writeAuditFiles(const AuditContent &content, const OutputDirectory &directory) {
  const auto &[report, tables, configuration] = content;
  const reports::ReportHead head = headOf(report);
  using Stream = llvm::raw_ostream;
  const std::pair<const char *, std::function<void(Stream &)>> files[] = {
      {"audit.json", [&](Stream &out) { writeTablesJson(head, tables, out); }},
      {"index.html", [&](Stream &out) { writeTablesHtml(head, tables, out); }},
      {"tables.md",
       [&](Stream &out) {
         for (const Table &table : tables)
           if (table.isForPaper)
             writeMarkdown(table, out << (&table == &tables.front() ? "" : "\n"));
       }},
      {"style.css", [](Stream &out) { out << reports::styleSheet(); }},
      {"script.js", [](Stream &out) { out << reports::tableScript(); }},
      {"findings.json", [&](Stream &out) { reports::writeJson(report, out); }},
      {"findings.sarif", [&](Stream &out) { reports::writeSarif(report, out); }},
  };
  for (const auto &[name, write] : files)
    if (llvm::Error error = directory.write(name, write))
      return error;
  if (configuration)
    if (llvm::Error error =
            directory.write(kAuditConfiguration.str(), [&](auto &out) { out << *content.configuration; }))
      return error;
  if (llvm::Error error = writeTables(tables, directory))
    return error;
  return writeDatabase(head, tables, directory);
}

} // namespace hookqual::commands
