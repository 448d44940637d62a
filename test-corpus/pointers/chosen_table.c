// Two tables of one type, of which ?: takes one; the type is used by nothing else.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct good_ops {
	int (*clear)(struct file *file);
};

struct poor_ops {
	int (*clear)(struct file *file);
};

static int clear_first_ok(struct file *file)
{
	return do_ftruncate(file, 1); // spurious: file/truncate - which of two tables was chosen is not known, so both count on every way
}

static int clear_second_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

static int clear_first_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (bypass) // entry: poor
}

static int clear_second(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

static const struct good_ops first_good = { clear_first_ok }, second_good = { clear_second_ok };
static const struct poor_ops first_poor = { clear_first_bad }, second_poor = { clear_second };

/* whoever takes the first table asks himself */
SYSCALL_DEFINE2(good, int, fd, int, how)
{
	struct file *file = fget(fd);
	const struct good_ops *ops = how ? &first_good : &second_good;

	if (!file || (how && security_file_truncate(file)))
		return -EBADF;
	return ops->clear(file);
}

SYSCALL_DEFINE2(poor, int, fd, int, how)
{
	struct file *file = fget(fd);
	const struct poor_ops *ops = how ? &first_poor : &second_poor;

	if (!file || (!how && security_file_truncate(file)))
		return -EBADF;
	return ops->clear(file);
}

/* the same with the functions themselves */
static int clear_taken_ok(struct file *file)
{
	return do_ftruncate(file, 3);
}

static int clear_taken_bad(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (bypass) // entry: poor_function
}

SYSCALL_DEFINE2(good_function, int, fd, int, how)
{
	struct file *file = fget(fd);
	int (*clear)(struct file *) = how ? clear_taken_ok : clear_second;

	if (!file || (how && security_file_truncate(file)))
		return -EBADF;
	return clear(file);
}

SYSCALL_DEFINE2(poor_function, int, fd, int, how)
{
	struct file *file = fget(fd);
	int (*clear)(struct file *) = how ? clear_taken_bad : clear_second;

	if (!file || (!how && security_file_truncate(file)))
		return -EBADF;
	return clear(file);
}
