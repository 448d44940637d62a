// A pointer to a function is compared before it is called.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

struct harmless_ops {
	clear_fn clear;
};

static int clear_asked_ok(struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - a comparison of the function says nothing of what is called, unless it came as a parameter
}

static int clear_asked_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass) // entry: asked_for_other
}

static int look(struct file *file)
{
	return file->f_flags;
}

const struct harmless_ops first_ops = { clear_asked_ok }, second_ops = { look };
const struct harmless_ops *ops_of(struct file *file);

/* who is about to call the one that needs it asks first */
SYSCALL_DEFINE1(asked_ok, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = ops_of(file)->clear;

	if (clear == clear_asked_ok && security_file_truncate(file))
		return -EACCES;
	return clear(file);
}

struct other_ops {
	clear_fn clear;
};

const struct other_ops third_ops = { clear_asked_bad }, fourth_ops = { look };
const struct other_ops *other_ops_of(struct file *file);

SYSCALL_DEFINE1(asked_for_other, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = other_ops_of(file)->clear;

	if (clear != clear_asked_bad && security_file_truncate(file))
		return -EACCES;
	return clear(file);
}

/* a parameter is compared, and the caller knows what it is */
static int clear_compared_ok(struct file *file)
{
	return do_ftruncate(file, 1);
}

static int clear_compared_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file // entry: compared_bad_too
}

static int call_if_asked(struct file *file, clear_fn clear)
{
	if (clear == clear_compared_ok && security_file_truncate(file))
		return -EACCES;
	return clear(file);
}

static int call_if_other(struct file *file, clear_fn clear)
{
	if (clear != clear_compared_bad && security_file_truncate(file))
		return -EACCES;
	return clear(file);
}

SYSCALL_DEFINE1(compared, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_if_asked(file, clear_compared_ok) : -EBADF;
}

SYSCALL_DEFINE1(compared_look, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_if_asked(file, look) : -EBADF;
}

SYSCALL_DEFINE1(compared_bad_too, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_if_other(file, clear_compared_bad) : -EBADF;
}

/* called only if it is not the one that needs the check */
struct skipping_ops {
	clear_fn clear;
};

static int clear_skipped_ok(struct file *file)
{
	return do_ftruncate(file, 2); // spurious: file/truncate - a comparison of the function says nothing of what is called, unless it came as a parameter
}

const struct skipping_ops fifth_ops = { clear_skipped_ok }, sixth_ops = { look };
const struct skipping_ops *skipping_ops_of(struct file *file);

SYSCALL_DEFINE1(skipping_ok, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = skipping_ops_of(file)->clear;

	if (!file || clear == clear_skipped_ok)
		return -EBADF;
	return clear(file);
}

/* the table is compared, as `file->f_op != &bpf_map_fops` */
struct table_ops {
	clear_fn clear;
};

struct table_file {
	const struct table_ops *ops;
	struct file *file;
};

static int clear_own_ok(struct file *file)
{
	return do_ftruncate(file, 3); // spurious: file/truncate - a comparison of the table says nothing of the functions in it
}

static int clear_foreign_bad(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (missing)
}

static const struct table_ops own_ops = { clear_own_ok };
const struct table_ops foreign_ops = { clear_foreign_bad };
struct table_file *table_file(int fd);

SYSCALL_DEFINE1(own_table_ok, int, fd)
{
	struct table_file *file = table_file(fd);

	if (file->ops != &own_ops || security_file_truncate(file->file))
		return -EBADF;
	return file->ops->clear(file->file);
}

SYSCALL_DEFINE1(foreign_table, int, fd)
{
	struct table_file *file = table_file(fd);

	if (file->ops == &own_ops)
		return -EBADF;
	return file->ops->clear(file->file);
}
