// Code that no value can reach asks for nothing.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void panic(void) __attribute__((__noreturn__));

static int truncate_constant_ok(struct file *file)
{
	if (0 && file)
		return do_ftruncate(file, 0);
	return 0;
}
FILE_ENTRY(truncate_constant_ok)

static int truncate_noreturn_ok(struct file *file)
{
	if (security_file_truncate(file))
		panic();
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_noreturn_ok)

static int truncate_warned_bad(struct file *file)
{
	if (security_file_truncate(file))
		file->f_flags = 0;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_warned_bad)

static int truncate_contradiction_ok(struct file *file, unsigned int flags)
{
	if ((flags & 3) == 3)
		return -EINVAL;
	if ((flags & 1) && (flags & 2))
		return do_ftruncate(file, 0);
	return 0;
}

static int truncate_between_ok(struct file *file, unsigned int size)
{
	if (size >= 16)
		return -EINVAL;
	if (size + 4 > 32)
		return do_ftruncate(file, size);
	return 0;
}

SYSCALL_DEFINE3(contradiction, int, fd, unsigned int, flags, int, how)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return how ? truncate_contradiction_ok(file, flags) : truncate_between_ok(file, flags);
}
