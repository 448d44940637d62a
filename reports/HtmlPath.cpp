// SPDX-License-Identifier: MIT
// A path drawn into the source: a box a function, its lines, events below them, and the state of
// the objects in the margin.
#include "reports/HtmlParts.h"

#include <optional>

namespace hookqual::reports {

namespace {

constexpr uint32_t kContext = 2; // lines shown before and after an event

/// Steps in one function that follow one another.
struct Box {
  std::string function, file;
  std::vector<const PathStep *> steps;
};

std::vector<Box> boxesOf(const Finding &finding) {
  std::vector<Box> boxes;
  for (const PathStep &step : finding.path) {
    if (boxes.empty() || boxes.back().function != step.function || boxes.back().file != step.where.file)
      boxes.push_back({step.function, step.where.file, {}});
    boxes.back().steps.push_back(&step);
  }
  return boxes;
}

bool isMinor(const PathStep &step) {
  return step.importance == Importance::Unimportant;
}

llvm::StringRef classOf(StepKind kind) {
  return kind == StepKind::Checked ? " checked" : "";
}

class PathDrawing {
public:
  PathDrawing(const SourceLines &source, llvm::raw_ostream &out) : source_(source), out_(out) {}

  void draw(const Box &box);

private:
  void drawLines(const Box &box, uint32_t first, uint32_t last);
  void drawLine(const Box &box, uint32_t line);
  void drawGap(bool isShown);
  void drawEvent(const PathStep &step);

  const SourceLines &source_;
  llvm::raw_ostream &out_;
  size_t number_ = 0;
};

void PathDrawing::drawEvent(const PathStep &step) {
  out_ << "<tr class=\"event" << classOf(step.kind) << (isMinor(step) ? " minor" : "")
       << "\"><td class=\"no\">(" << ++number_ << ")</td><td class=\"source\">" << escaped(step.event)
       << "</td><td class=\"margin\">";
  for (size_t i = 0; i < step.state.size(); ++i)
    out_ << (i == 0 ? "" : "<br>") << "<code>" << escaped(step.state[i].first)
         << "</code>: " << escaped(step.state[i].second);
  out_ << "</td></tr>\n";
}

void PathDrawing::drawGap(bool isShown) {
  out_ << "<tr class=\"gap" << (isShown ? "" : " minor")
       << "\"><td class=\"no\">⋯</td><td class=\"source\"></td><td class=\"margin\"></td></tr>\n";
}

/// A line that only steps of little importance have is shown with them.
void PathDrawing::drawLine(const Box &box, uint32_t line) {
  const std::optional<std::string> text = source_(box.file, line);
  bool isHit = false, isShown = false;
  for (const PathStep *step : box.steps) {
    const uint32_t at = step->where.line;
    isHit |= at == line;
    isShown |= !isMinor(*step) && at <= line + kContext && line <= at + kContext;
  }
  if (text || isHit)
    out_ << "<tr class=\"" << (isHit ? "hit" : "") << (isShown ? "" : " minor") << "\"><td class=\"no\">"
         << line << "</td><td class=\"source code\">" << escaped(text.value_or(""))
         << "</td><td class=\"margin\"></td></tr>\n";
}

void PathDrawing::drawLines(const Box &box, uint32_t first, uint32_t last) {
  for (uint32_t line = first; line <= last; ++line)
    drawLine(box, line);
}

/// Steps come in the order of execution, lines in that of the text: what goes back starts anew.
void PathDrawing::draw(const Box &box) {
  out_ << "<section class=\"frame\"><h3><code>" << escaped(box.function) << "</code> · " << escaped(box.file)
       << "</h3>\n<table>\n";
  uint32_t last = 0; // line that was drawn
  for (const PathStep *step : box.steps) {
    const uint32_t at = step->where.line;
    const uint32_t first = at > kContext ? at - kContext : 1;
    if (last == 0) {
      drawLines(box, first, at);
    } else if (last <= at && first <= last + kContext + 1) {
      drawLines(box, last + 1, at);
    } else {
      drawLines(box, last + 1, last + kContext);
      drawGap(!isMinor(*step));
      drawLines(box, first, at);
    }
    last = at;
    drawEvent(*step);
  }
  drawLines(box, last + 1, last + kContext);
  out_ << "</table></section>\n";
}

} // namespace

void writePath(const Finding &finding, const SourceLines &source, llvm::raw_ostream &out) {
  if (finding.path.empty())
    return;
  out << "<h2>Path</h2>\n<p><label><input type=\"checkbox\" id=\"minor\"> every step, also those that matter "
      << "little</label></p>\n<div id=\"path\" class=\"hide-minor\">\n";
  PathDrawing drawing(source, out);
  for (const Box &box : boxesOf(finding))
    drawing.draw(box);
  out << "</div>\n";
}

} // namespace hookqual::reports
