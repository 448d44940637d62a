// The function that opens a file is a parameter, or else that of the file's type.
// rules: open.yaml ../entries.yaml
#include "fs.h"

struct file_type {
	int (*open)(struct inode *inode, struct file *file);
	int (*release)(struct inode *inode, struct file *file);
};

int security_file_open(struct file *file);
const struct file_type *type_of(struct inode *inode);
int empty_open(struct inode *inode, struct file *file);

static int open_given_or_own_ok(struct file *file, int (*open)(struct inode *, struct file *))
{
	const struct file_type *type = type_of(file->f_inode);
	int error;

	error = security_file_open(file);
	if (error)
		return error;
	if (!open)
		open = type->open;
	if (open) {
		error = open(file->f_inode, file);
		if (error)
			return error;
	}
	return 0;
}

static int open_given_or_own_bad(struct file *file, int (*open)(struct inode *, struct file *))
{
	const struct file_type *type = type_of(file->f_inode);
	int error;

	error = security_file_open(file);
	if (!error)
		return error;
	if (!open)
		open = type->open;
	if (open) {
		error = open(file->f_inode, file); // expect: file/open file (ignored-result) // entry: open_unjudged
		if (error)
			return error;
	}
	return 0;
}

SYSCALL_DEFINE1(open_ok, int, fd)
{
	return open_given_or_own_ok(fget(fd), NULL);
}

SYSCALL_DEFINE1(open_with_ok, int, fd)
{
	return open_given_or_own_ok(fget(fd), empty_open);
}

SYSCALL_DEFINE1(open_unjudged, int, fd)
{
	return open_given_or_own_bad(fget(fd), NULL);
}

/* never the type's own: the caller names a function that needs no check */
static int open_given_ok(struct file *file, int (*open)(struct inode *, struct file *))
{
	if (!open)
		open = type_of(file->f_inode)->open;
	return open(file->f_inode, file); // spurious: file/open - a pointer chosen between a member and something else counts as the member whichever it is
}

SYSCALL_DEFINE1(open_given, int, fd)
{
	return open_given_ok(fget(fd), empty_open);
}

/* one level down, as vfs_open() and dentry_open() do */
static int open_below_bad(struct file *file, int (*open)(struct inode *, struct file *))
{
	open = open ?: type_of(file->f_inode)->open;
	return open(file->f_inode, file); // expect: file/open file (missing) // entry: open_below
}

static int open_between(struct file *file)
{
	return open_below_bad(file, NULL);
}

SYSCALL_DEFINE1(open_below, int, fd)
{
	struct file *file = fget(fd);

	return file ? open_between(file) : -EBADF;
}

SYSCALL_DEFINE1(open_below_checked, int, fd)
{
	struct file *file = fget(fd);

	return file && !security_file_open(file) ? open_between(file) : -EBADF;
}
