// A function is handed around under another name than that of its body.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

static int apply(clear_fn fn, struct file *file)
{
	return fn(file);
}

/* an alias as of a weak cond_syscall() or a compat name */
int clear_aliased_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file
}

int clear_other_name(struct file *file) __attribute__((alias("clear_aliased_bad")));

SYSCALL_DEFINE1(aliased, int, fd)
{
	struct file *file = fget(fd);

	return file ? apply(clear_other_name, file) : -EBADF;
}

int clear_aliased_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

int clear_good_name(struct file *file) __attribute__((alias("clear_aliased_ok")));

SYSCALL_DEFINE1(aliased_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return apply(clear_good_name, file);
}

/* the alias stands in a table */
struct named_ops {
	clear_fn clear;
};

int clear_in_table_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing) // entry: in_table
}

int clear_table_name(struct file *file) __attribute__((weak, alias("clear_in_table_bad")));

static const struct named_ops named_ops = { clear_table_name };

SYSCALL_DEFINE1(in_table, int, fd)
{
	struct file *file = fget(fd);

	return file ? named_ops.clear(file) : -EBADF;
}

/* the function behind a macro or an address that is taken twice */
static int clear_cast_bad(struct file *file, int unused)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: cast
}

SYSCALL_DEFINE1(cast, int, fd)
{
	struct file *file = fget(fd);

	return file ? apply((clear_fn)(void *)&clear_cast_bad, file) : -EBADF;
}
