// SPDX-License-Identifier: MIT
#include "rules/RuleReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/VersionTuple.h"

namespace hookqual::rules {

namespace {

class RuleReader {
public:
  explicit RuleReader(NodeReader &reader) : reader_(reader) {}

  Rule read(const Node &node) {
    Rule rule;
    rule.where = node.where;
    if (!reader_.checkTable(node, ruleSchema()))
      return rule;
    if (const Node *id = node.find("rule"))
      rule.id = readId(*id);
    if (const Node *why = node.find("why"))
      rule.why = reader_.readText(*why, "a sentence");
    readAuthorizers(node, rule);
    if (const Node *object = node.find("object"))
      rule.objectIsSystem = readObjectWord(*object, "system");
    readOperations(node, rule);
    readScope(node, rule);
    checkObjects(rule);
    return rule;
  }

private:
  NodeReader &reader_;
  bool hasBrokenObjects_ = false; // they were said, and what is wrong with them has been reported

  std::string readId(const Node &node) {
    std::string id = reader_.readText(node, "an id");
    auto isWord = [](llvm::StringRef text) {
      return !text.empty() &&
             llvm::all_of(text, [](char c) { return llvm::isLower(c) || llvm::isDigit(c) || c == '-'; });
    };
    auto [subsystem, name] = llvm::StringRef(id).split('/');
    if (!id.empty() && !(isWord(subsystem) && isWord(name)))
      reader_.report(node.where, "a rule id is 'subsystem/kebab-case', not '" + id + "'");
    return id;
  }

  bool readObjectWord(const Node &node, llvm::StringRef word) {
    std::string text = reader_.readText(node, word);
    if (text.empty() || text == word)
      return text == word;
    reader_.report(node.where, ("'object' takes only '" + word + "' here, not '" + text + "'").str());
    return false;
  }

  // ── authorizers ──

  Authorizer readAuthorizer(const Node &node) {
    Authorizer authorizer;
    for (llvm::StringRef key : {"authorizer", "predicate"})
      if (const Node *function = node.find(key)) {
        authorizer.where = function->where;
        authorizer.function = reader_.readIdentifier(*function);
        authorizer.isPredicate = key == "predicate";
      }
    if (const Node *member = node.find("stored"))
      readStored(*member, node, authorizer);
    if (const Node *accepts = node.find("accepts"))
      authorizer.accepts = readAccepts(*accepts);
    if (const Node *mode = node.find("mode"))
      authorizer.mode = readMode(*mode);
    if (const Node *contents = node.find("invalidated-by"))
      authorizer.invalidatedBy = readContents(*contents);
    return authorizer;
  }

  Accepts readAccepts(const Node &node) {
    if (node.kind == NodeKind::Map) {
      Accepts accepts{.results = AcceptedResults::Number};
      if (!reader_.checkTable(node, acceptsSchema()))
        return accepts;
      if (const Node *number = node.find("equals"))
        accepts.number = reader_.readConstant(*number);
      return accepts;
    }
    return {llvm::StringSwitch<AcceptedResults>(reader_.readWord(node, acceptsWords()))
                .Case("nonzero", AcceptedResults::NonZero)
                .Case("not-negative", AcceptedResults::NotNegative)
                .Case("positive", AcceptedResults::Positive)
                .Case("always", AcceptedResults::Always)
                .Default(AcceptedResults::Zero)};
  }

  void readStored(const Node &member, const Node &node, Authorizer &authorizer) {
    authorizer.where = member.where;
    authorizer.function = reader_.readMember(member);
    authorizer.isStore = true;
    authorizer.accepts = {AcceptedResults::Always};
    for (llvm::StringRef key : {"mode", "accepts", "invalidated-by"})
      if (const Node::Key *found = node.findKey(key))
        reader_.report(found->where, ("a store has no '" + key + "'").str());
  }

  /// Values that are reached from a parameter of the authorizer.
  std::vector<Expression> readContents(const Node &node) {
    std::vector<Expression> contents;
    auto read = [&](const Node &item) {
      std::optional<Expression> expression =
          reader_.readExpression(reader_.readText(item, "an expression"), item.where);
      if (!expression)
        return;
      if (expression->root != RootKind::Name || expression->steps.empty() || expression->takesAddress)
        reader_.report(item.where, "'" + item.text +
                                       "' is no field behind a parameter of the authorizer, such as "
                                       "'bprm->file'");
      else
        contents.push_back(std::move(*expression));
    };
    if (node.kind != NodeKind::List)
      read(node);
    else
      llvm::for_each(node.items, read);
    return contents;
  }

  std::optional<ModeRequirement> readMode(const Node &node) {
    if (!reader_.checkTable(node, modeSchema()))
      return std::nullopt;
    ModeRequirement mode;
    if (const Node *parameter = node.find("parameter"))
      mode.parameter = reader_.readIdentifier(*parameter);
    for (llvm::StringRef word : {"has", "any-bit", "equals"})
      if (const Node *operand = node.find(word)) {
        mode.test = testNamed(word);
        mode.values = reader_.readOperands(mode.test, *operand);
      }
    return mode;
  }

  void readAuthorizers(const Node &node, Rule &rule) {
    const Node *alternatives = node.find("any-of");
    if (!alternatives) {
      if (node.find("authorizer") || node.find("stored"))
        rule.anyOf.push_back(readAuthorizer(node));
      return;
    }
    for (llvm::StringRef key : {"mode", "accepts", "invalidated-by"})
      if (const Node::Key *found = node.findKey(key))
        reader_.report(found->where, ("with 'any-of', '" + key + "' belongs into an alternative").str());
    if (!checkList(*alternatives, "any-of", "authorizer"))
      return;
    for (const Node &alternative : alternatives->items) {
      if (!reader_.checkTable(alternative, alternativeSchema()))
        continue;
      Authorizer authorizer = readAuthorizer(alternative);
      if (const Node *objects = alternative.find("objects"))
        authorizer.objects = readObjects(*objects);
      rule.anyOf.push_back(std::move(authorizer));
    }
  }

  /// A list of one has a shorter form, and there is one clear way to say each thing.
  bool checkList(const Node &node, llvm::StringRef key, llvm::StringRef shorter) {
    if (node.kind != NodeKind::List) {
      reader_.report(node.where, ("'" + key + "' takes a list, not " + describe(node.kind)).str());
      return false;
    }
    if (node.items.size() < 2)
      reader_.report(node.where, ("'" + key + "' takes at least two; for one write '" + shorter + "'").str());
    return true;
  }

  // ── objects ──

  std::vector<ObjectPair> readObjects(const Node &node) {
    std::vector<ObjectPair> pairs;
    if (node.kind != NodeKind::Map) {
      reader_.report(node.where, ("'objects' is a map, not " + describe(node.kind)).str());
      return pairs;
    }
    for (auto [key, item] : llvm::zip_equal(node.keys, node.items)) {
      std::optional<Expression> left = reader_.readExpression(key.text, key.where);
      if (left)
        readAsParameter(*left);
      std::optional<Expression> right =
          reader_.readExpression(reader_.readText(item, "an expression"), item.where);
      if (left && isOperand(*left) && left->root != RootKind::Base)
        reader_.report(key.where,
                       "'" + key.text +
                           "' is an operand of the operation; the left side names the authorizer's "
                           "parameters");
      else if (left && right)
        pairs.push_back({std::move(*left), std::move(*right)});
    }
    hasBrokenObjects_ |= pairs.size() != node.keys.size();
    return pairs;
  }

  /// On the left side of objects nothing is stored or returned: these are parameters' names.
  static void readAsParameter(Expression &expression) {
    if (expression.root == RootKind::Value || expression.root == RootKind::Result) {
      expression.name = expression.root == RootKind::Value ? "value" : "result";
      expression.root = RootKind::Name;
    }
    llvm::for_each(expression.arguments, readAsParameter);
  }

  static bool isOperand(const Expression &expression) {
    return expression.root == RootKind::Argument || expression.root == RootKind::Base ||
           llvm::any_of(expression.arguments, isOperand);
  }

  void checkObjects(const Rule &rule) {
    bool haveAll = llvm::all_of(rule.anyOf, [](const Authorizer &a) { return !a.objects.empty(); });
    for (const Operation &operation : rule.operations) {
      bool hasOwn = !operation.objects.empty();
      if (rule.objectIsSystem && hasOwn)
        reader_.report(operation.where, "with 'object: system' there are no 'objects'");
      if (!rule.objectIsSystem && !hasOwn && !hasBrokenObjects_ && !(haveAll && !rule.anyOf.empty()))
        reader_.report(operation.where, "which object '" + operation.name +
                                            "' works on is not said: add 'objects', or 'object: system'");
      for (const ObjectPair &pair : operation.objects)
        checkOperand(pair.operation, operation);
      for (const Authorizer &authorizer : rule.anyOf)
        checkLeft(authorizer, authorizer.objects.empty() ? operation.objects : authorizer.objects);
      for (const Authorizer &authorizer : rule.anyOf)
        for (const ObjectPair &pair : authorizer.objects)
          checkOperand(pair.operation, operation);
      for (const Condition &condition : operation.when)
        checkOperand(condition.operand, operation);
      for (const Condition &condition : operation.unless)
        checkOperand(condition.operand, operation);
    }
  }

  /// The record of a store, and the parameters of a function.
  void checkLeft(const Authorizer &authorizer, const std::vector<ObjectPair> &pairs) {
    for (const ObjectPair &pair : pairs) {
      const bool isOfStore = pair.authorizer.root == RootKind::Base;
      if (isOfStore && !authorizer.isStore)
        reader_.report(pair.authorizer.where,
                       "'base' is the record of a store, but '" + authorizer.function + "' is a function");
      if (!isOfStore && authorizer.isStore)
        reader_.report(pair.authorizer.where, "a store has no '" + pair.authorizer.text + "', only 'base'");
    }
  }

  static bool isOperandOf(RootKind root, OperationKind kind) {
    switch (kind) {
    case OperationKind::Call:
    case OperationKind::MemberCall:
      return root != RootKind::Base && root != RootKind::Value;
    case OperationKind::Return:
    case OperationKind::MemberReturn:
      return root != RootKind::Base && root != RootKind::Result;
    case OperationKind::Store:
    case OperationKind::Load:
      break;
    }
    return root != RootKind::Argument && root != RootKind::Result;
  }

  static llvm::StringRef describeOperation(OperationKind kind) {
    switch (kind) {
    case OperationKind::Call:
    case OperationKind::MemberCall:
      return "a call";
    case OperationKind::Return:
    case OperationKind::MemberReturn:
      return "a return";
    case OperationKind::Store:
    case OperationKind::Load:
      break;
    }
    return "a store or load";
  }

  void checkOperand(const Expression &expression, const Operation &operation) {
    for (const Expression &argument : expression.arguments)
      checkOperand(argument, operation);
    if (!isOperandOf(expression.root, operation.kind))
      reader_.report(expression.where,
                     "'" + expression.text + "' is no operand of " + describeOperation(operation.kind).str());
    if (expression.root == RootKind::Name && operation.within.empty())
      reader_.report(expression.where,
                     "'" + expression.name +
                         "' is no operand; a parameter of the enclosing function needs 'within'");
  }

  // ── operations ──

  void readOperations(const Node &node, Rule &rule) {
    std::vector<ObjectPair> objects;
    if (const Node *common = node.find("objects"))
      objects = readObjects(*common);
    if (const Node *single = node.find("operation"))
      readOperation(*single, objects, rule);
    const Node *several = node.find("on");
    if (!several || !checkList(*several, "on", "operation"))
      return;
    for (const Node &item : several->items)
      readOperation(item, objects, rule);
  }

  /// One node may name several functions that share everything else.
  void readOperation(const Node &node, const std::vector<ObjectPair> &common, Rule &rule) {
    if (!reader_.checkTable(node, operationSchema()))
      return;
    Operation shared;
    shared.objects = common;
    if (const Node *objects = node.find("objects"))
      shared.objects = readObjects(*objects);
    if (const Node *when = node.find("when"))
      shared.when = reader_.readConditions(*when);
    if (const Node *unless = node.find("unless"))
      shared.unless = reader_.readConditions(*unless);
    if (const Node *within = node.find("within"))
      shared.within = reader_.readIdentifiers(*within);
    if (const Node *alsoDirect = node.find("also-direct"))
      shared.alsoDirect = readTrue(*alsoDirect);
    if (const Node *holders = node.find("of"))
      shared.holders = reader_.readGlobs(*holders);
    for (llvm::StringRef key : {"call", "store", "load", "returns"})
      if (const Node *names = node.find(key))
        nameOperations(key, *names, shared, rule);
  }

  bool readTrue(const Node &node) {
    std::string text = reader_.readText(node, "'true'");
    if (!text.empty() && text != "true")
      reader_.report(node.where, "'also-direct' takes only 'true'; leave the key out otherwise");
    return text == "true";
  }

  void nameOperations(llvm::StringRef key, const Node &names, const Operation &shared, Rule &rule) {
    if (names.kind != NodeKind::List)
      return nameOperation(key, names, shared, rule);
    if (names.items.empty())
      reader_.report(names.where, "expected a name, not an empty list");
    for (const Node &name : names.items)
      nameOperation(key, name, shared, rule);
  }

  void nameOperation(llvm::StringRef key, const Node &name, const Operation &shared, Rule &rule) {
    Operation operation = shared;
    operation.where = name.where;
    const bool isCode = key == "call" || key == "returns";
    const bool isMember = !isCode || llvm::StringRef(name.text).contains('.');
    operation.name = isMember ? reader_.readMember(name) : reader_.readIdentifier(name);
    if (key == "call")
      operation.kind = isMember ? OperationKind::MemberCall : OperationKind::Call;
    else if (key == "returns")
      operation.kind = isMember ? OperationKind::MemberReturn : OperationKind::Return;
    else
      operation.kind = key == "store" ? OperationKind::Store : OperationKind::Load;
    if (operation.alsoDirect && operation.kind != OperationKind::MemberCall)
      reader_.report(name.where, "'also-direct' needs a call through a member, not '" + operation.name + "'");
    if (!operation.holders.empty() && operation.kind != OperationKind::MemberReturn)
      reader_.report(name.where, "'of' needs 'returns' of a member, not '" + operation.name + "'");
    rule.operations.push_back(std::move(operation));
  }

  // ── scope: what the rule does not ask ──

  void readScope(const Node &node, Rule &rule) {
    if (const Node *entries = node.find("entries"))
      rule.entries = reader_.readWords(*entries, entryClassWords());
    if (const Node *confidence = node.find("confidence"))
      rule.confidence = llvm::StringSwitch<Confidence>(reader_.readWord(*confidence, confidenceWords()))
                            .Case("moderate", Confidence::Moderate)
                            .Case("low", Confidence::Low)
                            .Default(Confidence::High);
    if (const Node *demands = node.find("demands"))
      rule.demands = reader_.readWord(*demands, demandsWords()) == "label" ? Demands::Label : Demands::Check;
    if (const Node *range = node.find("for-kernels"))
      rule.forKernels = readVersionRange(*range);
    const Node *exemptions = node.find("exempt");
    if (!exemptions)
      return;
    if (exemptions->kind != NodeKind::List)
      reader_.report(exemptions->where, ("'exempt' takes a list, not " + describe(exemptions->kind)).str());
    else
      for (const Node &item : exemptions->items)
        rule.exemptions.push_back(readExemption(item));
  }

  std::string readVersionRange(const Node &node) {
    std::string range = reader_.readText(node, "a version range");
    llvm::SmallVector<llvm::StringRef> bounds;
    llvm::StringRef(range).split(bounds, ' ', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef bound : bounds) {
      llvm::StringRef version = bound;
      bool hasOperator = version.consume_front(">=") || version.consume_front("<=") ||
                         version.consume_front(">") || version.consume_front("<");
      llvm::VersionTuple parsed;
      if (!hasOperator || parsed.tryParse(version))
        reader_.report(node.where,
                       ("malformed version bound '" + bound + "', expected one like '>=5.7'").str());
    }
    return range;
  }

  Exemption readExemption(const Node &node) {
    Exemption exemption;
    exemption.where = node.where;
    if (!reader_.checkTable(node, exemptionSchema()))
      return exemption;
    if (const Node *callers = node.find("caller"))
      exemption.callers = reader_.readGlobs(*callers);
    if (const Node *files = node.find("file"))
      exemption.files = reader_.readGlobs(*files);
    if (const Node *entries = node.find("entry"))
      exemption.entries = reader_.readGlobs(*entries);
    if (const Node *when = node.find("when"))
      exemption.when = reader_.readConditions(*when);
    if (const Node *object = node.find("object"))
      exemption.objectIsCurrent = readObjectWord(*object, "current");
    if (const Node *makers = node.find("object-from"))
      exemption.objectFrom = reader_.readIdentifiers(*makers);
    if (const Node *why = node.find("why"))
      exemption.why = reader_.readText(*why, "a sentence");
    if (const Node *reviewer = node.find("reviewer"))
      exemption.reviewer = reader_.readText(*reviewer, "a name");
    if (const Node *until = node.find("until"))
      exemption.until = readDate(*until);
    bool selects = llvm::any_of(node.keys, [](const Node::Key &key) {
      return key.text != "why" && key.text != "reviewer" && key.text != "until";
    });
    if (!selects)
      reader_.report(node.where, "an exemption without a selector would switch the rule off");
    return exemption;
  }

  std::string readDate(const Node &node) {
    std::string text = reader_.readText(node, "a date");
    llvm::StringRef date = text;
    unsigned year = 0, month = 0, day = 0;
    bool isDate = date.size() == 10 && date[4] == '-' && date[7] == '-' &&
                  !date.substr(0, 4).getAsInteger(10, year) && !date.substr(5, 2).getAsInteger(10, month) &&
                  !date.substr(8, 2).getAsInteger(10, day);
    static constexpr unsigned kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (isDate && month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1])
      return text;
    if (!text.empty())
      reader_.report(node.where, "'" + text + "' is no date of the form YYYY-MM-DD");
    return {};
  }
};

} // namespace

Rule readRule(const Node &node, NodeReader &reader) {
  return RuleReader(reader).read(node);
}

} // namespace hookqual::rules
