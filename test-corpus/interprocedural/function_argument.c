// A function that is passed as an argument does the check or the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int call_with(int (*function)(struct file *file), struct file *file)
{
	return function(file);
}

static int ask(struct file *file)
{
	return security_file_truncate(file);
}

static int clear_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

static int apply_ok(int (*function)(struct file *file), struct file *file)
{
	return function(file);
}

SYSCALL_DEFINE1(passed_checked, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return apply_ok(clear_ok, file);
}

SYSCALL_DEFINE1(passed_unchecked, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_with(clear_bad, file) : -EBADF;
}

static int clear_asked_ok(struct file *file)
{
	int error = call_with(ask, file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_asked_ok)

static int clear_variable_ok(struct file *file)
{
	int (*check)(struct file *file) = ask;

	if (check(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_variable_ok)

static int make_with(int (*make)(struct file *file, loff_t length), struct file *file)
{
	return make(file, 0); // missed: file/truncate - a function without a captured body is in no set of targets
}

static int make_checked_with(int (*make)(struct file *file, loff_t length), struct file *file)
{
	int error = security_file_truncate(file);

	return error ? error : make(file, 0);
}

static int do_other(struct file *file, loff_t length)
{
	return 0;
}

SYSCALL_DEFINE1(made_checked, int, fd)
{
	struct file *file = fget(fd);

	return file ? make_checked_with(do_ftruncate, file) : -EBADF;
}

SYSCALL_DEFINE1(made_unchecked, int, fd)
{
	struct file *file = fget(fd);

	return file ? make_with(do_ftruncate, file) : -EBADF;
}

SYSCALL_DEFINE1(made_other, int, fd)
{
	struct file *file = fget(fd);

	return file ? make_with(do_other, file) : -EBADF;
}
