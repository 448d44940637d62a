// SPDX-License-Identifier: MIT
// Trees in the forms that kernels have had, and what is said of them.
#include "analyzer/hooks/TreeTesting.h"

#include <gmock/gmock.h>

namespace hookqual::hooks {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char *kDefinitions = "include/linux/lsm_hook_defs.h";

/// As since 6.3: a list of macros, wrappers with kernel-doc, static calls.
TestTree modern() {
  TestTree tree;
  tree.add(kDefinitions, R"(/*
 *	LSM_HOOK(<return_type>, <default_value>, <hook_name>, args...)
 */
LSM_HOOK(int, 0, file_open, struct file *file)
LSM_HOOK(int, -EINVAL, vm_enough_memory, struct mm_struct *mm,
	 long pages)
#ifdef CONFIG_SECURITY_PATH
LSM_HOOK(int, 0, path_chmod, const struct path *path, umode_t mode)
#endif /* CONFIG_SECURITY_PATH */
LSM_HOOK(void, LSM_RET_VOID, inode_free_security_rcu, void *)
)");
  tree.add("security/security.c", R"(#define lsm_for_each_hook(scall, NAME) for (;;)
/**
 * security_file_open() - Save open() time state for late use by the LSM
 * @file: the file,
 *        still open
 *
 * Save open-time permission checking state.
 *
 * Return: Returns 0 if permission is granted.
 */
int security_file_open(struct file *file)
{
	return call_int_hook(file_open, file);
}
int security_vm_enough_memory_mm(struct mm_struct *mm, long pages)
{
	lsm_for_each_hook(scall, vm_enough_memory) {
		security_file_open(0);
	}
}
int security_path_chmod(const struct path *path, umode_t mode) { return call_int_hook(path_chmod, path, mode); }
static void free_by_rcu(struct rcu_head *head)
{
	call_void_hook(inode_free_security_rcu, head);
}
void security_inode_free(struct inode *inode)
{
	call_rcu(inode->i_security, free_by_rcu);
}
)");
  return tree;
}

TEST(ReadHooks, DeclarationsOfTheListHaveDefaultsAndConditions) {
  const reports::HookTree tree = modern().read();
  ASSERT_EQ(tree.hooks.size(), 4u);
  EXPECT_EQ(tree.declaredIn, kDefinitions);
  const reports::Hook memory = hookNamed(tree, "vm_enough_memory");
  EXPECT_EQ(memory.returns, "int");
  EXPECT_EQ(memory.defaultValue, "-EINVAL");
  EXPECT_EQ(reports::parametersText(memory), "struct mm_struct *mm, long pages");
  EXPECT_THAT(memory.parameters, ElementsAre(reports::HookParameter{"struct mm_struct *", "mm"},
                                             reports::HookParameter{"long", "pages"}));
  EXPECT_EQ(memory.where.line, 5u);
  EXPECT_EQ(memory.condition, "");
  EXPECT_EQ(hookNamed(tree, "path_chmod").condition, "CONFIG_SECURITY_PATH");
  const reports::HookCounts counts = reports::countHooks(tree);
  EXPECT_EQ(counts.hooks, 4u);
  EXPECT_EQ(counts.returning, 3u);
}

TEST(ReadHooks, AWrapperMayHaveAnotherNameOrAHelper) {
  const reports::HookTree tree = modern().read();
  EXPECT_THAT(placesOf(hookNamed(tree, "vm_enough_memory").wrappers),
              ElementsAre("security/security.c:15:5 security_vm_enough_memory_mm"));
  EXPECT_THAT(placesOf(hookNamed(tree, "inode_free_security_rcu").wrappers),
              ElementsAre("security/security.c:26:6 security_inode_free"));
}

TEST(ReadHooks, TheCommentOfTheWrapperDocumentsTheHook) {
  const reports::HookDoc doc = hookNamed(modern().read(), "file_open").doc;
  EXPECT_EQ(doc.summary, "Save open() time state for late use by the LSM");
  EXPECT_EQ(doc.description, "Save open-time permission checking state.");
  EXPECT_EQ(doc.returns, "Returns 0 if permission is granted.");
  ASSERT_EQ(doc.parameters.size(), 1u);
  EXPECT_EQ(doc.parameters[0].name, "file");
  EXPECT_EQ(doc.parameters[0].text, "the file, still open");
  EXPECT_TRUE(hookNamed(modern().read(), "vm_enough_memory").doc.isEmpty());
}

TEST(ReadHooks, CallsAreFoundWhereTheyAreCalls) {
  TestTree tree = modern();
  tree.add("fs/open.c", R"c(int security_file_open(struct file *file);
/* security_file_open(f) */
SYSCALL_DEFINE2(open, const char __user *, name, int, flags)
{
	const char *text = "security_file_open(f)"; // security_file_open(f)
	if (ops->security_file_open(f) || security_file_open (f))
		return security_path_chmod(security_file_open(f), 0);
}
#define CHECK(f) \
	security_file_open(f)
static const struct ops ops = { .associate = security_file_open };
BTF_ID(func, security_file_open)
)c");
  tree.add("fs/open.txt", "int f(void) { security_file_open(0); }");
  tree.add("tools/open.c", "int f(void) { security_file_open(0); }");
  EXPECT_THAT(placesOf(hookNamed(tree.read(), "file_open").callSites),
              ElementsAre("fs/open.c:6:36 SYSCALL_DEFINE2(open)", "fs/open.c:7:30 SYSCALL_DEFINE2(open)",
                          "fs/open.c:10:2 CHECK", "fs/open.c:11:46  (named)"));
  EXPECT_EQ(reports::countHooks(tree.read()).notCalled, 2u); // the wrapper of wrappers is no caller
}

TEST(ReadHooks, ModulesAreNamedByTheirDefinitionElseByTheirPlace) {
  TestTree tree = modern();
  tree.add("security/commoncap.c", "static struct security_hook_list h[] = {\n"
                                   "	LSM_HOOK_INIT(vm_enough_memory, cap_vm_enough_memory),\n};\n"
                                   "DEFINE_LSM(capability) = {\n	.name = \"capability\",\n};\n");
  tree.add("security/integrity/ima/main.c", "DEFINE_LSM(ima) = { .name = \"ima\" };\n");
  tree.add("security/integrity/ima/policy/a.c", "x = LSM_HOOK_INIT(file_open, ima_file_check);\n");
  tree.add("security/landlock/fs.c", "x = LSM_HOOK_INIT(file_open, hook_file_open);\n"
                                     "DEFINE_LSM(LANDLOCK_NAME) = { .name = LANDLOCK_NAME };\n");
  tree.add("security/old.c", "/* LSM_HOOK_INIT(file_open, no) */ x = LSM_HOOK_INIT(file_open, old_open);\n");
  tree.add("security/bpf/hooks.c",
           "h[] = {\n	#define LSM_HOOK(RET, DEFAULT, NAME, ...) \\\n"
           "	LSM_HOOK_INIT(NAME, bpf_lsm_##NAME),\n	#include <linux/lsm_hook_defs.h>\n};\n"
           "DEFINE_LSM(bpf) = { .name = \"bpf\" };\n");
  const reports::HookTree read = tree.read();
  EXPECT_THAT(answersTo(hookNamed(read, "file_open")),
              ElementsAre("bpf: bpf_lsm_file_open*", "ima: ima_file_check", "landlock: hook_file_open",
                          "old: old_open"));
  EXPECT_THAT(answersTo(hookNamed(read, "vm_enough_memory")),
              ElementsAre("bpf: bpf_lsm_vm_enough_memory*", "capability: cap_vm_enough_memory"));
  EXPECT_EQ(reports::countHooks(read).notImplemented, 2u);
}

/// As from 4.2 to 5.6: pointers in a union, one comment above it that documents all of them.
TestTree withUnion() {
  TestTree tree;
  tree.add("include/linux/lsm_hooks.h", R"(#ifndef __LINUX_LSM_HOOKS_H
#define __LINUX_LSM_HOOKS_H
/**
 * union security_list_options - Linux Security Module hook function list
 *
 * Security hooks for files.
 *
 * @file_open
 *	Save open-time permission checking state in
 *	@file->f_security (e.g. a label). It is used
 *	later.
 *	@file points to the file
 *	structure.
 *
 *	Return 0 if permission is granted.
 * @unknown_hook:
 *	Not for the hook above.
 *
 * Security hooks for settime.
 *
 * @settime:
 * 	Check permission to change the system time.
 */
union security_list_options {
	int (*file_open)(struct file *file);
	int (*settime)(const struct timespec64 *ts,
			const struct timezone *tz);
	int (*capable)(int);
	char *(*label)(void);
#ifdef CONFIG_SECURITY_NETWORK
	void (*sk_clone_security)(const struct sock *sk, int (*get)(void *, int));
#endif	/* CONFIG_SECURITY_NETWORK */
};
struct security_hook_heads {
	struct hlist_head file_open;
};
#define LSM_HOOK_INIT(HEAD, HOOK) { .head = &security_hook_heads.HEAD, .hook = { .HEAD = HOOK } }
#endif
)");
  tree.add("security/security.c", R"(#define call_int_hook(FUNC, IRC, ...) ({ \
	hlist_for_each_entry(P, &security_hook_heads.FUNC, list) })
int security_file_open(struct file *file)
{
	return call_int_hook(file_open, 0, file);
}
int security_settime64(const struct timespec64 *ts, const struct timezone *tz)
{
	hlist_for_each_entry(hp, &security_hook_heads.settime, list)
		hp->hook.settime(ts, tz);
}
)");
  tree.add("security/selinux/hooks.c", "x = LSM_HOOK_INIT(file_open, selinux_file_open);\n");
  return tree;
}

TEST(ReadHooks, PointersInAUnionDeclareHooksOfUnknownDefault) {
  const reports::HookTree tree = withUnion().read();
  ASSERT_EQ(tree.hooks.size(), 5u);
  EXPECT_EQ(hookNamed(tree, "file_open").defaultValue, "unknown");
  EXPECT_EQ(reports::parametersText(hookNamed(tree, "file_open")), "struct file *file");
  EXPECT_EQ(hookNamed(tree, "file_open").condition, "");
  EXPECT_EQ(hookNamed(tree, "label").returns, "char *");
  EXPECT_THAT(hookNamed(tree, "label").parameters, IsEmpty());
  EXPECT_EQ(hookNamed(tree, "capable").parameters[0], (reports::HookParameter{"int", ""}));
  const reports::Hook clone = hookNamed(tree, "sk_clone_security");
  EXPECT_EQ(clone.condition, "CONFIG_SECURITY_NETWORK");
  EXPECT_EQ(clone.parameters[1], (reports::HookParameter{"int (*)(void *, int)", "get"}));
}

TEST(ReadHooks, OneCommentDocumentsTheUnion) {
  const reports::HookTree tree = withUnion().read();
  const reports::HookDoc doc = hookNamed(tree, "file_open").doc;
  EXPECT_EQ(doc.summary, "Save open-time permission checking state in @file->f_security (e.g. a label).");
  EXPECT_EQ(doc.description, "It is used later.");
  ASSERT_EQ(doc.parameters.size(), 1u);
  EXPECT_EQ(doc.parameters[0].text, "points to the file structure.");
  EXPECT_EQ(doc.returns, "Return 0 if permission is granted.");
  EXPECT_EQ(hookNamed(tree, "settime").doc.summary, "Check permission to change the system time.");
  EXPECT_TRUE(hookNamed(tree, "capable").doc.isEmpty());
}

TEST(ReadHooks, HeadsOfHookListsAreAsked) {
  const reports::HookTree tree = withUnion().read();
  EXPECT_THAT(placesOf(hookNamed(tree, "settime").wrappers),
              ElementsAre("security/security.c:7:5 security_settime64"));
  EXPECT_THAT(answersTo(hookNamed(tree, "file_open")), ElementsAre("selinux: selinux_file_open"));
}

/// As until 4.1: one table of operations, wrappers inline in old ones.
TestTree withTable() {
  TestTree tree;
  tree.add("include/linux/security.h", R"(#ifndef __LINUX_SECURITY_H
#define __LINUX_SECURITY_H
#ifdef CONFIG_SECURITY
/**
 * struct security_operations - main security structure
 * @ptrace:
 *	Check permission before tracing.
 */
struct security_operations {
	char name[SECURITY_NAME_MAX + 1];

	int (*ptrace) (struct task_struct * parent, struct task_struct * child);
	int (*quota_on) (struct dentry *dentry);
};
static inline int security_ptrace (struct task_struct * parent, struct task_struct * child)
{
	return security_ops->ptrace (parent, child);
}
#endif
#endif
)");
  tree.add("security/security.c", "int security_quota_on(struct dentry *dentry)\n{\n"
                                  "	return security_ops->quota_on(dentry);\n}\n");
  tree.add("security/selinux/hooks.c", "static struct security_operations selinux_ops = {\n"
                                       "	.name =	\"selinux\",\n	.ptrace = selinux_ptrace,\n};\n");
  tree.add("security/smack/smack_lsm.c",
           "struct security_operations smack_ops __read_mostly = { .quota_on = smack_quota_on };\n"
           "int register_security(struct security_operations *ops) { ops->ptrace = 0; }\n");
  tree.add("kernel/ptrace.c", "int attach(void)\n{\n	return security_ptrace(current, child);\n}\n");
  return tree;
}

TEST(ReadHooks, ATableOfOperationsDeclaresAndImplements) {
  const reports::HookTree tree = withTable().read();
  ASSERT_EQ(tree.hooks.size(), 2u); // the name is no hook
  const reports::Hook ptrace = hookNamed(tree, "ptrace");
  EXPECT_EQ(ptrace.defaultValue, "unknown");
  EXPECT_EQ(ptrace.condition, "CONFIG_SECURITY");
  EXPECT_EQ(reports::parametersText(ptrace), "struct task_struct *parent, struct task_struct *child");
  EXPECT_EQ(ptrace.doc.summary, "Check permission before tracing.");
  EXPECT_THAT(placesOf(ptrace.wrappers), ElementsAre("include/linux/security.h:15:19 security_ptrace"));
  EXPECT_THAT(placesOf(ptrace.callSites), ElementsAre("kernel/ptrace.c:3:9 attach"));
  EXPECT_THAT(answersTo(ptrace), ElementsAre("selinux: selinux_ptrace"));
  EXPECT_THAT(answersTo(hookNamed(tree, "quota_on")), ElementsAre("smack: smack_quota_on"));
}

TEST(ReadHooks, AnyNumberOfJobsReadsTheSame) {
  TestTree tree = modern();
  for (int i = 0; i < 40; ++i)
    tree.add("fs/f" + std::to_string(i) + ".c", "int f(void)\n{\n	security_file_open(0);\n}\n");
  EXPECT_EQ(placesOf(hookNamed(tree.read(1), "file_open").callSites),
            placesOf(hookNamed(tree.read(4), "file_open").callSites));
}

TEST(ReadHooks, WhatCannotBeReadIsNamed) {
  TestTree tree = modern();
  std::filesystem::create_directories(tree.root() + "/fs");
  std::filesystem::create_symlink("gone.c", tree.root() + "/fs/dangling.c");
  const reports::HookTree read = tree.read();
  ASSERT_EQ(read.unread.size(), 1u);
  EXPECT_EQ(read.unread[0].file, "fs/dangling.c");
  EXPECT_EQ(read.unread[0].reason, "No such file or directory");
  EXPECT_EQ(read.filesRead, 2u);
}

TEST(ReadHooks, ATreeWithoutHooksIsAnError) {
  TestTree tree;
  tree.add("include/linux/security.h", "int security_init(void);\n");
  EXPECT_EQ(tree.failure(),
            ": no hooks are declared: looked for macro LSM_HOOK in include/linux/lsm_hook_defs.h, "
            "union security_list_options in include/linux/lsm_hooks.h, "
            "struct security_operations in include/linux/security.h");
}

TEST(ReadHooks, ADeclarationThatIsNotUnderstoodIsAnError) {
  TestTree tree;
  tree.add(kDefinitions, "LSM_HOOK(int, 0, good, void)\n	LSM_HOOK(int, 0)\n");
  EXPECT_EQ(tree.failure(),
            "include/linux/lsm_hook_defs.h:2:2: expected LSM_HOOK(type, default, hook, parameters...)");
  tree.add(kDefinitions, "LSM_HOOK(int, 0, good, void\n");
  EXPECT_THAT(tree.failure(), HasSubstr("lsm_hook_defs.h:1:1: expected LSM_HOOK("));
}

} // namespace
} // namespace hookqual::hooks
