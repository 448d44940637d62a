// SPDX-License-Identifier: MIT
#include "rules/NodeReader.h"
#include "rules/ExpressionParser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/GlobPattern.h"

namespace hookqual::rules {

static bool isIdentifier(llvm::StringRef text) {
  return !text.empty() && !llvm::isDigit(text.front()) &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

static std::string namesOf(const TableSchema &table, llvm::StringRef group) {
  llvm::SmallVector<std::string> names;
  for (const KeySchema &key : table.keys)
    if (key.group == group)
      names.push_back("'" + key.name.str() + "'");
  return llvm::join(names, ", ");
}

static void checkNeeds(const Node &node, const TableSchema &table, NodeReader &reader) {
  std::vector<llvm::StringRef> groupsSeen;
  for (const KeySchema &key : table.keys) {
    const Node::Key *found = node.findKey(key.name);
    if (key.need == Need::Required && !found)
      reader.report(node.where, (table.name + " needs the key '" + key.name + "'").str());
    if (key.need != Need::OneOf)
      continue;
    bool isFirst = !llvm::is_contained(groupsSeen, key.group);
    groupsSeen.push_back(key.group);
    size_t present = llvm::count_if(table.keys, [&](const KeySchema &other) {
      return other.group == key.group && node.findKey(other.name);
    });
    if (isFirst && present == 0)
      reader.report(node.where, table.name.str() + " needs one of " + namesOf(table, key.group));
    if (isFirst && present > 1)
      reader.report(node.where, table.name.str() + " takes only one of " + namesOf(table, key.group));
  }
}

bool NodeReader::checkTable(const Node &node, const TableSchema &table) {
  if (node.kind != NodeKind::Map) {
    report(node.where, (table.name + " is a map, not " + describe(node.kind)).str());
    return false;
  }
  std::vector<llvm::StringRef> known;
  for (const KeySchema &key : table.keys)
    known.push_back(key.name);
  for (const Node::Key &key : node.keys)
    if (!table.find(key.text))
      report(key.where,
             "unknown key '" + key.text + "' in " + table.name.str() + didYouMean(key.text, known));
  checkNeeds(node, table, *this);
  return true;
}

std::string NodeReader::readText(const Node &node, llvm::StringRef what) {
  if (node.kind == NodeKind::Scalar && !node.text.empty())
    return node.text;
  llvm::StringRef got = node.kind == NodeKind::Scalar ? "nothing" : describe(node.kind);
  report(node.where, ("expected " + what + ", not " + got).str());
  return {};
}

std::vector<std::string> NodeReader::readTexts(const Node &node, llvm::StringRef what) {
  std::vector<std::string> texts;
  if (node.kind != NodeKind::List)
    return {readText(node, what)};
  if (node.items.empty())
    report(node.where, ("expected " + what + ", not an empty list").str());
  for (const Node &item : node.items)
    texts.push_back(readText(item, what));
  return texts;
}

bool NodeReader::checkIdentifier(const Node &node, llvm::StringRef text) {
  if (text.empty() || isIdentifier(text))
    return true;
  report(node.where, ("'" + text + "' is no C name").str());
  return false;
}

std::string NodeReader::readIdentifier(const Node &node) {
  std::string text = readText(node, "a name");
  return checkIdentifier(node, text) ? text : std::string();
}

/// `<name>` stands for what the set holds.
void NodeReader::addNames(const Node &node, const std::string &text, std::vector<std::string> &names) {
  llvm::StringRef set = text;
  if (!set.consume_front("<") || !set.consume_back(">")) {
    names.push_back(text);
    return;
  }
  const auto found = named_.sets.find(set.str());
  if (found != named_.sets.end()) {
    names.insert(names.end(), found->second.begin(), found->second.end());
    return;
  }
  std::vector<llvm::StringRef> known;
  for (const auto &[name, held] : named_.sets)
    known.push_back(name);
  report(node.where, "unknown set '" + set.str() + "'" + didYouMean(set.str(), known));
}

std::vector<std::string> NodeReader::readNames(const Node &node, llvm::StringRef what) {
  const std::vector<std::string> texts = readTexts(node, what);
  std::vector<std::string> names;
  for (size_t i = 0; i < texts.size(); ++i)
    addNames(node.kind == NodeKind::List ? node.items[i] : node, texts[i], names);
  return names;
}

std::vector<std::string> NodeReader::readIdentifiers(const Node &node) {
  std::vector<std::string> names = readNames(node, "a name or a list of names");
  if (names.size() == node.items.size())
    for (auto [item, name] : llvm::zip_equal(node.items, names))
      checkIdentifier(item, name);
  else
    for (const std::string &name : names)
      checkIdentifier(node, name);
  return names;
}

std::vector<uint32_t> NodeReader::readArguments(const Node &node) {
  std::vector<uint32_t> positions;
  for (const std::string &text : readTexts(node, "an operand or a list of operands")) {
    llvm::StringRef number = text;
    uint32_t position = 0;
    if (number.consume_front("arg") && !number.getAsInteger(10, position))
      positions.push_back(position);
    else
      report(node.where, "expected an argument such as arg0, not '" + text + "'");
  }
  return positions;
}

std::vector<std::string> NodeReader::readGlobs(const Node &node) {
  std::vector<std::string> globs = readNames(node, "a pattern or a list of patterns");
  for (const std::string &glob : globs)
    if (llvm::Expected<llvm::GlobPattern> pattern = llvm::GlobPattern::create(glob); !pattern)
      report(node.where, "malformed pattern '" + glob + "': " + llvm::toString(pattern.takeError()));
  return globs;
}

std::string NodeReader::readMember(const Node &node) {
  std::string text = readText(node, "'record.field'");
  auto [record, field] = llvm::StringRef(text).split('.');
  if (!text.empty() && !(isIdentifier(record) && isIdentifier(field)))
    report(node.where, "expected 'record.field', not '" + text + "'");
  return text;
}

std::string NodeReader::readWord(const Node &node, llvm::ArrayRef<WordSchema> words) {
  std::string text = readText(node, "a word");
  std::vector<llvm::StringRef> known;
  for (const WordSchema &word : words)
    known.push_back(word.word);
  if (text.empty() || llvm::is_contained(known, text))
    return text;
  report(node.where,
         "unknown word '" + text + "', expected " + llvm::join(known, ", ") + didYouMean(text, known));
  return {};
}

std::vector<std::string> NodeReader::readWords(const Node &node, llvm::ArrayRef<WordSchema> words) {
  std::vector<std::string> read;
  if (node.kind != NodeKind::List)
    return {readWord(node, words)};
  for (const Node &item : node.items)
    read.push_back(readWord(item, words));
  return read;
}

int64_t NodeReader::readConstant(const Node &node) {
  std::string text = readText(node, "a constant");
  int64_t number = 0;
  if (text.empty() || !llvm::StringRef(text).getAsInteger(0, number))
    return number;
  auto found = named_.constants.find(text);
  if (found != named_.constants.end())
    return found->second;
  std::vector<llvm::StringRef> known;
  for (const auto &[name, value] : named_.constants)
    known.push_back(name);
  report(node.where, "unknown constant '" + text + "'" + didYouMean(text, known));
  return 0;
}

std::vector<int64_t> NodeReader::readConstants(const Node &node) {
  if (node.kind != NodeKind::List)
    return {readConstant(node)};
  if (node.items.empty())
    report(node.where, "expected a constant, not an empty list");
  std::vector<int64_t> values;
  for (const Node &item : node.items)
    values.push_back(readConstant(item));
  return values;
}

std::vector<int64_t> NodeReader::readOperands(Test test, const Node &node) {
  size_t reportedBefore = diagnostics_.count();
  std::vector<int64_t> values = readConstants(node);
  if (test == Test::Equals)
    return values;
  int64_t bits = 0;
  for (int64_t value : values)
    bits |= value;
  if (bits == 0 && diagnostics_.count() == reportedBefore)
    report(node.where, "a bit test needs a constant that is not 0");
  return {bits};
}

/// Only a pure function yields the same for the authorizer and for the operation.
bool NodeReader::checkPurity(const Expression &expression) {
  const bool isPure = expression.root != RootKind::Applied ||
                      llvm::any_of(named_.pureFunctions, [&](const PureFunctions &pure) {
                        return llvm::is_contained(pure.functions, expression.name);
                      });
  if (!isPure)
    report(expression.where, "'" + expression.name + "' is applied but not declared 'pure'");
  return isPure && llvm::all_of(expression.arguments, [&](const Expression &e) { return checkPurity(e); });
}

std::optional<Expression> NodeReader::readExpression(llvm::StringRef text, const SourcePoint &where) {
  auto parsed = parseExpression(text, where);
  if (auto *expression = std::get_if<Expression>(&parsed)) {
    if (!checkPurity(*expression))
      return std::nullopt;
    return std::move(*expression);
  }
  const auto &fault = std::get<ExpressionFault>(parsed);
  SourcePoint place = where;
  place.column += fault.offset;
  report(place, ("malformed expression '" + text + "': " + fault.text).str());
  return std::nullopt;
}

Test testNamed(llvm::StringRef word) {
  return llvm::StringSwitch<Test>(word)
      .Case("has", Test::Has)
      .Case("any-bit", Test::AnyBit)
      .Case("is", Test::Is)
      .Case("null", Test::Null)
      .Case("not-null", Test::NotNull)
      .Case("not-error", Test::NotError)
      .Case("nonzero", Test::NonZero)
      .Case("not-negative", Test::NotNegative)
      .Default(Test::Equals);
}

void NodeReader::readTests(const Node &node, const Expression &operand, std::vector<Condition> &conditions) {
  if (node.kind == NodeKind::Scalar) {
    std::string word = readWord(node, bareTestWords());
    if (!word.empty())
      conditions.push_back({operand, testNamed(word), {}, std::nullopt});
    return;
  }
  if (!checkTable(node, conditionSchema()))
    return;
  if (node.keys.empty())
    report(node.where, "a test must compare with something");
  for (auto [key, item] : llvm::zip_equal(node.keys, node.items)) {
    if (!conditionSchema().find(key.text))
      continue;
    Condition condition{operand, testNamed(key.text), {}, std::nullopt};
    if (condition.test == Test::Is)
      condition.object = readExpression(readText(item, "an expression"), item.where);
    else
      condition.values = readOperands(condition.test, item);
    conditions.push_back(std::move(condition));
  }
}

std::vector<Condition> NodeReader::readConditions(const Node &node) {
  std::vector<Condition> conditions;
  if (node.kind != NodeKind::Map) {
    report(node.where, ("expected a map from expressions to tests, not " + describe(node.kind)).str());
    return conditions;
  }
  for (auto [key, item] : llvm::zip_equal(node.keys, node.items))
    if (std::optional<Expression> operand = readExpression(key.text, key.where))
      readTests(item, *operand, conditions);
  return conditions;
}

} // namespace hookqual::rules
