// SPDX-License-Identifier: MIT
#include "analyzer/capture/ShellWords.h"

namespace hookqual::capture {

namespace {

class Splitter {
public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::optional<std::vector<std::string>> split() {
    while (position_ < text_.size() && !endsCommand(text_[position_]))
      if (!take(text_[position_++]))
        return std::nullopt;
    finishWord();
    return std::move(words_);
  }

private:
  static bool endsCommand(char c) { return c == ';' || c == '&' || c == '|' || c == '\n'; }

  bool take(char c) {
    switch (c) {
    case ' ':
    case '\t':
      finishWord();
      return true;
    case '\'':
      return takeSingleQuoted();
    case '"':
      return takeDoubleQuoted();
    case '\\':
      if (position_ < text_.size())
        append(text_[position_++]);
      return true;
    default:
      append(c);
      return true;
    }
  }

  bool takeSingleQuoted() {
    size_t end = text_.find('\'', position_);
    if (end == std::string_view::npos)
      return false;
    inWord_ = true;
    word_ += text_.substr(position_, end - position_);
    position_ = end + 1;
    return true;
  }

  bool takeDoubleQuoted() {
    inWord_ = true;
    while (position_ < text_.size()) {
      char c = text_[position_++];
      if (c == '"')
        return true;
      bool escapes = c == '\\' && position_ < text_.size() &&
                     std::string_view("\"\\$`").find(text_[position_]) != std::string_view::npos;
      word_ += escapes ? text_[position_++] : c;
    }
    return false;
  }

  void append(char c) {
    inWord_ = true;
    word_ += c;
  }

  void finishWord() {
    if (inWord_)
      words_.push_back(std::move(word_));
    word_.clear();
    inWord_ = false;
  }

  std::string_view text_;
  size_t position_ = 0;
  std::string word_;
  bool inWord_ = false; // tells an empty quoted word from no word
  std::vector<std::string> words_;
};

} // namespace

std::optional<std::vector<std::string>> splitShellWords(std::string_view text) {
  return Splitter(text).split();
}

} // namespace hookqual::capture
