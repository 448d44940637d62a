// After a stale result everything starts again at a label, with a file looked up anew.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

SYSCALL_DEFINE1(truncate_ok, int, fd)
{
	struct file *file;
	int error;

retry:
	file = fget(fd);
	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	error = do_ftruncate(file, 0);
	if (error == -EAGAIN)
		goto retry;
	return error;
}

SYSCALL_DEFINE1(truncate_bad, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
retry:
	error = do_ftruncate(file, 0); // expect: file/truncate file
	if (error == -EAGAIN) {
		file = fget(fd);
		if (file)
			goto retry;
	}
	return error;
}
