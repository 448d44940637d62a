// Which of two files is checked depends on a condition, and so does which one is shortened.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_chosen_ok(struct file *file, int how)
{
	struct file *target = how ? file : next_file(file);

	if (security_file_truncate(target))
		return -EACCES;
	return how ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_chosen_ok, int)

static int clear_chosen_bad(struct file *file, int how)
{
	struct file *target = how ? file : next_file(file);

	if (security_file_truncate(target))
		return -EACCES;
	return how ? 0 : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_chosen_bad, int)

static int clear_after_third_ok(struct file *file, int how)
{
	struct file *target = file;

	if (how) {
		struct file *third = next_file(file);

		if (security_file_truncate(third))
			return -EACCES;
		target = third;
	}
	if (security_file_truncate(target))
		return -EACCES;
	return do_ftruncate(target, 0);
}
FILE_ENTRY_WITH(clear_after_third_ok, int)

static int clear_after_third_bad(struct file *file, int how)
{
	struct file *target = file;

	if (how) {
		struct file *third = next_file(file);

		if (security_file_truncate(third))
			return -EACCES;
		target = third;
	}
	if (security_file_truncate(target))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_after_third_bad, int)

static int check_one(struct file *file, struct file *other, int first)
{
	return security_file_truncate(first ? file : other);
}

static int clear_first_ok(struct file *file)
{
	int error = check_one(file, next_file(file), 1);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - which of its files a callee checks is forgotten where a condition chooses it
}
FILE_ENTRY(clear_first_ok)

static int clear_first_bad(struct file *file)
{
	int error = check_one(file, next_file(file), 0);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_first_bad)

static int clear_same_ok(struct file *file, int first)
{
	if (check_one(file, next_file(file), first))
		return -EACCES;
	return first ? do_ftruncate(file, 0) : 0; // spurious: file/truncate - which of its files a callee checks is forgotten where a condition chooses it
}
FILE_ENTRY_WITH(clear_same_ok, int)

static int clear_same_bad(struct file *file, int first)
{
	if (check_one(file, next_file(file), first))
		return -EACCES;
	return first ? 0 : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_same_bad, int)

/* the two are known to be one only where somebody looked */
static int clear_equal_ok(struct file *file, struct file *other)
{
	if (security_file_truncate(file) || file != other)
		return -EACCES;
	return do_ftruncate(other, 0);
}

static int clear_equal_bad(struct file *file, struct file *other, int how)
{
	if (how && file != other)
		return -EINVAL;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(other, 0); // expect: file/truncate other (wrong-object)
}

SYSCALL_DEFINE3(equal, int, fd, int, second, int, how)
{
	struct file *file = fget(fd), *other = fget(second);

	if (!file || !other)
		return -EBADF;
	return how > 1 ? clear_equal_ok(file, other) : clear_equal_bad(file, other, how);
}
