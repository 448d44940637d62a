// A number that is looked up twice may mean another file the second time.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

SYSCALL_DEFINE1(truncate_ok, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (!error)
		error = do_ftruncate(file, 0);
	fput(file);
	return error;
}

SYSCALL_DEFINE1(truncate_bad, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	fput(file);
	if (error)
		return error;
	file = fget(fd);
	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
