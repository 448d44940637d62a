// Functions that call themselves or each other on the way to the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_down_ok(struct file *file, int depth)
{
	if (depth > 0)
		return clear_down_ok(file, depth - 1);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(down_checked, int, fd, int, depth)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return clear_down_ok(file, depth);
}

static int clear_down_bad(struct file *file, int depth)
{
	if (depth > 0)
		return clear_down_bad(file, depth - 1);
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: down_unchecked
}

SYSCALL_DEFINE2(down_unchecked, int, fd, int, depth)
{
	struct file *file = fget(fd);

	return file ? clear_down_bad(file, depth) : -EBADF;
}

static int clear_others_bad(struct file *file, int depth)
{
	if (depth > 0)
		return clear_others_bad(next_file(file), depth - 1);
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE2(others, int, fd, int, depth)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return clear_others_bad(file, depth);
}

static int odd_ok(struct file *file, int depth);

static int even_ok(struct file *file, int depth)
{
	return depth ? odd_ok(file, depth - 1) : security_file_truncate(file);
}

static int odd_ok(struct file *file, int depth)
{
	return depth ? even_ok(file, depth - 1) : -EINVAL;
}

static int odd_bad(struct file *file, int depth);

static int even_unchecked(struct file *file, int depth)
{
	return depth ? odd_bad(file, depth - 1) : security_file_truncate(file);
}

static int odd_bad(struct file *file, int depth)
{
	if (!depth)
		return do_ftruncate(file, 0); // expect: file/truncate file
	return even_unchecked(file, depth - 1);
}

SYSCALL_DEFINE3(mutual, int, fd, int, depth, int, how)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	if (how)
		return even_unchecked(file, depth);
	if (even_ok(file, depth))
		return -EACCES;
	return do_ftruncate(file, 0); // spurious: file/truncate - a check that two functions hand each other is not found
}
