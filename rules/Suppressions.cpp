// SPDX-License-Identifier: MIT
#include "rules/Suppressions.h"

#include "rules/NodeReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace hookqual::rules {

namespace {

constexpr size_t kShortestId = 8; // fewer digits may soon mean another finding as well

constexpr KeySchema kKeys[] = {
    {"suppress", Need::Required, "", "id, or `matching`", "The finding; or those that the selectors match.",
     "suppress: fb446849eb2e8bca"},
    {"rule", Need::Optional, "", "id glob", "Only findings of this rule.", "rule: file/receive"},
    {"function", Need::Optional, "", "name glob", "Only operations in this function.", "function: io_*"},
    {"file", Need::Optional, "", "path glob", "Only operations in this file.", "file: io_uring/*"},
    {"reason", Need::Required, "", "sentence", "Why no check is needed.",
     "reason: the owner passed the hook"},
    {"reviewer", Need::Required, "", "name", "Who looked at it.", "reviewer: M. Example <m@example.org>"},
    {"date", Need::Required, "", "YYYY-MM-DD", "When.", "date: 2026-11-30"},
    {"until", Need::Optional, "", "YYYY-MM-DD", "After this day it must be looked at again.",
     "until: 2027-06-30"},
};

const TableSchema &suppressionSchema() {
  static const TableSchema kTable{"a suppression", "A finding that somebody has justified.", kKeys};
  return kTable;
}

bool isDate(llvm::StringRef text) {
  if (text.size() != 10)
    return false;
  for (size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !llvm::isDigit(text[i]))
      return false;
  unsigned month = 0, day = 0;
  text.substr(5, 2).getAsInteger(10, month);
  text.substr(8, 2).getAsInteger(10, day);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

class SuppressionReader {
public:
  explicit SuppressionReader(NodeReader &reader) : reader_(reader) {}

  Suppression read(const Node &item) {
    Suppression made;
    made.where = item.where;
    if (!reader_.checkTable(item, suppressionSchema()))
      return made;
    made.rule = globAt(item, "rule");
    made.function = globAt(item, "function");
    made.file = globAt(item, "file");
    made.reason = textAt(item, "reason", "a sentence");
    made.reviewer = textAt(item, "reviewer", "a name");
    made.date = dateAt(item, "date");
    made.until = dateAt(item, "until");
    readId(item, made);
    return made;
  }

private:
  void readId(const Node &item, Suppression &made) {
    const Node *node = item.find("suppress");
    const std::string text = textAt(item, "suppress", "an id");
    if (text.empty())
      return;
    const bool hasSelector = !made.rule.empty() || !made.function.empty() || !made.file.empty();
    if (text == "matching") {
      if (!hasSelector)
        reader_.report(node->where, "'matching' needs one of 'rule', 'function', 'file'");
    } else if (!llvm::all_of(text, llvm::isHexDigit) || text.size() < kShortestId) {
      reader_.report(node->where, "'" + text + "' is no id: at least 8 hexadecimal digits, or 'matching'");
    } else if (hasSelector) {
      reader_.report(node->where, "an id needs no 'rule', 'function' or 'file'");
    } else {
      made.id = text;
    }
  }

  std::string textAt(const Node &item, llvm::StringRef key, llvm::StringRef what) {
    const Node *node = item.find(key);
    return node ? reader_.readText(*node, what) : "";
  }

  std::string globAt(const Node &item, llvm::StringRef key) {
    const Node *node = item.find(key);
    return node ? reader_.readGlobs(*node).front() : "";
  }

  std::string dateAt(const Node &item, llvm::StringRef key) {
    const std::string text = textAt(item, key, "a date");
    if (!text.empty() && !isDate(text))
      reader_.report(item.find(key)->where, "'" + text + "' is no date YYYY-MM-DD");
    return text;
  }

  NodeReader &reader_;
};

} // namespace

llvm::Expected<std::vector<Suppression>> loadSuppressionTexts(llvm::ArrayRef<llvm::MemoryBufferRef> texts) {
  Diagnostics diagnostics;
  const RuleSet noNames;
  NodeReader nodes(diagnostics, noNames);
  SuppressionReader reader(nodes);
  std::vector<Suppression> suppressions;
  for (const llvm::MemoryBufferRef text : texts) {
    const std::optional<Node> document = parseDocument(text, diagnostics);
    if (!document || document->kind == NodeKind::Null)
      continue;
    if (document->kind != NodeKind::List) {
      diagnostics.report(document->where, "suppressions are a list, not " + describe(document->kind).str());
      continue;
    }
    for (const Node &item : document->items)
      suppressions.push_back(reader.read(item));
  }
  if (llvm::Error error = diagnostics.takeError())
    return std::move(error);
  return suppressions;
}

llvm::Expected<std::vector<Suppression>> loadSuppressions(llvm::ArrayRef<std::string> files) {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> buffers;
  std::vector<llvm::MemoryBufferRef> texts;
  for (const std::string &file : files) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return llvm::createStringError(file + ": cannot be read: " + buffer.getError().message());
    texts.push_back((*buffer)->getMemBufferRef());
    buffers.push_back(std::move(*buffer));
  }
  return loadSuppressionTexts(texts);
}

} // namespace hookqual::rules
