// What fcntl() locks is the file that the hook judged, not what its number means by then.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/fcntl
#include "fs.h"

struct file_lock;
struct file_lease;

int security_file_fcntl(struct file *file, unsigned int cmd, unsigned long arg);
int vfs_lock_file(struct file *filp, unsigned int cmd, struct file_lock *fl, struct file_lock *conf);
int vfs_test_lock(struct file *filp, struct file_lock *fl);
int kernel_setlease(struct file *filp, int arg, struct file_lease **lease, void **priv);

static int set_lock_ok(int fd, struct file *filp)
{
	return vfs_lock_file(filp, 6, NULL, NULL);
}

static int set_lock_again_bad(int fd, struct file *filp)
{
	struct file *again = fget(fd);
	int error;

	if (!again)
		return -EBADF;
	error = vfs_lock_file(again, 6, NULL, NULL); // expect: file/fcntl again (relookup)
	fput(again);
	return error;
}

static int get_lock_ok(int fd, struct file *filp)
{
	return vfs_test_lock(filp, NULL);
}

static int get_lock_again_bad(int fd, struct file *filp)
{
	struct file *again = fget(fd);
	int error;

	if (!again)
		return -EBADF;
	error = vfs_test_lock(again, NULL); // expect: file/fcntl again (relookup)
	fput(again);
	return error;
}

/* Who looked the file up again is told apart from who locks it. */
static int vfs_setlease(struct file *filp, int arg)
{
	return kernel_setlease(filp, arg, NULL, NULL); // expect: file/fcntl filp (relookup)
}

static int set_lease_ok(int fd, struct file *filp)
{
	return vfs_setlease(filp, 1);
}

static int set_lease_again(int fd, struct file *filp)
{
	int error;

	filp = fget(fd);
	if (!filp)
		return -EBADF;
	error = vfs_setlease(filp, 1);
	fput(filp);
	return error;
}

/* Makes the function the body of a system call that asks the hook about what the number means. */
#define FCNTL_ENTRY(function)                                                                      \
	SYSCALL_DEFINE1(function, int, fd)                                                         \
	{                                                                                          \
		struct file *file = fget(fd);                                                      \
		int error;                                                                         \
                                                                                                   \
		if (!file)                                                                         \
			return -EBADF;                                                             \
		error = security_file_fcntl(file, 6, 0);                                           \
		if (!error)                                                                        \
			error = function(fd, file);                                                \
		fput(file);                                                                        \
		return error;                                                                      \
	}
FCNTL_ENTRY(set_lock_ok)
FCNTL_ENTRY(set_lock_again_bad)
FCNTL_ENTRY(get_lock_ok)
FCNTL_ENTRY(get_lock_again_bad)
FCNTL_ENTRY(set_lease_ok)
FCNTL_ENTRY(set_lease_again)
