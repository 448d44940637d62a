// A caller's constant rules out what a callee does with a file that it looked up by itself.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

enum copy_operation { COPY, DEDUPE };

static int copy_from_other(struct file *file, enum copy_operation operation)
{
	struct file *other = next_file(file);

	if (operation == DEDUPE)
		return do_ftruncate(other, 0);
	return 0;
}

SYSCALL_DEFINE1(copy, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return copy_from_other(file, COPY);
}
