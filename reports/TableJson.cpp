// SPDX-License-Identifier: MIT
#include "reports/JsonParts.h"
#include "reports/Table.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

void writeColumn(OStream &json, const Column &column) {
  writeString(json, "name", column.name);
  writeString(json, "title", column.title);
  writeString(json, "meaning", column.meaning);
  json.attribute("type", column.isNumber ? "number" : "text");
}

void writeCell(OStream &json, const Column &column, const std::string &cell) {
  double number = 0;
  int64_t count = 0;
  if (column.isNumber && !llvm::StringRef(cell).getAsInteger(10, count))
    json.attribute(column.name, count);
  else if (column.isNumber && !llvm::StringRef(cell).getAsDouble(number))
    json.attribute(column.name, number);
  else if (column.isNumber)
    json.attribute(column.name, nullptr); // not defined: a rate of nothing
  else
    writeString(json, column.name, cell);
}

void writeTable(OStream &json, const Table &table) {
  writeString(json, "name", table.name);
  writeString(json, "title", table.title);
  writeString(json, "note", table.note);
  writeObjects(json, "columns", table.columns, writeColumn);
  writeObjects(json, "rows", table.rows, [&](OStream &part, const std::vector<std::string> &row) {
    for (const auto &[column, cell] : llvm::zip_equal(table.columns, row))
      writeCell(part, column, cell);
  });
}

void writeTables(llvm::StringRef schema, const ReportHead &head, const std::vector<Table> &tables,
                 llvm::raw_ostream &out) {
  OStream json(out, /*IndentSize=*/1);
  json.object([&] {
    writeHead(json, schema, head);
    writeObjects(json, "tables", tables, writeTable);
  });
  out << '\n';
}

} // namespace

void writeTablesJson(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out) {
  writeTables("hookqual-audit/1", head, tables, out);
}

void writeSystemsJson(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out) {
  writeTables("hookqual-systems/1", head, tables, out);
}

} // namespace hookqual::reports
