// An unchecked object flows through parameters from the function that got it to the one that uses it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

/* the controlling function: its parameter must be checked */
static int controlling_ok(int unused, struct file *file)
{
	return do_ftruncate(file, unused);
}

static int controlling_bad(int unused, struct file *file)
{
	return do_ftruncate(file, unused); // expect: file/truncate file // entry: initializing crossed
}

static int authorizing_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (error)
		return error;
	return controlling_ok(0, file);
}

static int forwarding(struct file *file) // fact: requires file/truncate file
{
	return controlling_bad(0, file);
}

/* both get a file, one of them checked */
static int crossing(struct file *checked, struct file *unchecked) // fact: requires file/truncate unchecked
{
	if (security_file_truncate(checked))
		return -EACCES;
	return controlling_bad(0, unchecked);
}

static int straight_ok(struct file *checked, struct file *unchecked)
{
	unchecked->f_flags = 0;
	if (security_file_truncate(checked))
		return -EACCES;
	return controlling_ok(0, checked);
}

SYSCALL_DEFINE1(initialized_ok, int, fd)
{
	struct file *file = fget(fd);

	return file ? authorizing_ok(file) : -EBADF;
}

SYSCALL_DEFINE1(initializing, int, fd)
{
	struct file *file = fget(fd);

	return file ? forwarding(file) : -EBADF;
}

SYSCALL_DEFINE2(straight, int, fd, int, other)
{
	struct file *file = fget(fd), *second = fget(other);

	return file && second ? straight_ok(file, second) : -EBADF;
}

SYSCALL_DEFINE2(crossed, int, fd, int, other)
{
	struct file *file = fget(fd), *second = fget(other);

	return file && second ? crossing(file, second) : -EBADF;
}

SYSCALL_DEFINE2(same_twice_ok, int, fd, int, other)
{
	struct file *file = fget(fd);

	return file ? straight_ok(file, file) : -EBADF;
}
