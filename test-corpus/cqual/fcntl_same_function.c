// The file is looked up again by its number after the hook judged the first lookup.
// rules: setlk.yaml ../entries.yaml
#include "fcntl.h"

SYSCALL_DEFINE3(setlk_ok, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (!err)
		err = posix_lock_file(filp, cmd, arg);
	fput(filp);
	return err;
}

SYSCALL_DEFINE3(setlk_bad, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd), *again;
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (err)
		goto out;
	again = fget(fd);
	err = -EBADF;
	if (!again)
		goto out;
	err = posix_lock_file(again, cmd, arg); // expect: file/set-lock again
	fput(again);
out:
	fput(filp);
	return err;
}

/* that both lookups gave one file is tested */
SYSCALL_DEFINE3(setlk_compared_ok, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd), *again;
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (err)
		goto out;
	again = fget(fd);
	err = -EBADF;
	if (again != filp)
		goto out;
	err = posix_lock_file(again, cmd, arg);
	fput(again);
out:
	fput(filp);
	return err;
}

/* the second lookup is judged too */
SYSCALL_DEFINE3(setlk_judged_ok, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *filp = fget(fd);
	int err;

	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	fput(filp);
	if (err)
		return err;
	filp = fget(fd);
	if (!filp)
		return -EBADF;
	err = security_file_fcntl(filp, cmd, arg);
	if (!err)
		err = posix_lock_file(filp, cmd, arg);
	fput(filp);
	return err;
}
