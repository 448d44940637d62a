/* SPDX-License-Identifier: MIT */
/* Tasks, their credentials, and who may do what to them, in miniature. */
#pragma once

#include "kernel.h"

#define CAP_SETGID 6
#define CAP_SETUID 7
#define CAP_NET_ADMIN 12
#define CAP_NET_RAW 13
#define CAP_SYS_ADMIN 21
#define CAP_SYS_BOOT 22
#define CAP_SYS_NICE 23
#define CAP_SYS_RESOURCE 24

typedef struct { unsigned int val; } kuid_t;
typedef struct { unsigned int val; } kgid_t;

struct user_namespace { struct user_namespace *parent; };
struct cred {
	kuid_t uid, euid;
	kgid_t gid, egid;
	struct user_namespace *user_ns;
};
struct mm_struct;
struct nsproxy;
struct files_struct;
struct fs_struct;
struct sighand_struct;
struct io_context;
struct task_struct {
	const struct cred *real_cred, *cred;
	struct mm_struct *mm;
	struct nsproxy *nsproxy;
	struct files_struct *files;
	struct fs_struct *fs;
	struct sighand_struct *sighand;
	struct io_context *io_context;
	unsigned long flags;
	int pdeath_signal;
	kuid_t loginuid;
};

extern struct user_namespace init_user_ns;
struct task_struct *get_current(void);
#define current get_current()
struct task_struct *find_task_by_vpid(int pid);
struct cred *prepare_creds(void);
int commit_creds(struct cred *new);

bool capable(int cap);
bool ns_capable(struct user_namespace *ns, int cap);
bool ns_capable_noaudit(struct user_namespace *ns, int cap);
bool ns_capable_setid(struct user_namespace *ns, int cap);
bool perfmon_capable(void);
bool ptrace_may_access(struct task_struct *task, unsigned int mode);

static inline bool uid_eq(kuid_t left, kuid_t right) { return left.val == right.val; }
static inline bool gid_eq(kgid_t left, kgid_t right) { return left.val == right.val; }
