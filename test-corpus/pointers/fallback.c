// A table may leave a function out, and then another one is called.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct sync_ops {
	int (*sync)(struct file *file);
	int (*prepare)(struct file *file);
};

const struct sync_ops *ops_of(struct file *file);

/* the one for all who have none of their own */
static int generic_sync_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: sync_or_generic
}

static int own_sync_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

const struct sync_ops own_ops = { .sync = own_sync_ok };

SYSCALL_DEFINE1(sync_or_generic, int, fd)
{
	struct file *file = fget(fd);
	const struct sync_ops *ops = ops_of(file);

	if (!ops->sync)
		return generic_sync_bad(file);
	if (security_file_truncate(file))
		return -EACCES;
	return ops->sync(file);
}

/* the check is the business of who has a function of his own */
struct late_ops {
	int (*sync)(struct file *file);
};

const struct late_ops *late_ops_of(struct file *file);

static int generic_late_ok(struct file *file)
{
	return do_ftruncate(file, 2); // spurious: file/truncate - which function was chosen is not known, so each counts on every way
}

static int own_late_bad(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (bypass) // entry: late_or_generic
}

const struct late_ops own_late_ops = { .sync = own_late_bad };

SYSCALL_DEFINE1(late_or_generic, int, fd)
{
	struct file *file = fget(fd);
	int (*sync)(struct file *file) = late_ops_of(file)->sync;

	if (!sync) {
		if (security_file_truncate(file))
			return -EACCES;
		sync = generic_late_ok;
	}
	return sync(file);
}
