/* SPDX-License-Identifier: MIT */
/* Capabilities, and the credentials and namespaces they are asked of, in miniature. */
#pragma once

#include "kernel.h"

struct mm_struct;
struct user_namespace;
struct uts_namespace { struct user_namespace *user_ns; };
struct mnt_namespace { struct user_namespace *user_ns; };
struct pid_namespace { struct user_namespace *user_ns; };
struct nsproxy {
	struct uts_namespace *uts_ns;
	struct mnt_namespace *mnt_ns;
};
struct cred {
	long usage;
	struct user_namespace *user_ns;
};
struct task_struct {
	const struct cred *cred;
	struct nsproxy *nsproxy;
	struct mm_struct *mm;
};

#define CAP_NET_RAW 13
#define CAP_SYS_MODULE 16
#define CAP_SYS_RAWIO 17
#define CAP_SYS_CHROOT 18
#define CAP_SYS_PTRACE 19
#define CAP_SYS_PACCT 20
#define CAP_SYS_ADMIN 21
#define CAP_SYS_BOOT 22
#define CAP_SYS_NICE 23
#define CAP_SYS_TIME 25
#define CAP_SYS_TTY_CONFIG 26

bool capable(int cap);
bool ns_capable(struct user_namespace *ns, int cap);
bool ns_capable_setid(struct user_namespace *ns, int cap);
bool ns_capable_noaudit(struct user_namespace *ns, int cap);
struct task_struct *get_current(void);

#define current get_current()
#define current_user_ns() (current->cred->user_ns)
