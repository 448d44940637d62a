// How many hooks a system call asks, and which it asks again about what has not changed.
// section: cost
// rules: ../../rules/linux/systems.yaml systems.yaml ../entries.yaml
// has: cost: open | 1 | security_file_open
// has: cost: lock | 1.5 | 2 | security_file_open x2
// hasnot: cost: close
// closed: redundant_checks
#include "lsm.h"

struct file *fget(int fd);
void work(int fd);
void change(struct file *file);

int security_file_open(struct file *file)
{
	int rc = 0;

	ASK(0, file_open, rc, 0, file)
	ASK(1, file_open, rc, 0, file)
out:
	return rc;
}

int security_file_lock(struct file *file, int cmd)
{
	return static_branch(&security_hook_active_file_label_0) ? __SCT__lsm_static_call_file_label_0(file) : 0;
}

SYSCALL_DEFINE1(open, int, fd)
{
	return security_file_open(fget(fd));
}

SYSCALL_DEFINE2(lock, int, fd, int, twice)
{
	struct file *file = fget(fd);
	int error = security_file_open(file);

	if (error)
		return error;
	if (twice)
		return security_file_open(file); // row: redundant_checks: security_file_open | __do_sys_lock
	return 0;
}

SYSCALL_DEFINE1(close, int, fd)
{
	work(fd);
	return 0;
}

static int asks_ok(struct file *file)
{
	if (security_file_lock(file, 2)) // row: redundant_checks: asks_again_by_callee_bad
		return -EPERM;
	return 0;
}

int asks_again_by_callee_bad(struct file *file)
{
	if (security_file_lock(file, 2))
		return -EPERM;
	return asks_ok(file);
}

/* Another right, another object, an object that was changed, one that may have been. */
int asks_for_another_ok(struct file *file, struct file *other)
{
	if (security_file_lock(file, 1) || security_file_lock(file, 3) || security_file_lock(other, 1))
		return -EPERM;
	file->f_owner = 1;
	if (security_file_lock(file, 1))
		return -EPERM;
	change(file);
	return security_file_lock(file, 1);
}

/* On one way only. */
int asks_perhaps_ok(struct file *file, int maybe)
{
	if (maybe && security_file_lock(file, 1))
		return -EPERM;
	return security_file_lock(file, 1);
}
