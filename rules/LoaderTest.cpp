// SPDX-License-Identifier: MIT
#include "rules/Loader.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace hookqual::rules;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

llvm::Expected<RuleSet> loadText(llvm::StringRef text) {
  return loadRuleTexts({llvm::MemoryBufferRef(text, "r.yaml")});
}

std::string errorsOf(llvm::StringRef text) {
  llvm::Expected<RuleSet> set = loadText(text);
  return set ? "" : llvm::toString(set.takeError());
}

Rule onlyRule(llvm::StringRef text) {
  llvm::Expected<RuleSet> set = loadText(text);
  if (set && set->rules.size() == 1)
    return set->rules.front();
  ADD_FAILURE() << (set ? "not one rule" : llvm::toString(set.takeError()));
  return {};
}

struct BadText {
  const char *name;
  const char *text;
  const char *messages;
};

class LoaderErrors : public testing::TestWithParam<BadText> {};

TEST_P(LoaderErrors, AreAllToldWithTheirPlaces) {
  EXPECT_EQ(errorsOf(GetParam().text), GetParam().messages);
}

const BadText kBadTexts[] = {
    {"UnknownKey",
     "- rule: vfs/unlink\n"
     "  authorizer: security_inode_unlink\n"
     "  operaton: {call: inode_operations.unlink}\n"
     "  objects: {dir: arg0}\n"
     "  why: w\n",
     "r.yaml:1:3: a rule needs one of 'operation', 'on'\n"
     "r.yaml:3:3: unknown key 'operaton' in a rule; did you mean 'operation'?"},
    {"UnknownKeyDeep",
     "- rule: vfs/unlink\n"
     "  authorizer: a\n"
     "  operation: {call: f, wen: {arg0: null}}\n"
     "  objects: {dir: arg0}\n"
     "  exempt:\n"
     "    - {callers: x, why: w}\n"
     "  why: w\n",
     "r.yaml:3:24: unknown key 'wen' in an operation; did you mean 'when'?\n"
     "r.yaml:6:8: unknown key 'callers' in an exemption; did you mean 'caller'?"},
    {"ContentsOfNothing",
     "- rule: exec/check\n"
     "  authorizer: a\n"
     "  invalidated-by: [bprm, arg0->file, \"&bprm->file\"]\n"
     "  operation: {call: f}\n"
     "  objects: {bprm: arg0}\n"
     "  why: w\n",
     "r.yaml:3:20: 'bprm' is no field behind a parameter of the authorizer, such as 'bprm->file'\n"
     "r.yaml:3:26: 'arg0->file' is no field behind a parameter of the authorizer, such as 'bprm->file'\n"
     "r.yaml:3:39: '&bprm->file' is no field behind a parameter of the authorizer, such as 'bprm->file'"},
    {"MissingKeys", "- rule: vfs/unlink\n",
     "r.yaml:1:3: a rule needs one of 'authorizer', 'stored', 'any-of'\n"
     "r.yaml:1:3: a rule needs one of 'operation', 'on'\n"
     "r.yaml:1:3: a rule needs the key 'why'"},
    {"TwoWaysAtOnce",
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  operation: {call: f, store: r.f}\n"
     "  on: [{call: f}, {call: g}]\n"
     "  objects: {p: arg0}\n"
     "  why: w\n",
     "r.yaml:1:3: a rule takes only one of 'operation', 'on'\n"
     "r.yaml:3:15: an operation takes only one of 'call', 'store', 'load', 'returns'\n"
     "r.yaml:5:16: 'arg0' is no operand of a store or load"},
    {"ListOfOne",
     "- rule: a/b\n"
     "  any-of: [{authorizer: a}]\n"
     "  on: [{call: f}]\n"
     "  objects: {p: arg0}\n"
     "  why: w\n",
     "r.yaml:2:11: 'any-of' takes at least two; for one write 'authorizer'\n"
     "r.yaml:3:7: 'on' takes at least two; for one write 'operation'"},
    {"WrongTypes",
     "- rule: [a/b]\n"
     "  authorizer: {x: y}\n"
     "  operation: f\n"
     "  objects: arg0\n"
     "  exempt: none\n"
     "  why:\n",
     "r.yaml:1:9: expected an id, not a list\n"
     "r.yaml:2:16: expected a name, not a map\n"
     "r.yaml:3:14: an operation is a map, not text\n"
     "r.yaml:4:12: 'objects' is a map, not text\n"
     "r.yaml:5:11: 'exempt' takes a list, not text\n"
     "r.yaml:6:3: expected a sentence, not nothing"},
    {"UnknownConstant",
     "- constants: {MAY_WRITE: 2, MAY_READ: 4}\n"
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  mode: {parameter: mask, has: MAY_WRIT}\n"
     "  operation: {call: f, when: {arg1: {equals: [MAY_READ, Q]}}}\n"
     "  objects: {p: arg0}\n"
     "  why: w\n",
     "r.yaml:4:32: unknown constant 'MAY_WRIT'; did you mean 'MAY_WRITE'?\n"
     "r.yaml:5:57: unknown constant 'Q'"},
    {"MalformedExpressions",
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  operation: {call: f}\n"
     "  objects:\n"
     "    p: \"arg0->\"\n"
     "    \"file-.f\": arg1\n"
     "    arg3: arg1\n"
     "    \"up(perm, struct shmid_kernel)\": arg0\n"
     "    q: agr0\n"
     "    s: base\n"
     "  why: w\n",
     "r.yaml:5:15: malformed expression 'arg0->': expected a field after '->'\n"
     "r.yaml:6:10: malformed expression 'file-.f': unexpected '-.f'\n"
     "r.yaml:7:5: 'arg3' is an operand of the operation; the left side names the authorizer's parameters\n"
     "r.yaml:8:34: malformed expression 'up(perm, struct shmid_kernel)': expected ','\n"
     "r.yaml:9:8: 'agr0' is no operand; a parameter of the enclosing function needs 'within'\n"
     "r.yaml:10:8: 'base' is no operand of a call"},
    {"UnknownTests",
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  operation: {call: f, when: {arg0: nul, arg1: {hass: 1}, arg2: {}}}\n"
     "  objects: {p: arg0}\n"
     "  why: w\n",
     "r.yaml:3:37: unknown word 'nul', expected null, not-null, not-error, nonzero, not-negative; did you "
     "mean "
     "'null'?\n"
     "r.yaml:3:49: unknown key 'hass' in a test; did you mean 'has'?\n"
     "r.yaml:3:65: a test must compare with something"},
    {"NoObjects",
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  on: [{call: f, objects: {p: arg0}}, {call: g}]\n"
     "  why: w\n",
     "r.yaml:3:46: which object 'g' works on is not said: add 'objects', or 'object: system'"},
    {"DuplicateRule",
     "- {rule: a/b, authorizer: a, operation: {call: f}, object: system, why: w}\n"
     "- {rule: a/b, authorizer: a, operation: {call: g}, object: system, why: w}\n",
     "r.yaml:2:4: duplicate rule 'a/b', first at r.yaml:1"},
    {"DuplicateKey",
     "- rule: a/b\n"
     "  why: w\n"
     "  why: v\n",
     "r.yaml:3:3: duplicate key 'why'"},
    {"BadWordsAndDates",
     "- rule: Unlink\n"
     "  authorizer: security-inode\n"
     "  accepts: zeroo\n"
     "  operation: {call: inode_operations.}\n"
     "  objects: {p: arg0}\n"
     "  entries: [syscall]\n"
     "  for-kernels: 5.7\n"
     "  exempt: [{caller: '[', until: 2026-02-30, why: w}]\n"
     "  why: w\n",
     "r.yaml:1:9: a rule id is 'subsystem/kebab-case', not 'Unlink'\n"
     "r.yaml:2:15: 'security-inode' is no C name\n"
     "r.yaml:3:12: unknown word 'zeroo', expected zero, nonzero, not-negative, positive, always; did you "
     "mean "
     "'zero'?\n"
     "r.yaml:4:21: expected 'record.field', not 'inode_operations.'\n"
     "r.yaml:6:13: unknown word 'syscall', expected system-call, op-table, exported, internal\n"
     "r.yaml:7:16: malformed version bound '5.7', expected one like '>=5.7'\n"
     "r.yaml:8:22: malformed pattern '[': invalid glob pattern, unmatched '['\n"
     "r.yaml:8:33: '2026-02-30' is no date of the form YYYY-MM-DD"},
    {"UnknownItem", "- rul: a/b\n- text\n",
     "r.yaml:1:3: an item begins with one of 'rule', 'cases', 'entry', 'value', 'lookup', 'volatile', "
     "'pure', "
     "'subject', 'hook', 'hooks', 'constants', 'set', 'refusal', 'refusal-error', not 'rul'; did you mean "
     "'rule'?\n"
     "r.yaml:2:3: an item begins with one of 'rule', 'cases', 'entry', 'value', 'lookup', 'volatile', "
     "'pure', "
     "'subject', 'hook', 'hooks', 'constants', 'set', 'refusal', 'refusal-error', not text"},
    {"AppliedButNotPure",
     "- pure: f\n"
     "- rule: a/b\n"
     "  authorizer: a\n"
     "  operation: {call: o}\n"
     "  objects: {p: \"f(arg0, g(arg1))\"}\n"
     "  why: w\n",
     "r.yaml:5:17: 'g' is applied but not declared 'pure'"},
    {"OtherItems",
     "- entry: system-call\n"
     "- entry: internal\n"
     "  function: main\n"
     "  display: \"%1\"\n"
     "- value: currant\n"
     "- {hook: h, none: no-idea, why: w}\n"
     "- constants: {A: 1, B: x}\n"
     "- constants: {A: 2}\n",
     "r.yaml:1:3: an entry needs one of 'function', 'holder', 'member'\n"
     "r.yaml:4:13: %1 needs a '*' in 'function'\n"
     "r.yaml:5:3: a value needs the key 'call'\n"
     "r.yaml:5:10: unknown word 'currant', expected current; did you mean 'current'?\n"
     "r.yaml:6:19: unknown word 'no-idea', expected provider, allocates, notifies, selects, packet\n"
     "r.yaml:7:24: 'x' is no number of 64 bits\n"
     "r.yaml:8:15: constant 'A' is 1 elsewhere"},
    {"Syntax",
     "- rule: a/b\n"
     "  why: [w\n",
     "r.yaml:2:10: YAML: could not find closing ]"},
    {"AnchorsAndAliases",
     "- rule: a/b\n"
     "  why: *w\n",
     "r.yaml:2:8: aliases are not part of the rule language"},
};

INSTANTIATE_TEST_SUITE_P(Texts, LoaderErrors, testing::ValuesIn(kBadTexts),
                         [](const auto &info) { return info.param.name; });

TEST(Loader, KnowsConstantsOfLaterFiles) {
  llvm::MemoryBufferRef rule("- rule: a/b\n  authorizer: a\n  mode: {parameter: m, has: [X, Y]}\n"
                             "  operation: {call: f}\n  objects: {p: arg0}\n  why: w\n",
                             "a.yaml");
  llvm::MemoryBufferRef constants("- constants: {X: 0x10, Y: 010, N: -1}\n", "b.yaml");
  llvm::Expected<RuleSet> set = loadRuleTexts({rule, constants});
  ASSERT_TRUE(bool(set)) << llvm::toString(set.takeError());
  EXPECT_THAT(set->rules.front().anyOf.front().mode->values, ElementsAre(0x18));
  EXPECT_EQ(set->constants.at("N"), -1);
}

TEST(Loader, ReadsARuleWithEverything) {
  Rule rule = onlyRule("- rule: mm/mmap\n"
                       "  any-of:\n"
                       "    - authorizer: security_mmap_file\n"
                       "      objects: {file: arg0}\n"
                       "    - {authorizer: is_kernel, accepts: nonzero, objects: {file: arg0}}\n"
                       "  on:\n"
                       "    - call: [do_mmap, file_operations.mmap]\n"
                       "      when: {arg3: {has: 4, equals: [4, 5]}, arg0: not-null}\n"
                       "      unless: {arg1: {is: \"&bpf_map_fops\"}}\n"
                       "    - {call: do_mmap_locked, within: [do_open, g]}\n"
                       "  entries: system-call\n"
                       "  confidence: low\n"
                       "  for-kernels: \">=5.7 <6.13\"\n"
                       "  exempt:\n"
                       "    - {caller: [aio_*], object-from: aio_private_file, until: 2027-01-31, why: w}\n"
                       "  why: |\n"
                       "    Reason, on\n"
                       "    two lines.\n");
  ASSERT_EQ(rule.anyOf.size(), 2u);
  EXPECT_EQ(rule.anyOf[1].accepts, Accepts{AcceptedResults::NonZero});
  ASSERT_EQ(rule.operations.size(), 3u);
  EXPECT_EQ(rule.operations[0].kind, OperationKind::Call);
  EXPECT_EQ(rule.operations[0].when.size(), 3u);
  EXPECT_EQ(rule.operations[1].name, "file_operations.mmap");
  EXPECT_EQ(rule.operations[1].kind, OperationKind::MemberCall);
  EXPECT_EQ(rule.operations[1].unless[0].object->root, RootKind::AddressOfGlobal);
  EXPECT_THAT(rule.operations[2].within, ElementsAre("do_open", "g"));
  EXPECT_EQ(rule.exemptions[0].until, "2027-01-31");
  EXPECT_THAT(rule.exemptions[0].objectFrom, ElementsAre("aio_private_file"));
  EXPECT_EQ(rule.why, "Reason, on two lines.");
  EXPECT_EQ(rule.operations[1].where.line, 7u);
  EXPECT_EQ(rule.operations[1].where.column, 23u);
}

TEST(Loader, NamesTheFileThatIsMissing) {
  llvm::Expected<RuleSet> set = loadRules({"/nonexistent/rules.yaml"});
  ASSERT_FALSE(bool(set));
  EXPECT_EQ(llvm::toString(set.takeError()), "/nonexistent/rules.yaml: no such file or directory");
}

TEST(Loader, TakesAnEmptyFileForNoRules) {
  llvm::Expected<RuleSet> set = loadText("# only a comment\n");
  ASSERT_TRUE(bool(set)) << llvm::toString(set.takeError());
  EXPECT_THAT(set->rules, IsEmpty());
}

TEST(Loader, ReadsTheShippedPackWithoutAMessage) {
  llvm::Expected<RuleSet> set = loadRules({HOOKQUAL_SOURCE_DIR "/rules/linux"});
  ASSERT_TRUE(bool(set)) << llvm::toString(set.takeError());
  EXPECT_GE(set->rules.size(), 25u);
  EXPECT_NE(set->find("vfs/unlink"), nullptr);
  EXPECT_EQ(set->find("vfs/no-such-rule"), nullptr);
}

} // namespace
