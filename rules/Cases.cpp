// SPDX-License-Identifier: MIT
#include "rules/Cases.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::rules {

namespace {

constexpr llvm::StringRef kTests[] = {"has", "any-bit", "equals"};

void put(Node &node, const Node::Key &key, const Node &value) {
  node.keys.push_back(key);
  node.items.push_back(value);
}

/// `cases-by: cmd` and `equals: IPC_SET` make `mode: {parameter: cmd, equals: IPC_SET}`.
void putMode(Node &rule, const Node &item, const Node &ofCase) {
  const Node *parameter = item.find("cases-by");
  if (!parameter)
    return;
  Node mode{.kind = NodeKind::Map, .where = ofCase.where, .text = {}, .keys = {}, .items = {}};
  put(mode, {parameter->where, "parameter"}, *parameter);
  for (llvm::StringRef test : kTests)
    if (const Node::Key *key = ofCase.findKey(test))
      put(mode, *key, *ofCase.find(test));
  put(rule, {ofCase.where, "mode"}, mode);
}

/// Of keys that exclude each other the case's own counts.
bool isReplaced(llvm::StringRef key, const Node &ofCase) {
  const bool isOperation = key == "operation" || key == "on";
  return ofCase.findKey(key) || (isOperation && (ofCase.findKey("operation") || ofCase.findKey("on")));
}

bool hasTest(const Node &ofCase) {
  return llvm::any_of(kTests, [&](llvm::StringRef test) { return ofCase.findKey(test); });
}

Node ruleOf(const Node &item, const Node &ofCase) {
  Node rule{.kind = NodeKind::Map, .where = ofCase.where, .text = {}, .keys = {}, .items = {}};
  for (auto [key, value] : llvm::zip_equal(ofCase.keys, ofCase.items))
    if (!llvm::is_contained(kTests, key.text))
      put(rule, key, value);
  for (auto [key, value] : llvm::zip_equal(item.keys, item.items))
    if (key.text != "cases" && key.text != "cases-by" && !isReplaced(key.text, ofCase))
      put(rule, key, value);
  putMode(rule, item, ofCase);
  return rule;
}

} // namespace

std::vector<Node> rulesOfCases(const Node &item, NodeReader &reader) {
  std::vector<Node> rules;
  const Node &cases = *item.find("cases");
  if (!reader.checkTable(item, casesSchema()))
    return rules;
  if (cases.kind != NodeKind::List || cases.items.size() < 2) {
    reader.report(cases.where, "'cases' takes a list of at least two; one case is a rule with a 'mode'");
    return rules;
  }
  for (const Node &ofCase : cases.items)
    // Without its test a case is reported here, and would be once more as a rule without a mode.
    if (reader.checkTable(ofCase, caseSchema()) && hasTest(ofCase))
      rules.push_back(ruleOf(item, ofCase));
  return rules;
}

} // namespace hookqual::rules
