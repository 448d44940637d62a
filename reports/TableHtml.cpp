// SPDX-License-Identifier: MIT
#include "reports/HtmlParts.h"
#include "reports/Table.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::reports {

namespace {

void writeTable(const Table &table, llvm::raw_ostream &out) {
  out << "<h2 id=\"" << escaped(table.name) << "\">" << escaped(table.title) << "</h2>\n<p>"
      << escaped(table.note) << " <a href=\"" << escaped(table.name) << ".csv\">CSV</a>"
      << (table.isForPaper ? ", <a href=\"" + escaped(table.name) + ".tex\">LaTeX</a>" : "") << "</p>\n"
      << "<div class=\"wide\"><table class=\"list\"><thead><tr>";
  for (const Column &column : table.columns)
    out << "<th title=\"" << escaped(column.meaning) << '"' << (column.isNumber ? " class=\"number\"" : "")
        << '>' << escaped(column.title) << "</th>";
  out << "</tr></thead><tbody>\n";
  for (const std::vector<std::string> &row : table.rows) {
    out << "<tr>";
    for (const auto &[column, cell] : llvm::zip_equal(table.columns, row))
      out << (column.isNumber ? "<td class=\"number\">" : "<td>") << escaped(cell) << "</td>";
    out << "</tr>\n";
  }
  out << "</tbody></table></div>\n";
}

} // namespace

void writeTablesHtml(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out) {
  const Page page{.title = "Audit: Linux " + head.kernelVersion, .here = "Audit", .scripts = {"script.js"}};
  writePage(page, {head.toolVersion, head.rulesDigest, head.kernelVersion, head.configDigest}, out, [&] {
    out << "<h1>Audit of hook placement in Linux " << escaped(head.kernelVersion) << "</h1>\n<ul>\n";
    for (const Table &table : tables)
      if (table.isForPaper)
        out << "<li><a href=\"#" << escaped(table.name) << "\">" << escaped(table.title) << "</a></li>\n";
      else
        out << "<li><a href=\"" << escaped(table.name) << ".csv\">" << escaped(table.title)
            << "</a> (CSV)</li>\n";
    out << "</ul>\n";
    for (const Table &table : tables)
      if (table.isForPaper)
        writeTable(table, out);
  });
}

} // namespace hookqual::reports
