// What is handed down as a parameter was taken from a table, or is a parameter of the caller.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

struct source_ops {
	clear_fn clear;
};

const struct source_ops *source_ops_of(struct file *file);

static int apply(clear_fn fn, struct file *file)
{
	return fn(file);
}

/* stands in the table, and whoever takes it out does not ask */
static int clear_loaded_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: loaded
}

static const struct source_ops source_ops = { clear_loaded_bad };

SYSCALL_DEFINE1(loaded, int, fd)
{
	struct file *file = fget(fd);

	return file ? apply(source_ops_of(file)->clear, file) : -EBADF;
}

/* stands in no table, and who hands it down asks */
static int clear_named_ok(struct file *file)
{
	return do_ftruncate(file, 1); // spurious: file/truncate - a parameter that is given a loaded pointer counts as any function that somebody gives it
}

SYSCALL_DEFINE1(named, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return apply(clear_named_ok, file);
}

/* whoever takes it out asks */
struct judged_ops {
	clear_fn clear;
};

const struct judged_ops *judged_ops_of(struct file *file);

static int apply_judged(clear_fn fn, struct file *file)
{
	return fn(file);
}

static int clear_loaded_ok(struct file *file)
{
	return do_ftruncate(file, 2);
}

static const struct judged_ops judged_ops = { clear_loaded_ok };

SYSCALL_DEFINE1(loaded_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return apply_judged(judged_ops_of(file)->clear, file);
}

/* out of a variable */
static clear_fn hook;

static int apply_hook(clear_fn fn, struct file *file)
{
	return fn(file);
}

static int clear_hook_bad(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (missing) // entry: hooked
}

void set_hook(void)
{
	hook = clear_hook_bad;
}

SYSCALL_DEFINE1(hooked, int, fd)
{
	struct file *file = fget(fd);

	return file && hook ? apply_hook(hook, file) : -EBADF;
}
