// What is called through a table of operations relies on the caller of the table.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static long clear_ioctl_ok(struct file *file, unsigned int cmd, unsigned long arg)
{
	return do_ftruncate(file, arg);
}

static long clear_write_bad(struct file *file, const char __user *buffer, size_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file // entry: write
}

/* nobody here calls `read`, so whoever does is user space as far as we know */
static long clear_read_bad(struct file *file, char __user *buffer, size_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file // entry: clear_read_bad
}

static const struct file_operations clear_fops = {
	.unlocked_ioctl = clear_ioctl_ok,
	.write = clear_write_bad,
	.read = clear_read_bad,
};

const struct file_operations *fops_of_clear(void)
{
	return &clear_fops;
}

SYSCALL_DEFINE3(ioctl, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	return file->f_op->unlocked_ioctl(file, cmd, arg);
}

SYSCALL_DEFINE3(write, int, fd, const char __user *, buffer, size_t, size)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return file->f_op->write(file, buffer, size);
}
