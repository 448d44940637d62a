/* SPDX-License-Identifier: MIT */
/* As much of the security framework as these files need; it is called what Linux calls it. */
#pragma once

#include "../include/kernel.h"

#define EOPNOTSUPP 95

struct inode {
	unsigned int i_flags;
};
#define S_PRIVATE 512
#define IS_PRIVATE(inode) ((inode)->i_flags & S_PRIVATE)

struct file {
	struct inode *f_inode;
	int f_owner;
};

union security_list_options {
	int (*file_open)(struct file *file);
	int (*file_lock)(struct file *file, int cmd);
	int (*file_label)(struct file *file);
	int (*file_receive)(struct file *file);
	void (*file_free)(struct file *file);
};

struct security_hook_list {
	union security_list_options hook;
};
#define LSM_HOOK_INIT(NAME, FUNCTION) {.hook = {.NAME = FUNCTION}}

struct lsm_info {
	const char *name;
	int (*init)(void);
};
#define DEFINE_LSM(lsm) struct lsm_info __lsm_##lsm

void security_add_hooks(struct security_hook_list *hooks, int count);

struct static_key {
	int on;
};
int static_branch(struct static_key *key);

#define SLOT(HOOK, NUM)                                                                            \
	extern struct static_key security_hook_active_##HOOK##_##NUM;                              \
	int __SCT__lsm_static_call_##HOOK##_##NUM(struct file *file)
#define ASK(NUM, HOOK, RC, DEFAULT, file)                                                          \
	if (static_branch(&security_hook_active_##HOOK##_##NUM)) {                                 \
		RC = __SCT__lsm_static_call_##HOOK##_##NUM(file);                                  \
		if (RC != DEFAULT)                                                                 \
			goto out;                                                                  \
	}

SLOT(file_open, 0);
SLOT(file_open, 1);
SLOT(file_open, 2);
SLOT(file_label, 0);
SLOT(file_label, 1);
