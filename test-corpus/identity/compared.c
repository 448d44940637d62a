// A comparison of two pointers says on one of its edges that they are one object.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static bool same_file(const struct file *one, const struct file *other)
{
	return one == other;
}

static int clear_equal_ok(struct file *file, struct file *judged)
{
	if (security_file_truncate(judged))
		return -EACCES;
	if (file == judged && file->f_flags)
		return do_ftruncate(file, 0);
	return 0;
}

static int clear_equal_bad(struct file *file, struct file *judged)
{
	if (security_file_truncate(judged))
		return -EACCES;
	if (file == judged || file->f_flags)
		return do_ftruncate(file, 0); // expect: file/truncate file
	return 0;
}

static int clear_said_equal_ok(struct file *file, struct file *judged)
{
	if (!same_file(file, judged))
		return -EINVAL;
	if (security_file_truncate(judged))
		return -EACCES;
	return do_ftruncate(file, 0);
}

static int clear_said_equal_bad(struct file *file, struct file *judged)
{
	if (same_file(file, judged))
		return -EINVAL;
	if (security_file_truncate(judged))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}

static int clear_kept_answer_ok(struct file *file, struct file *judged)
{
	bool same = file == judged;

	if (security_file_truncate(judged))
		return -EACCES;
	if (!same)
		return -EINVAL;
	return do_ftruncate(file, 0);
}

/* equal or not, the one that is truncated has been judged */
static int clear_unless_equal_ok(struct file *file, struct file *judged)
{
	if (security_file_truncate(judged))
		return -EACCES;
	if (file != judged && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

static int clear_if_equal_bad(struct file *file, struct file *judged)
{
	if (security_file_truncate(judged))
		return -EACCES;
	if (file == judged && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

/* what was equal before the variable changed says nothing about it now */
static int clear_changed_bad(struct file *file, struct file *judged)
{
	if (file != judged)
		return -EINVAL;
	if (security_file_truncate(judged))
		return -EACCES;
	file = next_file(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}

SYSCALL_DEFINE3(compare, int, fd, int, other, int, how)
{
	struct file *file = fget(fd), *judged = fget(other);

	if (!file || !judged)
		return -EBADF;
	switch (how) {
	case 0:
		return clear_equal_ok(file, judged);
	case 1:
		return clear_equal_bad(file, judged);
	case 2:
		return clear_said_equal_ok(file, judged);
	case 3:
		return clear_said_equal_bad(file, judged);
	case 4:
		return clear_kept_answer_ok(file, judged);
	case 5:
		return clear_unless_equal_ok(file, judged);
	case 6:
		return clear_if_equal_bad(file, judged);
	default:
		return clear_changed_bad(file, judged);
	}
}
