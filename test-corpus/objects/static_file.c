// A file in a global variable is one object, until the variable is written.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static struct file *console;
static int judged;

SYSCALL_DEFINE1(global_ok, int, size)
{
	if (security_file_truncate(console))
		return -EACCES;
	return do_ftruncate(console, size);
}

SYSCALL_DEFINE1(global_bad, int, fd)
{
	if (security_file_truncate(console))
		return -EACCES;
	console = fget(fd);
	return do_ftruncate(console, 0); // expect: file/truncate fget() (wrong-object)
}

SYSCALL_DEFINE1(remembered_bad, int, size)
{
	if (!judged) {
		if (security_file_truncate(console))
			return -EACCES;
		judged = 1;
	}
	return do_ftruncate(console, size); // expect: file/truncate console (bypass)
}
