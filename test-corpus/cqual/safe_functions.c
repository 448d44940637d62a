// Functions that set up or release an object write its fields and need no hook.
// rules: safe.yaml ../entries.yaml
#include "fs.h"

static void inode_init(struct inode *inode)
{
	inode->i_flags = 0;
}

static void inode_put(struct inode *inode)
{
	inode->i_flags |= 0x80000000;
}

static void inode_mark(struct inode *inode)
{
	inode->i_flags |= 1; // expect: inode/count inode // entry: mark_unjudged
}

static int set_ok(struct inode *inode)
{
	int error = security_inode_setattr(inode);

	if (error)
		return error;
	inode_mark(inode);
	inode_put(inode);
	return 0;
}

SYSCALL_DEFINE1(set_judged, int, fd)
{
	struct file *file = fget(fd);

	return file ? set_ok(file_inode(file)) : -EBADF;
}

SYSCALL_DEFINE1(init_ok, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	inode_init(file_inode(file));
	inode_put(file_inode(file));
	return 0;
}

SYSCALL_DEFINE1(mark_unjudged, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	inode_mark(file_inode(file));
	inode_put(file_inode(file));
	return 0;
}
