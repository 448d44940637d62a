// SPDX-License-Identifier: MIT
#include "rules/Loader.h"
#include "rules/Cases.h"
#include "rules/RuleReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace hookqual::rules {

const Rule *RuleSet::find(std::string_view id) const {
  auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                [](const Rule &rule, std::string_view wanted) { return rule.id < wanted; });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

namespace {

class Loader {
public:
  explicit Loader(Diagnostics &diagnostics) : diagnostics_(diagnostics), reader_(diagnostics, set_) {}

  RuleSet load(llvm::ArrayRef<llvm::MemoryBufferRef> texts) {
    llvm::BLAKE3 hash;
    std::vector<Node> documents;
    for (llvm::MemoryBufferRef text : texts) {
      hash.update(text.getBuffer());
      if (std::optional<Node> document = parseDocument(text, diagnostics_))
        documents.push_back(std::move(*document));
    }
    // What one file names serves in all others, whatever comes first.
    forEachItem(documents, [this](const Node &item) { readNames(item); });
    forEachItem(documents, [this](const Node &item) { readItem(item); });
    sortRules();
    set_.digest = llvm::toHex(hash.final(), /*LowerCase=*/true);
    return std::move(set_);
  }

private:
  Diagnostics &diagnostics_;
  RuleSet set_;
  NodeReader reader_;

  static void forEachItem(llvm::ArrayRef<Node> documents, const std::function<void(const Node &)> &visit) {
    for (const Node &document : documents) {
      if (document.kind == NodeKind::Null)
        continue; // a file of comments
      for (const Node &item : document.kind == NodeKind::List ? llvm::ArrayRef<Node>(document.items)
                                                              : llvm::ArrayRef<Node>(document))
        visit(item);
    }
  }

  void readNames(const Node &item) {
    if (const Node *constants = item.find("constants"))
      readConstants(item, constants);
    else if (const Node *name = item.find("set"))
      readSet(item, *name);
    else if (const Node *functions = item.find("pure"); functions && reader_.checkTable(item, pureSchema()))
      set_.pureFunctions.push_back({item.where, reader_.readIdentifiers(*functions)});
  }

  void readSet(const Node &item, const Node &name) {
    if (!reader_.checkTable(item, setSchema()))
      return;
    const std::string text = reader_.readText(name, "a name");
    const Node *names = item.find("names");
    if (names && !set_.sets.emplace(text, reader_.readGlobs(*names)).second)
      reader_.report(name.where, "there is another set '" + text + "'");
  }

  void readConstants(const Node &item, const Node *constants) {
    if (!reader_.checkTable(item, constantsSchema()))
      return;
    if (constants->kind != NodeKind::Map)
      return reader_.report(constants->where,
                            ("'constants' is a map, not " + describe(constants->kind)).str());
    for (auto [key, node] : llvm::zip_equal(constants->keys, constants->items)) {
      std::string text = reader_.readText(node, "a number");
      int64_t number = 0;
      if (!text.empty() && llvm::StringRef(text).getAsInteger(0, number))
        reader_.report(node.where, "'" + text + "' is no number of 64 bits");
      auto [known, isNew] = set_.constants.emplace(key.text, number);
      if (!isNew && known->second != number)
        reader_.report(key.where,
                       "constant '" + key.text + "' is " + std::to_string(known->second) + " elsewhere");
    }
  }

  void readItem(const Node &item) {
    if (item.find("constants") || item.find("pure") || item.find("set"))
      return; // read before
    if (item.find("rule"))
      set_.rules.push_back(readRule(item, reader_));
    else if (item.find("cases"))
      for (const Node &rule : rulesOfCases(item, reader_))
        set_.rules.push_back(readRule(rule, reader_));
    else if (item.find("entry"))
      readEntry(item);
    else if (item.find("value"))
      readKnownValue(item);
    else if (item.find("lookup"))
      readLookup(item);
    else if (item.find("volatile"))
      readVolatileField(item);
    else if (item.find("subject"))
      readSubjectChange(item);
    else if (item.find("hook"))
      readHookNote(item);
    else if (item.find("hooks"))
      readHookFamily(item);
    else if (item.find("refusal"))
      readRefusal(item);
    else if (item.find("refusal-error"))
      readRefusalErrors(item);
    else
      reportItem(item);
  }

  void reportItem(const Node &item) {
    static constexpr llvm::StringRef kItems[] = {"rule",      "cases", "entry",   "value",        "lookup",
                                                 "volatile",  "pure",  "subject", "hook",         "hooks",
                                                 "constants", "set",   "refusal", "refusal-error"};
    std::string message = "an item begins with one of '" + llvm::join(llvm::ArrayRef(kItems), "', '") + "'";
    if (item.kind == NodeKind::Map && !item.keys.empty())
      message += ", not '" + item.keys.front().text + "'" + didYouMean(item.keys.front().text, kItems);
    else
      message += ", not " + describe(item.kind).str();
    reader_.report(item.where, message);
  }

  std::string readGlob(const Node &node) {
    std::vector<std::string> globs = reader_.readGlobs(node);
    if (globs.size() > 1)
      reader_.report(node.where, "expected one pattern, not a list");
    return globs.empty() ? std::string() : std::move(globs.front());
  }

  void readEntry(const Node &item) {
    EntryPattern pattern;
    pattern.where = item.where;
    reader_.checkTable(item, entrySchema());
    pattern.entryClass = reader_.readWord(*item.find("entry"), entryClassWords());
    if (const Node *function = item.find("function"))
      pattern.function = readGlob(*function);
    if (const Node *holder = item.find("holder"))
      pattern.holder = readGlob(*holder);
    if (const Node *member = item.find("member"))
      pattern.member = reader_.readMember(*member);
    if (const Node *linkage = item.find("linkage"))
      pattern.linkage = reader_.readWord(*linkage, linkageWords());
    if (const Node *display = item.find("display"))
      pattern.display = reader_.readText(*display, "a name");
    if (!item.find("function") && !item.find("holder") && !item.find("member"))
      reader_.report(item.where, "an entry needs one of 'function', 'holder', 'member'");
    if (llvm::StringRef(pattern.display).contains("%1") && !llvm::StringRef(pattern.function).contains('*'))
      reader_.report(item.find("display")->where, "%1 needs a '*' in 'function'");
    set_.entryPatterns.push_back(std::move(pattern));
  }

  void readKnownValue(const Node &item) {
    KnownValue value;
    value.where = item.where;
    reader_.checkTable(item, valueSchema());
    value.is = reader_.readWord(*item.find("value"), knownValueWords());
    if (const Node *call = item.find("call"))
      value.function = reader_.readIdentifier(*call);
    set_.knownValues.push_back(std::move(value));
  }

  void readLookup(const Node &item) {
    Lookup lookup;
    lookup.where = item.where;
    if (!reader_.checkTable(item, lookupSchema()))
      return;
    lookup.functions = reader_.readIdentifiers(*item.find("lookup"));
    if (const Node *key = item.find("key"))
      lookup.key = reader_.readArguments(*key);
    set_.lookups.push_back(std::move(lookup));
  }

  void readVolatileField(const Node &item) {
    VolatileField field;
    field.where = item.where;
    if (reader_.checkTable(item, volatileSchema()))
      field.member = reader_.readMember(*item.find("volatile"));
    set_.volatileFields.push_back(std::move(field));
  }

  void readSubjectChange(const Node &item) {
    SubjectChange change;
    change.where = item.where;
    if (!reader_.checkTable(item, subjectSchema()))
      return;
    change.functions = reader_.readIdentifiers(*item.find("subject"));
    const Node &becomes = *item.find("becomes");
    if (becomes.text != "before")
      if (const std::vector<uint32_t> positions = reader_.readArguments(becomes); positions.size() == 1)
        change.credential = positions.front();
    set_.subjectChanges.push_back(std::move(change));
  }

  void readHookNote(const Node &item) {
    HookNote note;
    note.where = item.where;
    reader_.checkTable(item, hookSchema());
    note.hooks = reader_.readIdentifiers(*item.find("hook"));
    if (const Node *none = item.find("none"))
      note.none = reader_.readWord(*none, hookNoteWords());
    if (const Node *why = item.find("why"))
      note.why = reader_.readText(*why, "a sentence");
    set_.hookNotes.push_back(std::move(note));
  }

  void readHookFamily(const Node &item) {
    HookFamily family;
    family.where = item.where;
    reader_.checkTable(item, hookFamilySchema());
    family.functions = readGlob(*item.find("hooks"));
    if (const Node *outside = item.find("outside"))
      family.outside = reader_.readGlobs(*outside);
    set_.hookFamilies.push_back(std::move(family));
  }

  void readRefusal(const Node &item) {
    Refusal refusal;
    refusal.where = item.where;
    if (!reader_.checkTable(item, refusalSchema()))
      return;
    refusal.functions = reader_.readIdentifiers(*item.find("refusal"));
    if (const Node *right = item.find("right"))
      if (const std::vector<uint32_t> positions = reader_.readArguments(*right); positions.size() == 1)
        refusal.right = positions.front();
    if (const Node *names = item.find("named"))
      refusal.rightNames = reader_.readText(*names, "a prefix");
    if (const Node *family = item.find("family"))
      refusal.family = reader_.readText(*family, "a name");
    if (const Node *why = item.find("why"))
      refusal.why = reader_.readText(*why, "a sentence");
    set_.refusals.push_back(std::move(refusal));
  }

  void readRefusalErrors(const Node &item) {
    RefusalErrors errors;
    errors.where = item.where;
    if (!reader_.checkTable(item, refusalErrorSchema()))
      return;
    errors.errors = reader_.readConstants(*item.find("refusal-error"));
    if (const Node *where = item.find("where"))
      errors.ofFieldsOnly = reader_.readWord(*where, refusalPlaceWords()) == "field";
    if (const Node *why = item.find("why"))
      errors.why = reader_.readText(*why, "a sentence");
    set_.refusalErrors.push_back(std::move(errors));
  }

  void sortRules() {
    llvm::sort(set_.rules, [](const Rule &a, const Rule &b) {
      return std::tie(a.id, a.where.file, a.where.line) < std::tie(b.id, b.where.file, b.where.line);
    });
    for (size_t i = 1; i < set_.rules.size(); ++i) {
      const Rule &first = set_.rules[i - 1], &second = set_.rules[i];
      if (!second.id.empty() && first.id == second.id)
        reader_.report(second.where, "duplicate rule '" + second.id + "', first at " + first.where.file +
                                         ":" + std::to_string(first.where.line));
    }
  }
};

/// The rule files that a path denotes, by path.
std::vector<std::string> filesAt(const std::string &path, Diagnostics &diagnostics) {
  std::vector<std::string> files;
  if (!llvm::sys::fs::is_directory(path))
    return {path};
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator it(path, error), end; it != end && !error;
       it.increment(error))
    if (llvm::StringRef(it->path()).ends_with(".yaml"))
      files.push_back(it->path());
  if (error)
    diagnostics.report({path}, error.message());
  else if (files.empty())
    diagnostics.report({path}, "no rule file (*.yaml) in this directory");
  llvm::sort(files);
  return files;
}

llvm::Expected<RuleSet> loadAll(llvm::ArrayRef<llvm::MemoryBufferRef> texts, Diagnostics &diagnostics) {
  RuleSet set = Loader(diagnostics).load(texts);
  if (llvm::Error error = diagnostics.takeError())
    return std::move(error);
  return set;
}

} // namespace

llvm::Expected<RuleSet> loadRuleTexts(llvm::ArrayRef<llvm::MemoryBufferRef> texts) {
  Diagnostics diagnostics;
  return loadAll(texts, diagnostics);
}

llvm::Expected<RuleSet> loadRules(llvm::ArrayRef<std::string> pathsOrDirectories) {
  Diagnostics diagnostics;
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> buffers;
  std::vector<llvm::MemoryBufferRef> texts;
  for (const std::string &path : pathsOrDirectories)
    for (const std::string &file : filesAt(path, diagnostics)) {
      auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/true);
      if (!buffer) {
        std::string reason = buffer.getError().message();
        diagnostics.report({file}, llvm::StringRef(reason).take_front(1).lower() + reason.substr(1));
        continue;
      }
      texts.push_back((*buffer)->getMemBufferRef());
      buffers.push_back(std::move(*buffer));
    }
  return loadAll(texts, diagnostics);
}

} // namespace hookqual::rules
