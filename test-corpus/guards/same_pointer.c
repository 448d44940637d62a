// Nobody is asked about what is one's own: two pointers that are equal spare the check.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_unless_own(struct file *file, const struct file *own)
{
	if (file == own)
		return 0;
	return security_file_truncate(file);
}

static int clear_none_ok(struct file *file)
{
	int error = check_unless_own(file, NULL);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_none_ok)

static int clear_own_bad(struct file *file)
{
	int error = check_unless_own(file, file);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_own_bad)

static int clear_foreign_ok(struct file *file, struct file *own)
{
	int error = check_unless_own(file, own);

	if (error || file == own)
		return error;
	return do_ftruncate(file, 0);
}

static int clear_foreign_bad(struct file *file, struct file *own)
{
	int error = check_unless_own(file, own);

	if (error || file != own)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

static int clear_any_bad(struct file *file, struct file *own)
{
	int error = check_unless_own(file, own);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}

SYSCALL_DEFINE3(own, int, fd, int, second, int, how)
{
	struct file *file = fget(fd), *own = fget(second);

	if (!file || !own)
		return -EBADF;
	switch (how) {
	case 0:
		return clear_foreign_ok(file, own);
	case 1:
		return clear_foreign_bad(file, own);
	default:
		return clear_any_bad(file, own);
	}
}
