// The callee that locks gets only the number, and looks the file up a second time.
// rules: setlk.yaml ../entries.yaml
#include "fcntl.h"

static int setlk_ok(unsigned int fd, struct file *filp, unsigned int cmd, unsigned long arg)
{
	return posix_lock_file(filp, cmd, arg);
}

static int setlk_bad(unsigned int fd, unsigned int cmd, unsigned long arg)
{
	struct file *filp = fget(fd);
	int err;

	if (!filp)
		return -EBADF;
	err = posix_lock_file(filp, cmd, arg); // expect: file/set-lock filp // entry: fcntl_number
	fput(filp);
	return err;
}

SYSCALL_DEFINE3(fcntl_file, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (!err)
		err = setlk_ok(fd, filp, cmd, arg);
	fput(filp);
	return err;
}

SYSCALL_DEFINE3(fcntl_number, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (!err)
		err = setlk_bad(fd, cmd, arg);
	fput(filp);
	return err;
}
