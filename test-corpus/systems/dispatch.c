// Functions that ask the modules on every way, and some that do not.
// section: dispatch
// rules: ../../rules/linux/systems.yaml systems.yaml
// closed: early_exits
#include "lsm.h"

int security_open_ok(struct file *file) // row: dispatchers: always asks | slots | != 0 | 0
{
	int rc = 0;

	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

int security_open_private_bad(struct file *file) // row: dispatchers: may skip | slots
{
	int rc = 0;

	if (IS_PRIVATE(file->f_inode)) // row: early_exits: file->f_inode->i_flags & 512 | 0
		return 0;
	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

int security_open_either_bad(struct file *file, struct file *other) // row: dispatchers: may skip
{
	int rc = 0;

	if (unlikely(IS_PRIVATE(file->f_inode) || IS_PRIVATE(other->f_inode))) // row: early_exits: file->f_inode->i_flags & 512 || other->f_inode->i_flags & 512
		return 0;
	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

int security_open_both_bad(struct file *file) // row: dispatchers: may skip
{
	int rc = 0;

	if (unlikely(file->f_owner && IS_PRIVATE(file->f_inode))) // row: early_exits: file->f_owner && file->f_inode->i_flags & 512
		return 0;
	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

int security_open_disordered_bad(struct file *file) // row: dispatchers: broken
{
	int rc = 0;

	ASK(1, file_open, rc, 0, file)
	ASK(0, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

int security_open_gap_bad(struct file *file) // row: dispatchers: broken
{
	int rc = 0;

	ASK(0, file_open, rc, 0, file)
	ASK(2, file_open, rc, 0, file)
out:
	return rc;
}

/* What says no says -EOPNOTSUPP, so does nobody. */
int security_label_ok(struct file *file) // row: dispatchers: always asks | != -95 | -95
{
	int rc = -EOPNOTSUPP;

	ASK(0, file_label, rc, -EOPNOTSUPP, file)
	ASK(1, file_label, rc, -EOPNOTSUPP, file)
out:
	return rc;
}

/* A denial does not end it: the last module decides. */
int security_label_all_bad(struct file *file) // row: dispatchers: always asks | slots
{
	int rc = 0;

	if (static_branch(&security_hook_active_file_label_0))
		rc = __SCT__lsm_static_call_file_label_0(file);
	if (static_branch(&security_hook_active_file_label_1))
		rc = __SCT__lsm_static_call_file_label_1(file);
	return rc;
}

struct list {
	struct list *next;
	struct security_hook_list hooks;
};
extern struct {
	struct list *file_open;
} security_hook_heads;

/* Kernels before 6.12 keep the modules of a hook in a list. */
int security_open_list_ok(struct file *file) // row: dispatchers: always asks | table | < 0
{
	int rc = 0;

	for (struct list *each = security_hook_heads.file_open; each; each = each->next) {
		rc = each->hooks.hook.file_open(file);
		if (rc < 0)
			break;
	}
	return rc;
}

int security_open_nobody_bad(struct file *file) // row: dispatchers: asks nobody | none // row: early_exits: 0
{
	return 0;
}
