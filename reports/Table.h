// SPDX-License-Identifier: MIT
// A table of an audit, by value, and the forms it is published in: CSV, LaTeX, Markdown, HTML,
// JSON, and lines of a terminal.
#pragma once

#include "reports/ReportHead.h"

#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace hookqual::reports {

struct Column {
  std::string name;    // for programs: `path_errors`
  std::string title;   // for people: `path type errors`
  std::string meaning; // what is counted
  bool isNumber = false;
};

struct Table {
  std::string name;  // for programs, and of its files: `type_errors`
  std::string title; // for people
  std::string note;  // how to read it
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows; // as many texts as columns
  bool isForPaper = true;                     // short enough to be printed
};

/// As in RFC 4180; the first line names the columns.
void writeCsv(const Table &table, llvm::raw_ostream &out);

/// A `tabular` of the package booktabs, without a float around it.
void writeLatex(const Table &table, llvm::raw_ostream &out);

/// A heading, the note and the table, for documents that people read as text too.
void writeMarkdown(const Table &table, llvm::raw_ostream &out);

/// For a terminal: a heading, the note, and the rows in aligned columns.
void writeLines(const Table &table, llvm::raw_ostream &out);

/// An object of schema `hookqual-audit/1`: each table with its columns and their meaning.
void writeTablesJson(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out);
/// The same under schema `hookqual-systems/1`.
void writeSystemsJson(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out);

/// One page with all tables that are for people, which refers to style.css and script.js.
void writeTablesHtml(const ReportHead &head, const std::vector<Table> &tables, llvm::raw_ostream &out);

} // namespace hookqual::reports
