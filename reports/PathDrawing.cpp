// SPDX-License-Identifier: MIT
#include "reports/PathDrawing.h"

#include "reports/FindingText.h"
#include "reports/SourceExcerpt.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kIndent = 2, kPerCall = 3, kPerDeepCall = 1;
constexpr size_t kDeep = 8;         // calls; what is nested deeper is drawn narrower
constexpr size_t kLeastSource = 40; // columns that are always left for a source line

/// Consecutive steps of one function, with what was left out before them.
struct Stretch {
  std::vector<const PathStep *> steps;
  std::vector<std::string> gaps; // before each step
};

class Drawing {
public:
  Drawing(const SourceLines &source, TextStyle &style) : source_(source), style_(style) {}

  void draw(const Finding &finding, Shown shown);

private:
  void collect(const Finding &finding, Shown shown);
  size_t stepsBeforeTheObject(const Finding &finding) const;
  void drawWay(const Finding &finding, size_t count);
  void drawStretch(const Stretch &stretch, bool isFirst);
  void drawEvent(const PathStep &step);
  std::string heading(const Stretch &stretch) const;
  std::string drawSource(const PathStep &step, const std::string &event, size_t room);
  /// Begins a line of the function's column.
  void bar(const std::string &text);
  void line(const std::string &text) {
    bar(text);
    style_.out() << '\n';
  }

  const SourceLines &source_;
  TextStyle &style_;
  std::vector<Stretch> stretches_;
  std::string trailingGap_;
  size_t indent_ = kIndent, perCall_ = kPerCall, lineWidth_ = 0, event_ = 1;
  std::string state_; // as it was written last
};

/// How control comes to where the object is; nothing if it is there from the beginning.
size_t Drawing::stepsBeforeTheObject(const Finding &finding) const {
  const auto hasState = [](const PathStep &step) { return !step.state.empty(); };
  const auto first = std::find_if(finding.path.begin(), finding.path.end(), hasState);
  if (first == finding.path.end())
    return 0;
  size_t count = size_t(first - finding.path.begin());
  // The function that has the object is drawn from its beginning.
  while (count != 0 && finding.path[count - 1].depth == first->depth)
    --count;
  return count;
}

/// Without source: what matters is where it leads.
void Drawing::drawWay(const Finding &finding, size_t count) {
  Gap gap;
  for (size_t i = 0; i <= count; ++i) {
    const bool isEnd = i == count;
    if (!isEnd && !isShown(finding.path[i], Shown::Important)) {
      gap.add(finding.path[i]);
      continue;
    }
    if (!gap.isEmpty()) {
      style_.out().indent(kIndent);
      style_.out() << gap.text() << '\n';
      gap.clear();
    }
    if (isEnd)
      return;
    const PathStep &step = finding.path[i];
    style_.out().indent(kIndent);
    style_.faint(place(step.where));
    style_.out() << "(" << event_++ << ") " << step.event << '\n';
  }
}

void Drawing::collect(const Finding &finding, Shown shown) {
  Gap gap;
  uint32_t largest = 0;
  const size_t way = shown == Shown::All ? 0 : stepsBeforeTheObject(finding);
  drawWay(finding, way);
  for (size_t i = way; i < finding.path.size(); ++i) {
    const PathStep &step = finding.path[i];
    if (!isShown(step, shown)) {
      gap.add(step);
      continue;
    }
    const bool isSame = !stretches_.empty() && stretches_.back().steps.back()->depth == step.depth;
    if (!isSame)
      stretches_.emplace_back();
    stretches_.back().steps.push_back(&step);
    stretches_.back().gaps.push_back(gap.text());
    gap.clear();
    largest = std::max(largest, step.where.line);
  }
  trailingGap_ = gap.text();
  lineWidth_ = std::to_string(largest).size();
  perCall_ = stretches_.size() > kDeep ? kPerDeepCall : kPerCall;
}

void Drawing::bar(const std::string &text) {
  style_.out().indent(unsigned(indent_));
  style_.faint("|");
  style_.out() << text;
}

std::string Drawing::heading(const Stretch &stretch) const {
  const PathStep &first = *stretch.steps.front();
  const size_t last = event_ + stretch.steps.size() - 1;
  return first.function + " (" + first.where.file + "): event" + (last == event_ ? " " : "s ") +
         std::to_string(event_) + (last == event_ ? "" : "-" + std::to_string(last));
}

/// Draws the source line and its underline; what stands before the event in its line.
std::string Drawing::drawSource(const PathStep &step, const std::string &event, size_t room) {
  const std::string number = std::to_string(step.where.line);
  const std::string numbered = " " + std::string(lineWidth_ - number.size(), ' ') + number + " | ";
  const std::optional<std::string> text = source_(step.where.file, step.where.line);
  if (!text)
    return numbered;
  const std::string unnumbered = std::string(numbered.size() - 2, ' ') + "| ";
  const Excerpt excerpt = excerptOf(*text, step.where, room);
  line(numbered + excerpt.line);
  if (excerpt.underline.size() + 1 + event.size() <= room)
    return unnumbered + excerpt.underline + " ";
  line(unnumbered + excerpt.underline);
  return unnumbered;
}

/// The source line, and below what is meant of it the event and the state; each on a line of its
/// own if there is no room.
void Drawing::drawEvent(const PathStep &step) {
  const std::string state = stateText(step);
  const bool isNews = !state.empty() && state != state_;
  state_ = state;
  auto roomAfter = [&](size_t columns) {
    return kTextWidth - std::min(indent_ + 1 + columns, kTextWidth - kLeastSource);
  };
  const size_t margin = lineWidth_ + 4, room = roomAfter(margin);
  std::string event = "(" + std::to_string(event_++) + ") " + step.event;
  const std::string before = drawSource(step, event, room);
  event = shortened(event, roomAfter(before.size()));
  bar(before);
  style_.strong(event);
  if (isNews && event.size() + state.size() + 4 > roomAfter(before.size())) {
    style_.out() << '\n';
    bar(std::string(margin - 2, ' ') + "| ");
  } else if (isNews) {
    style_.out() << "  ";
  }
  if (isNews)
    style_.state("{" + shortened(state, room - 2) + "}");
  style_.out() << '\n';
}

void Drawing::drawStretch(const Stretch &stretch, bool isFirst) {
  style_.out().indent(unsigned(indent_));
  if (!isFirst) {
    style_.faint("+--> ");
    indent_ += perCall_;
  }
  style_.out() << heading(stretch) << '\n';
  for (size_t i = 0; i < stretch.steps.size(); ++i) {
    if (i != 0 && !stretch.gaps[i].empty())
      line("  " + stretch.gaps[i]);
    drawEvent(*stretch.steps[i]);
  }
}

void Drawing::draw(const Finding &finding, Shown shown) {
  collect(finding, shown);
  for (size_t i = 0; i < stretches_.size(); ++i) {
    if (i != 0)
      line(stretches_[i].gaps.front().empty() ? "" : "  " + stretches_[i].gaps.front());
    drawStretch(stretches_[i], i == 0);
  }
  if (!trailingGap_.empty())
    line("  " + trailingGap_);
}

} // namespace

void drawPath(const Finding &finding, const SourceLines &source, Shown shown, TextStyle &style) {
  Drawing(source, style).draw(finding, shown);
}

} // namespace hookqual::reports
