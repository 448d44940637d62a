// SPDX-License-Identifier: MIT
// Tables as CSV, LaTeX and Markdown.
#include "reports/JsonParts.h"
#include "reports/Table.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::reports {

namespace {

std::string quoted(const std::string &text) {
  const std::string plain = unicode(text);
  if (plain.find_first_of(",\"\r\n") == std::string::npos)
    return plain;
  std::string field = "\"";
  for (char c : plain)
    field += c == '"' ? "\"\"" : std::string(1, c);
  return field + "\"";
}

std::string latexOf(char c) {
  switch (c) {
  case '\\':
    return "\\textbackslash{}";
  case '~':
    return "\\textasciitilde{}";
  case '^':
    return "\\textasciicircum{}";
  case '<':
    return "\\textless{}";
  case '>':
    return "\\textgreater{}";
  case '"':
    return "\\textquotedbl{}";
  case '\n':
  case '\r':
  case '\t':
    return " ";
  case '&':
  case '%':
  case '$':
  case '#':
  case '_':
  case '{':
  case '}':
    return std::string("\\") + c;
  default:
    return std::string(1, c);
  }
}

std::string latex(const std::string &text) {
  std::string escaped;
  for (char c : unicode(text))
    escaped += latexOf(c);
  return escaped;
}

template <typename Items, typename Text>
void writeLatexRow(const Items &items, Text textOf, llvm::raw_ostream &out) {
  llvm::interleave(items, [&](const auto &item) { out << latex(textOf(item)); }, [&] { out << " & "; });
  out << " \\\\\n";
}

/// Nothing in it is markup, nor ends the cell.
std::string markdown(const std::string &text) {
  std::string escaped;
  for (char c : unicode(text))
    if (c == '\n' || c == '\r' || c == '\t')
      escaped += ' ';
    else if (llvm::StringRef("\\`*_{}[]<>#|&~").contains(c))
      escaped += std::string("\\") + c;
    else
      escaped += c;
  return escaped;
}

} // namespace

void writeCsv(const Table &table, llvm::raw_ostream &out) {
  llvm::interleave(
      table.columns, [&](const Column &column) { out << quoted(column.name); }, [&] { out << ','; });
  out << '\n';
  for (const std::vector<std::string> &row : table.rows) {
    llvm::interleave(row, [&](const std::string &cell) { out << quoted(cell); }, [&] { out << ','; });
    out << '\n';
  }
}

void writeLatex(const Table &table, llvm::raw_ostream &out) {
  out << "% " << unicode(table.title) << ". Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}.\n"
      << "\\begin{tabular}{";
  for (const Column &column : table.columns)
    out << (column.isNumber ? 'r' : 'l');
  out << "}\n\\toprule\n";
  writeLatexRow(table.columns, [](const Column &column) { return column.title; }, out);
  out << "\\midrule\n";
  for (const std::vector<std::string> &row : table.rows)
    writeLatexRow(row, [](const std::string &cell) { return cell; }, out);
  out << "\\bottomrule\n\\end{tabular}\n";
}

void writeMarkdown(const Table &table, llvm::raw_ostream &out) {
  out << "## " << markdown(table.title) << "\n\n" << markdown(table.note) << "\n\n|";
  for (const Column &column : table.columns)
    out << ' ' << markdown(column.title) << " |";
  out << "\n|";
  for (const Column &column : table.columns)
    out << (column.isNumber ? "---:|" : "---|");
  out << '\n';
  for (const std::vector<std::string> &row : table.rows) {
    out << '|';
    for (const std::string &cell : row)
      out << ' ' << markdown(cell) << " |";
    out << '\n';
  }
}

} // namespace hookqual::reports
