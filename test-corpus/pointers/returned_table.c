// The table of operations is what a function returns.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct lax_ops {
	int (*clear)(struct file *file);
};

struct strict_ops {
	int (*clear)(struct file *file);
};

struct mixed_ops {
	int (*clear)(struct file *file);
};

static int clear_lax_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: lax
}

static int clear_strict_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static const struct lax_ops lax_ops = { clear_lax_bad };
static const struct strict_ops strict_ops = { clear_strict_ok };

static const struct lax_ops *lax_ops_of(struct file *file)
{
	return file->f_flags ? &lax_ops : NULL;
}

static const struct strict_ops *strict_ops_of(struct file *file)
{
	return &strict_ops;
}

SYSCALL_DEFINE1(lax, int, fd)
{
	struct file *file = fget(fd);
	const struct lax_ops *ops = file ? lax_ops_of(file) : NULL;

	return ops ? ops->clear(file) : -EBADF;
}

SYSCALL_DEFINE1(strict, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return strict_ops_of(file)->clear(file);
}

/* one type, two tables, each with a function that returns it */
static int clear_mixed_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing)
}

static int clear_mixed_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

static const struct mixed_ops unjudged_ops = { clear_mixed_bad };
static const struct mixed_ops judged_ops = { clear_mixed_ok };

static const struct mixed_ops *unjudged(void)
{
	return &unjudged_ops;
}

static const struct mixed_ops *judged(void)
{
	return &judged_ops;
}

SYSCALL_DEFINE1(mixed_unjudged, int, fd)
{
	struct file *file = fget(fd);

	return file ? unjudged()->clear(file) : -EBADF;
}

SYSCALL_DEFINE1(mixed_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return judged()->clear(file);
}

/* a function that returns the function, as sock_pf() and the iterators do */
static int clear_returned_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: returned
}

static int clear_returned_ok(struct file *file)
{
	return do_ftruncate(file, 2);
}

static int (*unjudged_function(struct file *file))(struct file *)
{
	return file->f_flags ? clear_returned_bad : NULL;
}

static int (*judged_function(void))(struct file *)
{
	return clear_returned_ok;
}

SYSCALL_DEFINE1(returned, int, fd)
{
	struct file *file = fget(fd);
	int (*clear)(struct file *) = file ? unjudged_function(file) : NULL;

	return clear ? clear(file) : -EBADF;
}

SYSCALL_DEFINE1(returned_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return judged_function()(file);
}
