// What is checked after one lookup and used after another by the same key is told as such.
// rules: relookup.yaml ../entries.yaml
#include "fs.h"

SYSCALL_DEFINE1(same_number_bad, int, fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	fput(file);
	if (error)
		return error;
	file = fget(fd);
	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file (relookup)
}

/* Another number never was the same file: the check is of another object. */
SYSCALL_DEFINE2(other_number_bad, int, fd, int, other)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	fput(file);
	if (error)
		return error;
	file = fget(other);
	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}

/* The callee gets the number and the checked file, and uses the number. */
static int set_lock_bad(int fd, struct file *file, int cmd)
{
	struct file *again = fget(fd);

	if (!again)
		return -EBADF;
	return do_ftruncate(again, cmd); // expect: file/truncate again (relookup)
}

static int do_fcntl_like(int fd, int cmd, struct file *file)
{
	return set_lock_bad(fd, file, cmd);
}

SYSCALL_DEFINE2(number_passed_down, int, fd, int, cmd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	return do_fcntl_like(fd, cmd, file);
}

static int set_lock_of_file(int fd, struct file *file, int cmd)
{
	return do_ftruncate(file, cmd);
}

SYSCALL_DEFINE2(file_passed_down_ok, int, fd, int, cmd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	if (error)
		return error;
	return set_lock_of_file(fd, file, cmd);
}

/* A helper that finds by number is a lookup too, and so is one that checks what it found. */
static struct file *find(int fd)
{
	return fget(fd);
}

static int may_truncate(int fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	error = security_file_truncate(file);
	fput(file);
	return error;
}

SYSCALL_DEFINE1(helpers_bad, int, fd)
{
	struct file *file;
	int error = may_truncate(fd);

	if (error)
		return error;
	file = find(fd);
	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file (relookup)
}

/* A field that others may change is a lookup each time it is read. */
SYSCALL_DEFINE1(field_read_twice_bad, struct dentry *, dentry)
{
	int error = security_inode_setattr(dentry->d_inode);

	if (error)
		return error;
	return inode_set_flags(dentry->d_inode, 0); // expect: vfs/set-flags dentry->d_inode (relookup)
}

SYSCALL_DEFINE1(field_read_once_ok, struct dentry *, dentry)
{
	struct inode *inode = dentry->d_inode;
	int error = security_inode_setattr(inode);

	if (error)
		return error;
	return inode_set_flags(inode, 0);
}
