// A table of operations is called directly or through a local pointer that surely means it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct clear_ops {
	int (*clear)(struct file *file);
	int (*name)(struct file *file);
};

static int clear_lax_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: direct_lax local_lax late_lax
}

static int clear_strict_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

/* only reached where the caller asked */
static int clear_judged_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int name(struct file *file)
{
	return file->f_flags;
}

static const struct clear_ops lax_ops = { .clear = clear_lax_bad, .name = name };
static const struct clear_ops strict_ops = { .clear = clear_strict_ok, .name = name };
static const struct clear_ops judged_ops = { .clear = clear_judged_ok, .name = name };

SYSCALL_DEFINE1(direct_lax, int, fd)
{
	struct file *file = fget(fd);

	return file ? lax_ops.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(direct_strict, int, fd)
{
	struct file *file = fget(fd);

	return file ? strict_ops.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(direct_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return judged_ops.clear(file);
}

SYSCALL_DEFINE1(local_lax, int, fd)
{
	const struct clear_ops *ops = &lax_ops;
	struct file *file = fget(fd);

	return file ? ops->clear(file) : -EBADF;
}

SYSCALL_DEFINE1(local_strict, int, fd)
{
	const struct clear_ops *ops = &strict_ops;
	struct file *file = fget(fd);

	return file ? ops->clear(file) : -EBADF;
}

SYSCALL_DEFINE1(local_judged, int, fd)
{
	const struct clear_ops *ops;
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	ops = &judged_ops;
	return ops->clear(file);
}

/* what the pointer meant before does not matter */
SYSCALL_DEFINE1(late_lax, int, fd)
{
	const struct clear_ops *ops = &judged_ops;
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	ops->name(file);
	ops = &lax_ops;
	return ops->clear(file);
}
