// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Drift.h"
#include "analyzer/hooks/RuleEntries.h"
#include "analyzer/hooks/TreeTesting.h"

#include "rules/Loader.h"

#include <gmock/gmock.h>

namespace hookqual::hooks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The hook file_open as declared, and what calls it.
TestTree treeWith(const std::string &declarations, const std::string &callers) {
  TestTree tree;
  tree.add("include/linux/lsm_hook_defs.h", declarations);
  tree.add("security/security.c", "int security_file_open(struct file *f)\n{\n"
                                  "	return call_int_hook(file_open, f);\n}\n");
  tree.add("fs/open.c", callers);
  return tree;
}

reports::HookDrift drift(const std::string &before, const std::string &after) {
  return driftBetween(treeWith(after, "").read(), treeWith(before, "").read());
}

std::vector<std::string> changes(const reports::HookDrift &drift) {
  std::vector<std::string> changes;
  for (const reports::HookChange &change : drift.changed)
    changes.push_back(change.hook + " " + std::to_string(int(change.aspect)) + ": " + change.before + " -> " +
                      change.after);
  return changes;
}

constexpr const char *kOpen = "LSM_HOOK(int, 0, file_open, struct file *file)\n";

TEST(Drift, SaysWhatCameAndWhatWent) {
  const reports::HookDrift found = drift(std::string(kOpen) + "LSM_HOOK(int, 0, old, void)\n",
                                         std::string(kOpen) + "LSM_HOOK(int, 0, young, int a)\n");
  ASSERT_EQ(found.added.size(), 1u);
  EXPECT_EQ(found.added[0].name, "young");
  ASSERT_EQ(found.removed.size(), 1u);
  EXPECT_EQ(found.removed[0].name, "old");
  EXPECT_THAT(changes(found), IsEmpty());
}

TEST(Drift, TellsEachChangeOfADeclaration) {
  EXPECT_THAT(changes(drift(kOpen, kOpen)), IsEmpty());
  EXPECT_THAT(changes(drift(kOpen, "LSM_HOOK(void, LSM_RET_VOID, file_open, struct file *file)\n")),
              ElementsAre("file_open 0: int -> void", "file_open 1: 0 -> LSM_RET_VOID"));
  EXPECT_THAT(changes(drift(kOpen, "LSM_HOOK(int, 0, file_open, const struct file *file, int a)\n")),
              ElementsAre("file_open 2: struct file *file -> const struct file *file, int a"));
  EXPECT_THAT(changes(drift(kOpen, "LSM_HOOK(int, 0, file_open, struct file *f)\n")),
              ElementsAre("file_open 3: struct file *file -> struct file *f"));
  EXPECT_THAT(changes(drift(kOpen, std::string("#ifdef A\n") + kOpen + "#endif\n")),
              ElementsAre("file_open 4:  -> A"));
}

TEST(Drift, AnUnknownDefaultHasNotChanged) {
  TestTree old;
  old.add("include/linux/lsm_hooks.h",
          "union security_list_options {\n	int (*file_open)(struct file *file);\n};\n");
  EXPECT_THAT(changes(driftBetween(treeWith(kOpen, "").read(), old.read())), IsEmpty());
}

TEST(Drift, CallsMoveBetweenFunctionsNotBetweenLines) {
  const std::string before = "int f(void)\n{\n	security_file_open(1);\n	security_file_open(2);\n}\n";
  const std::string after =
      "\n\nint f(void)\n{\n	security_file_open(1);\n}\nint g(void)\n{\n	security_file_open(3);\n}\n";
  const reports::HookDrift found =
      driftBetween(treeWith(kOpen, after).read(), treeWith(kOpen, before).read());
  ASSERT_EQ(found.moved.size(), 1u);
  EXPECT_THAT(placesOf(found.moved[0].gone), ElementsAre("fs/open.c:4:2 f"));
  EXPECT_THAT(placesOf(found.moved[0].come), ElementsAre("fs/open.c:9:2 g"));
  EXPECT_THAT(driftBetween(treeWith(kOpen, "\n\n" + before).read(), treeWith(kOpen, before).read()).moved,
              IsEmpty());
}

std::vector<std::string> renamings(const reports::HookDrift &drift) {
  std::vector<std::string> found;
  for (const reports::HookRenaming &each : drift.renamed)
    found.push_back(each.before + " -> " + each.after + " " + std::to_string(each.likeness));
  return found;
}

TEST(Drift, AHookThatIsGoneMayHaveANewName) {
  // Two of three words, the same parameter, no callers in either tree: 66, 100, 100.
  EXPECT_THAT(renamings(drift("LSM_HOOK(void, LSM_RET_VOID, map_free_security, struct map *map)\n",
                              "LSM_HOOK(void, LSM_RET_VOID, map_free, struct map *map)\n"
                              "LSM_HOOK(int, 0, map_open, struct file *file, int flags)\n")),
              ElementsAre("map_free_security -> map_free 88"));
}

TEST(Drift, HooksThatShareNoWordOrLittleElseAreNotRenamed) {
  EXPECT_THAT(renamings(drift("LSM_HOOK(int, 0, key_free, struct key *key)\n",
                              "LSM_HOOK(int, 0, map_open, struct key *key)\n")),
              IsEmpty());
  EXPECT_THAT(renamings(drift(std::string(kOpen) + "LSM_HOOK(int, 0, file_label, struct file *file)\n",
                              std::string(kOpen))),
              IsEmpty());
}

constexpr const char *kRules = R"(
- rule: file/open
  any-of:
    - { authorizer: security_other }
    - { authorizer: security_file_open }
  operation: { call: f }
  objects: { file: arg0 }
  why: a test
- hook: security_idle
  none: provider
  why: it makes the answer
)";

TEST(RuleEntries, AreTheRulesThatAskOrTheReasonForNone) {
  TestTree tree =
      treeWith(std::string(kOpen) + "LSM_HOOK(int, 0, idle, void)\nLSM_HOOK(int, 0, alone, void)\n", "");
  tree.add("security/security.c",
           "int security_file_open(struct file *f)\n{\n	return call_int_hook(file_open, f);\n}\n"
           "int security_idle(void)\n{\n	return call_int_hook(idle);\n}\n");
  auto rules = rules::loadRuleTexts({llvm::MemoryBufferRef(kRules, "test.yaml")});
  ASSERT_TRUE(bool(rules)) << llvm::toString(rules.takeError());
  reports::HookTree read = tree.read();
  addRuleEntries(*rules, read);
  EXPECT_THAT(hookNamed(read, "file_open").entry.rules, ElementsAre("file/open"));
  EXPECT_EQ(hookNamed(read, "idle").entry.none, "provider");
  EXPECT_EQ(hookNamed(read, "idle").entry.why, "it makes the answer");
  EXPECT_THAT(hookNamed(read, "alone").entry.rules, IsEmpty());
  EXPECT_EQ(hookNamed(read, "alone").entry.none, "");
}

rules::RuleSet rulesOf(const std::string &text) {
  return llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(text, "test.yaml")}));
}

TEST(RuleEntries, OperationsOfOneKernelOnlyAreGainedOrLost) {
  const rules::RuleSet now = rulesOf(kRules);
  const rules::RuleSet then = rulesOf("- rule: file/close\n"
                                      "  authorizer: security_file_open\n"
                                      "  operation: { call: g }\n"
                                      "  objects: { file: arg0 }\n"
                                      "  why: a test\n");
  const reports::HookTree tree = treeWith(kOpen, "").read();
  const auto drift = operationsDrift(now, tree, then, tree);
  ASSERT_EQ(drift.size(), 1u);
  EXPECT_EQ(drift[0].hook, "file_open");
  EXPECT_THAT(drift[0].gained, ElementsAre("f"));
  EXPECT_THAT(drift[0].lost, ElementsAre("g"));
  EXPECT_TRUE(operationsDrift(now, tree, now, tree).empty());
}

} // namespace
} // namespace hookqual::hooks
