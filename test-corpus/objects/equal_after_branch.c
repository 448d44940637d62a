// After a branch has sorted out different files, both names mean the same one.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_same_ok(struct file *file, struct file *judged)
{
	int error = security_file_truncate(judged);
	if (error)
		return error;
	if (file != judged)
		return -EINVAL;
	return do_ftruncate(file, 0);
}

static int clear_same_first_ok(struct file *file, struct file *judged)
{
	int error = -EINVAL;

	if (file != judged)
		goto out;
	error = security_file_truncate(judged);
	if (error)
		goto out;
	error = do_ftruncate(file, 0);
out:
	return error;
}

static int clear_other_bad(struct file *file, struct file *judged)
{
	int error = security_file_truncate(judged);
	if (error)
		return error;
	if (file == judged)
		return -EINVAL;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}

SYSCALL_DEFINE3(clear, int, fd, int, other, int, how)
{
	struct file *file = fget(fd), *judged = fget(other);

	if (!file || !judged)
		return -EBADF;
	if (how == 0)
		return clear_same_ok(file, judged);
	if (how == 1)
		return clear_same_first_ok(file, judged);
	return clear_other_bad(file, judged);
}
