// SPDX-License-Identifier: MIT
// The mediation matrix: its data, and the controls of reports/html/matrix.js that draws it.
#include "reports/HtmlParts.h"
#include "reports/JsonParts.h"

namespace hookqual::reports {

using llvm::json::OStream;

namespace {

void writeMatrix(OStream &json, const Matrix &matrix) {
  writeTexts(json, "rows", matrix.rows);
  writeTexts(json, "columns", matrix.columns);
  json.attributeArray("pages", [&] {
    for (const std::string &column : matrix.columns)
      json.value(hookPage(column));
  });
  json.attributeArray("cells", [&] {
    for (const MatrixCell &cell : matrix.cells)
      json.array([&] {
        for (uint64_t number : {uint64_t(cell.row), uint64_t(cell.column), cell.mediated, cell.unknown,
                                cell.violated, uint64_t(cell.calls)})
          json.value(int64_t(number));
      });
  });
}

/// A name may not end the element that the data stands in.
std::string dataOf(const HtmlContent &content) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  OStream json(stream);
  json.object([&] {
    json.attributeObject("entries", [&] { writeMatrix(json, content.byEntry); });
    json.attributeObject("operations", [&] { writeMatrix(json, content.byOperation); });
  });
  std::string safe;
  for (char c : text)
    safe += c == '<' ? "\\u003c" : std::string(1, c);
  return safe;
}

constexpr llvm::StringLiteral kControls = R"(<form class="filters" aria-label="Matrix">
<label>rows<select name="rows"><option value="entries">system calls</option><option value="operations">operations</option></select></label>
<label>row words ( / )<input type="search" name="row" autocomplete="off"></label>
<label>hook words<input type="search" name="column" autocomplete="off"></label>
<label>show<select name="only"><option value="">all</option><option value="open">unknown or violated</option><option value="violated">violated</option></select></label>
<label>calls<select name="calls"><option value="">any number</option><option value="3">at most 3</option><option value="5">at most 5</option><option value="8">at most 8</option><option value="12">at most 12</option></select></label>
<label>order<select name="order"><option value="name">by name</option><option value="violated">most violated first</option></select></label>
<label>zoom<input type="range" name="zoom" min="4" max="30" step="1" value="12"></label>
<button type="button" id="closer" aria-label="larger">+</button>
<button type="button" id="farther" aria-label="smaller">−</button>
<output id="count"></output></form>
<p id="cell" aria-live="polite">Move over a cell, or focus the matrix and use the arrow keys; Enter opens the hook.</p>
<div class="matrix" tabindex="0" role="application" aria-label="Mediation matrix, arrow keys move">
<svg class="corner"></svg><svg class="top"></svg><svg class="left"></svg><svg class="body" role="img" aria-label="Mediation"></svg></div>
<ul class="legend"><li class="proved">▪ <b>mediated</b></li><li class="unknown">▲ <b>unknown, or left to callers that were not captured</b></li><li class="violated">■ <b>violated</b></li></ul>
<noscript><p>The picture is drawn by a script; the pages of the hooks hold the same numbers.</p></noscript>
)";

} // namespace

void writeMatrixPage(const HtmlContent &content, llvm::raw_ostream &out) {
  const Report &report = content.report;
  writePage({.title = "Mediation: Linux " + report.kernelVersion,
             .here = "Mediation",
             .scripts = {"script.js", "matrix.js"}},
            headOf(report), out, [&] {
              out << "<h1>Which hooks stand between what</h1>\n<p>A cell counts the operations that a hook "
                  << "guards and that its row may reach, over all calls that may be: "
                  << "the fewer it takes, the more likely that it is what the system call is for.</p>\n"
                  << kControls << "<script type=\"application/json\" id=\"data\">" << dataOf(content)
                  << "</script>\n";
            });
}

} // namespace hookqual::reports
