// The callee checks only when a flag asks it to.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_unless(int forced, struct file *file)
{
	if (forced)
		return 0;
	return security_file_truncate(file);
}

static int clear_ok(struct file *file)
{
	int error = check_unless(0, file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_ok)

static int clear_bad(struct file *file)
{
	int error = check_unless(1, file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_bad)

static int clear_forced_bad(struct file *file, int forced)
{
	int error = check_unless(forced, file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}

SYSCALL_DEFINE2(clear_forced, int, fd, int, forced)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return clear_forced_bad(file, forced);
}
