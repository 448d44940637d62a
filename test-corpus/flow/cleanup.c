// A cleanup attribute runs code on every way out of the scope.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static void put_file(struct file **file)
{
	if (*file)
		fput(*file);
}

static void clear_file_bad(struct file **file)
{
	do_ftruncate(*file, 0); // expect: file/truncate *file
}

#define __free(function) __attribute__((__cleanup__(function)))

SYSCALL_DEFINE1(scoped_ok, int, fd)
{
	struct file *file __free(put_file) = fget(fd);

	if (!file)
		return -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(scoped_bad, int, fd)
{
	struct file *file __free(put_file) = fget(fd);

	if (!file)
		return -EBADF;
	if (!security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE1(cleared_on_exit, int, fd)
{
	struct file *file __free(clear_file_bad) = fget(fd);

	if (security_file_truncate(file))
		return -EACCES;
	return 0;
}
