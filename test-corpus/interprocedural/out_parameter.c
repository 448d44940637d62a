// A lookup hands the object back through a pointer to a pointer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int get(int fd, struct file **result)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	*result = file;
	return 0;
}

static int get_checked(int fd, struct file **result)
// fact: ensures file/truncate *result (returns 0)
// fact: stores *result
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	*result = file;
	return 0;
}

int get_elsewhere(int fd, struct file **result);

SYSCALL_DEFINE1(get_ok, int, fd)
{
	struct file *file;
	int error = get(fd, &file);

	if (error)
		return error;
	error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(get_bad, int, fd)
{
	struct file *file;
	int error = get(fd, &file);

	if (error)
		return error;
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

SYSCALL_DEFINE1(get_checked_ok, int, fd)
{
	struct file *file;
	int error = get_checked(fd, &file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(get_elsewhere_ok, int, fd)
{
	struct file *file = NULL;

	if (get_elsewhere(fd, &file))
		return -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(get_again_bad, int, fd)
{
	struct file *file = NULL;

	if (get_elsewhere(fd, &file))
		return -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	if (get_elsewhere(fd, &file))
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE1(get_twice_bad, int, fd)
{
	struct file *file;

	if (get(fd, &file))
		return -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	if (get(fd, &file))
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
