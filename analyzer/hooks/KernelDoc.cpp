// SPDX-License-Identifier: MIT
#include "analyzer/hooks/KernelDoc.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <algorithm>

namespace hookqual::hooks {

namespace {

using llvm::StringRef;
using reports::HookDoc;

bool isNameCharacter(char c) {
  return llvm::isAlnum(c) || c == '_';
}

/// The lines of a comment without its frame of stars; how they are indented is kept.
std::vector<StringRef> linesOf(StringRef comment) {
  comment.consume_front("/**");
  comment.consume_back("*/");
  std::vector<StringRef> lines;
  while (!comment.empty()) {
    StringRef line;
    std::tie(line, comment) = comment.split('\n');
    const StringRef starred = line.ltrim();
    if (starred.starts_with("*"))
      line = starred.drop_front();
    lines.push_back(line.rtrim());
  }
  return lines;
}

/// `@name` or `@name:` in front of a line, and the text behind it.
struct Tag {
  StringRef name, text;
  bool hasColon = false;
  bool isAlone = false; // not the beginning of `@name->member`
};

std::optional<Tag> tagOf(StringRef line) {
  if (!line.consume_front("@"))
    return std::nullopt;
  Tag tag{.name = line.take_while(isNameCharacter)};
  line = line.drop_front(tag.name.size());
  tag.hasColon = line.consume_front(":");
  tag.isAlone = line.empty() || llvm::isSpace(line[0]);
  tag.text = line.trim();
  return tag.name.empty() ? std::nullopt : std::optional(tag);
}

/// Writes trimmed lines into the parts of a doc. A blank line separates paragraphs.
class DocWriter {
public:
  explicit DocWriter(HookDoc &doc) : doc_(doc), part_(&doc.description) {}

  void summary(StringRef text) { begin(doc_.summary, text); }

  void parameter(const Tag &tag) {
    doc_.parameters.push_back({tag.name.str(), ""});
    begin(doc_.parameters.back().text, tag.text);
    isParameter_ = true;
  }

  /// What comes next belongs to a sentence of the description that has begun.
  bool isInSentence() const {
    return part_ == &doc_.description && !part_->empty() && !endsParagraph_ &&
           !StringRef(".:;)").contains(part_->back());
  }

  void returns(StringRef text) { begin(doc_.returns, text); }

  void line(StringRef text) {
    if (text.empty()) {
      // The summary and parameters end with their paragraph.
      if (isParameter_ || part_ == &doc_.summary)
        begin(doc_.description, "");
      endsParagraph_ = true;
    } else if (startsReturns(text)) {
      returns(text);
    } else {
      append(text);
    }
  }

private:
  /// With a colon anywhere; without, where a sentence about the result usually stands.
  bool startsReturns(StringRef &text) const {
    if (text.consume_front("Return:") || text.consume_front("Returns:")) {
      text = text.ltrim();
      return true;
    }
    return text.starts_with("Return 0") || text.starts_with("Returns 0") ||
           (endsParagraph_ && (text.starts_with("Return ") || text.starts_with("Returns ")));
  }

  void begin(std::string &part, StringRef text) {
    part_ = &part;
    isParameter_ = false;
    endsParagraph_ = false;
    append(text);
  }

  void append(StringRef text) {
    if (!part_->empty() && !text.empty())
      *part_ += endsParagraph_ ? '\n' : ' ';
    *part_ += text;
    endsParagraph_ = false;
  }

  HookDoc &doc_;
  std::string *part_;
  bool isParameter_ = false, endsParagraph_ = false;
};

/// `name() - summary`, `name - summary`, `name: summary`; none if it is about something else.
std::optional<StringRef> summaryOf(StringRef line, StringRef function) {
  line = line.trim();
  if (!line.consume_front(function) || (!line.empty() && isNameCharacter(line[0])))
    return std::nullopt;
  line.consume_front("()");
  line = line.ltrim();
  if (!line.consume_front("-"))
    line.consume_front(":");
  return line.trim();
}

/// Of the first sentence or paragraph. `e.g. ` ends none.
size_t endOfSentence(StringRef text) {
  const size_t paragraph = text.find('\n');
  size_t stop = text.find(". ");
  while (stop != StringRef::npos && stop >= 2 && text[stop - 2] == '.')
    stop = text.find(". ", stop + 1);
  return std::min({text.size(), paragraph, stop == StringRef::npos ? stop : stop + 1});
}

/// Where no line is meant for it, the first sentence sums up.
void splitSummary(HookDoc &doc) {
  const StringRef text = doc.description;
  const size_t end = endOfSentence(text);
  doc.summary = text.take_front(end).str();
  doc.description = text.drop_front(end).ltrim().str();
}

/// Entries of a list stand one blank from the star, what is in them a tab.
bool isIndented(StringRef line) {
  return line.take_while(llvm::isSpace).contains('\t') || line.starts_with("   ");
}

bool hasParameter(const reports::Hook &hook, StringRef name) {
  return llvm::any_of(hook.parameters, [&](const auto &parameter) { return name == parameter.name; });
}

HookDoc readListed(llvm::ArrayRef<StringRef> lines, StringRef first, const reports::Hook &hook) {
  HookDoc doc;
  DocWriter writer(doc);
  writer.line(first);
  for (StringRef line : lines) {
    const std::optional<Tag> tag = tagOf(line.trim());
    const StringRef text = line.trim();
    if (tag && tag->isAlone && hasParameter(hook, tag->name) && !writer.isInSentence())
      writer.parameter(*tag);
    else if (text.starts_with("Return ") || text.starts_with("Returns "))
      writer.returns(text);
    else
      writer.line(text);
  }
  splitSummary(doc);
  return doc;
}

} // namespace

std::optional<HookDoc> functionDoc(StringRef comment, StringRef function) {
  const std::vector<StringRef> lines = linesOf(comment);
  size_t first = 0;
  while (first < lines.size() && lines[first].trim().empty())
    ++first;
  const auto summary = first < lines.size() ? summaryOf(lines[first], function) : std::nullopt;
  if (!summary)
    return std::nullopt;
  HookDoc doc;
  DocWriter writer(doc);
  writer.summary(*summary);
  for (StringRef line : llvm::ArrayRef(lines).drop_front(first + 1)) {
    if (const std::optional<Tag> tag = tagOf(line.trim()); tag && tag->hasColon)
      writer.parameter(*tag);
    else
      writer.line(line.trim());
  }
  return doc;
}

void addListedDocs(StringRef comment, std::vector<reports::Hook> &hooks) {
  llvm::StringMap<reports::Hook *> undocumented;
  for (reports::Hook &hook : hooks)
    if (hook.doc.isEmpty() || !hook.doc.of.empty())
      undocumented[hook.name] = &hook;
  const std::vector<StringRef> lines = linesOf(comment);
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::optional<Tag> tag = isIndented(lines[i]) ? std::nullopt : tagOf(lines[i].trim());
    const auto found = tag ? undocumented.find(tag->name) : undocumented.end();
    if (found == undocumented.end())
      continue;
    const auto below = llvm::ArrayRef(lines).drop_front(i + 1).take_while(
        [](StringRef line) { return line.trim().empty() || isIndented(line); });
    found->second->doc = readListed(below, tag->text, *found->second);
    undocumented.erase(found);
  }
}

} // namespace hookqual::hooks
