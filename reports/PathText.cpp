// SPDX-License-Identifier: MIT
#include "reports/PathText.h"

#include "llvm/ADT/StringRef.h"

namespace hookqual::reports {

namespace {

constexpr size_t kObjectWidth = 32;

void addCount(std::string &text, size_t count, const char *one, const char *many) {
  if (count == 0)
    return;
  text += text.empty() ? "… " : ", ";
  text += std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

std::string shortened(const std::string &text, size_t width) {
  if (text.size() <= width || width < 3)
    return text;
  size_t head = (width - 1) / 2, tail = text.size() - (width - 1 - head);
  const auto isInside = [&](size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (head > 0 && isInside(head)) // a character of several bytes
    --head;
  while (tail < text.size() && isInside(tail))
    ++tail;
  return text.substr(0, head) + "…" + text.substr(tail);
}

std::vector<std::string> wrapped(const std::string &text, size_t first, size_t others) {
  std::vector<std::string> lines;
  llvm::StringRef left = text;
  for (size_t room = first; left.size() > room; room = others) {
    const size_t blank = left.rfind(' ', room + 1);
    if (blank == llvm::StringRef::npos || blank == 0)
      break;
    lines.push_back(left.take_front(blank).str());
    left = left.drop_front(blank + 1);
  }
  lines.push_back(left.str());
  return lines;
}

std::string stateText(const PathStep &step) {
  std::string text;
  for (const auto &[object, state] : step.state)
    text += (text.empty() ? "" : ", ") + shortened(object, kObjectWidth) + ": " + state;
  return text;
}

bool isShown(const PathStep &step, Shown shown) {
  return shown == Shown::All || step.importance != Importance::Unimportant;
}

void Gap::add(const PathStep &step) {
  if (step.kind == StepKind::Branch)
    ++branches_;
  else if (step.kind == StepKind::Calls)
    ++calls_;
  else if (step.kind != StepKind::Enters)
    ++others_;
}

std::string Gap::text() const {
  std::string text;
  addCount(text, branches_, "branch", "branches");
  addCount(text, calls_, "call", "calls");
  addCount(text, others_, "other step", "other steps");
  return text;
}

} // namespace hookqual::reports
