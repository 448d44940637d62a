// What a function does not check itself it asks of its callers, however far up they are.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int prepare_and_clear_ok(struct file *file)
{
	file->f_flags = 0;
	return clear_ok(file);
}

SYSCALL_DEFINE1(checked_above_ok, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	return prepare_and_clear_ok(file);
}

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: checked_nowhere
}

static int prepare_and_clear(struct file *file)
{
	file->f_flags = 0;
	return clear_bad(file);
}

SYSCALL_DEFINE1(checked_nowhere, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return prepare_and_clear(file);
}
