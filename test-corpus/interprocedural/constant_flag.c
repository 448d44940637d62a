// A flag that decides whether to check goes through two levels as a constant.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1
#define QUIET 2

static int inner(struct file *file, unsigned int flags)
{
	if (!(flags & NO_CHECK)) {
		int error = security_file_truncate(file);

		if (error)
			return error;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: unchecked_constant chosen
}

static int outer(struct file *file, unsigned int flags)
{
	return inner(file, flags | QUIET);
}

static int pass_checked_ok(struct file *file)
{
	return outer(file, 0);
}

SYSCALL_DEFINE1(checked_constant, int, fd)
{
	struct file *file = fget(fd);

	return file ? pass_checked_ok(file) : -EBADF;
}

SYSCALL_DEFINE1(unchecked_constant, int, fd)
{
	struct file *file = fget(fd);

	return file ? outer(file, NO_CHECK) : -EBADF;
}

SYSCALL_DEFINE2(chosen, int, fd, unsigned int, flags)
{
	struct file *file = fget(fd);

	if (flags & ~(NO_CHECK | QUIET))
		return -EINVAL;
	return file ? outer(file, flags) : -EBADF;
}

SYSCALL_DEFINE2(masked, int, fd, unsigned int, flags)
{
	struct file *file = fget(fd);

	return file ? outer(file, flags & ~NO_CHECK) : -EBADF;
}

SYSCALL_DEFINE2(refused, int, fd, unsigned int, flags)
{
	struct file *file = fget(fd);

	if (flags & NO_CHECK)
		return -EINVAL;
	return file ? outer(file, flags) : -EBADF;
}

static int choose(struct file *file, bool check)
{
	int error = check ? security_file_truncate(file) : 0;

	return error;
}

static int choose_more(struct file *file, bool check)
{
	return choose(file, check);
}

static int truncate_true_ok(struct file *file)
{
	int error = choose_more(file, true);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_true_ok)

static int truncate_false_bad(struct file *file)
{
	int error = choose_more(file, false);

	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_false_bad)
