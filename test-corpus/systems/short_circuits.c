// Errors that are returned when the file is there, and the hook has not been asked.
// section: short-circuits
// rules: ../../rules/linux/systems.yaml systems.yaml ../entries.yaml
// closed: short_circuits
// has: unseen_errors: lock | security_file_lock | 2 | -1, -22
// has: unseen_errors: close | security_file_open
// hasnot: unseen_errors: open
#include "lsm.h"

struct file *fget(int fd);
int find(int fd, struct file *file);
int security_file_open(struct file *file);
int security_file_lock(struct file *file, int cmd);
void fput(struct file *file);

/* What comes before the object is there is no concern of the hook. */
static int open_ok(int fd)
{
	struct file *file;
	int error;

	if (fd < 0)
		return -EBADF;
	file = fget(fd);
	if (!file)
		return -ENOENT;
	error = security_file_open(file);
	fput(file);
	return error;
}

static int lock_bad(struct file *file, int cmd)
{
	if (cmd > 3) // row: short_circuits: security_file_lock | lock_bad | cmd > 3 | -22 | file | lock
		return -EINVAL;
	return security_file_lock(file, cmd);
}

static int find_and_lock_bad(int fd, int cmd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	if (file->f_owner) // row: short_circuits: find_and_lock_bad | file->f_owner | -1 | file
		return -EPERM;
	error = lock_bad(file, cmd);
	if (error)
		return -EACCES;
	return 0;
}

/* Asked at once: what goes wrong later has been seen. */
static int close_later_bad(int fd)
{
	struct file file;
	int error = find(fd, &file);

	if (error)
		return error;
	if (file.f_owner) // row: short_circuits: security_file_open | -13 | &file
		return -EACCES;
	error = security_file_open(&file);
	if (error)
		return error;
	if (fd == 7)
		return -EINVAL;
	return 0;
}

struct socket {
	struct file *file;
	void *data;
};

static struct file *data_of(struct socket *socket)
{
	return socket->data;
}

struct socket *socket_of(int fd);

/* An accessor that yields nothing has not found the object. */
static int accessor_ok(int fd)
{
	struct socket *socket = socket_of(fd);
	struct file *file;

	if (!socket)
		return -EBADF;
	file = data_of(socket);
	if (!file)
		return -ENOENT;
	return security_file_open(file);
}

/* A variable counts from where it is filled on every way. */
static int filled_later_ok(int fd, struct file *given)
{
	struct file *pair[2];

	pair[1] = given;
	if (fd < 0)
		return -EBADF;
	if (fd)
		pair[0] = fget(fd);
	else
		pair[0] = given;
	find(fd, pair[1]);
	return security_file_open(*(struct file **)pair);
}

int verify(struct file *file);

/* Comes round to the hook again, but after it. */
static int retry_ok(struct file *file, int user)
{
	int error;

recheck:
	if (user) {
		error = security_file_open(file);
		if (error)
			return error;
	}
	if (verify(file))
		return -EINVAL;
	if (file->f_owner)
		goto recheck;
	return 0;
}

SYSCALL_DEFINE1(accept, int, fd)
{
	return retry_ok(fget(fd), fd) + accessor_ok(fd) + filled_later_ok(fd, fget(0));
}

SYSCALL_DEFINE1(open, int, fd)
{
	return open_ok(fd);
}

SYSCALL_DEFINE2(lock, int, fd, int, cmd)
{
	return find_and_lock_bad(fd, cmd);
}

SYSCALL_DEFINE1(close, int, fd)
{
	return close_later_bad(fd);
}
