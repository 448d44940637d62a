// SPDX-License-Identifier: MIT
#include "reports/Hooks.h"

#include "reports/Golden.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

constexpr const char *kDeclarations = "include/linux/lsm_hook_defs.h";

SourceRange at(std::string file, uint32_t line, uint32_t column) {
  return {std::move(file), line, column, line, column + 4};
}

Hook unlinkHook() {
  Hook hook{.name = "inode_unlink",
            .returns = "int",
            .defaultValue = "0",
            .parameters = {{"struct inode *", "dir"}, {"struct dentry *", "dentry"}},
            .where = at(kDeclarations, 133, 18)};
  hook.doc = {.summary = "Check if unlinking is allowed",
              .description = "Check the permission to remove a hard link to a file.",
              .returns = "Returns 0 if permission is granted.",
              .parameters = {{"dir", "parent directory"}, {"dentry", "file"}}};
  hook.wrappers = {{"security_inode_unlink", at("security/security.c", 2110, 5)}};
  hook.callSites = {{"vfs_unlink", at("fs/namei.c", 4530, 10)}, {"", at("fs/other.c", 3, 20), true}};
  hook.implementations = {
      {"bpf", "bpf_lsm_inode_unlink", at("security/bpf/hooks.c", 14, 2), true},
      {"selinux", "selinux_inode_unlink", at("security/selinux/hooks.c", 7100, 2), false}};
  hook.entry.rules = {"vfs/unlink", "vfs/unlink-other"};
  return hook;
}

Hook freeHook() {
  Hook hook{.name = "key_free",
            .returns = "void",
            .defaultValue = "LSM_RET_VOID",
            .parameters = {{"struct key *", ""}},
            .condition = "CONFIG_KEYS",
            .where = at(kDeclarations, 411, 30)};
  hook.entry.none = "releases";
  hook.entry.why = "nothing follows that it could guard";
  return hook;
}

Hook oldHook() {
  return {.name = "label", .returns = "char *", .where = at("include/linux/lsm_hooks.h", 9, 3)};
}

HookReport oneTree() {
  HookReport report{.toolVersion = "0.1.0", .rulesDigest = "aa"};
  report.tree = {.kernelVersion = "6.12.117",
                 .declaredIn = kDeclarations,
                 .hooks = {unlinkHook(), freeHook(), oldHook()},
                 .filesRead = 12,
                 .unread = {{"fs/gone.c", "No such file or directory"}}};
  return report;
}

HookReport twoTrees() {
  HookReport report = oneTree();
  HookDrift drift{.against = {.kernelVersion = "5.4", .declaredIn = "include/linux/lsm_hooks.h"}};
  drift.added = {unlinkHook()};
  drift.removed = {oldHook()};
  drift.changed = {{"key_free", HookAspect::Returns, "int", "void"},
                   {"key_free", HookAspect::Condition, "", "CONFIG_KEYS"}};
  drift.moved = {
      {"inode_unlink", {{"do_unlink", at("fs/namei.c", 3, 4)}}, {{"vfs_unlink", at("fs/namei.c", 5, 6)}}}};
  drift.renamed = {{"label", "inode_unlink", 50, 0, 50, 100}};
  drift.operations = {{"inode_unlink", {"inode_operations.unlink"}, {"do_unlink"}}};
  report.drift = drift;
  return report;
}

template <typename Write> std::string render(Write write, const HookReport &report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  write(report, out);
  return text;
}

TEST(HooksReport, TextIsAParagraphAHook) {
  expectGolden("hooks.txt", render(writeHooksText, oneTree()));
}

TEST(HooksReport, TextOfTwoTreesIsWhatDiffers) {
  expectGolden("hooks-drift.txt", render(writeHooksText, twoTrees()));
}

TEST(HooksReport, JsonHasAllOfIt) {
  const std::string text = render(writeHooksJson, twoTrees());
  expectGolden("hooks.json", text);
  EXPECT_TRUE(bool(llvm::json::parse(text)));
}

} // namespace
} // namespace hookqual::reports
