// The number goes down two levels, past a switch over the command, before it is looked up again.
// rules: setlk.yaml ../entries.yaml
#include "fcntl.h"

static int fcntl_setlk_ok(unsigned int fd, struct file *filp, unsigned int cmd, unsigned long arg)
{
	if (!filp->f_inode)
		return -EINVAL;
	return posix_lock_file(filp, cmd, arg);
}

static long do_fcntl_ok(unsigned int fd, unsigned int cmd, unsigned long arg, struct file *filp)
// fact: requires file/set-lock filp if cmd in 6..7 && filp->f_inode != 0
{
	switch (cmd) {
	case F_GETFL:
		return filp->f_flags;
	case F_SETLK:
	case F_SETLKW:
		return fcntl_setlk_ok(fd, filp, cmd, arg);
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE3(fcntl_file, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	long err = -EBADF;

	if (!filp)
		goto out;
	err = security_file_fcntl(filp, cmd, arg);
	if (err) {
		fput(filp);
		return err;
	}
	err = do_fcntl_ok(fd, cmd, arg, filp);
	fput(filp);
out:
	return err;
}

static int fcntl_setlk_bad(unsigned int fd, unsigned int cmd, unsigned long arg)
{
	struct file *filp = fget(fd);
	int err = -EBADF;

	if (!filp)
		goto out;
	if (!filp->f_inode)
		goto out_putf;
	err = posix_lock_file(filp, cmd, arg); // expect: file/set-lock filp // entry: fcntl_number
out_putf:
	fput(filp);
out:
	return err;
}

static long do_fcntl(unsigned int fd, unsigned int cmd, unsigned long arg, struct file *filp)
{
	switch (cmd) {
	case F_GETFL:
		return filp->f_flags;
	case F_SETLK:
	case F_SETLKW:
		return fcntl_setlk_bad(fd, cmd, arg);
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE3(fcntl_number, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	long err = -EBADF;

	if (!filp)
		goto out;
	err = security_file_fcntl(filp, cmd, arg);
	if (err) {
		fput(filp);
		return err;
	}
	err = do_fcntl(fd, cmd, arg, filp);
	fput(filp);
out:
	return err;
}
