// Two system calls share the code that truncates, and one of them forgets the hook.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: careless
}

SYSCALL_DEFINE1(careful, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	return clear_bad(file);
}

SYSCALL_DEFINE1(careless, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return clear_bad(file);
}
