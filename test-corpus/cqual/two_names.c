// The hook judges one of two parameters that callers fill with the same object, or do not.
// rules: ../interprocedural/setflags.yaml ../entries.yaml
#include "fs.h"

static int set_ok(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	if (security_inode_setattr(inode))
		return -EACCES;
	return inode_set_flags(dentry->d_inode, 1);
}

static int set_bad(struct dentry *dentry, struct inode *inode)
{
	if (security_inode_setattr(inode))
		return -EACCES;
	return inode_set_flags(dentry->d_inode, 1); // expect: inode/set-flags dentry->d_inode (wrong-object) // entry: set_two_files
}

/* every caller passes the inode of the dentry */
static int set_paired_ok(struct dentry *dentry, struct inode *inode)
{
	if (security_inode_setattr(inode))
		return -EACCES;
	return inode_set_flags(dentry->d_inode, 1); // spurious: inode/set-flags - that all callers pass one object in two parameters is not known
}

SYSCALL_DEFINE1(set_one_name, int, fd)
{
	struct file *file = fget(fd);

	return file ? set_ok(file_dentry(file)) : -EBADF;
}

SYSCALL_DEFINE1(set_paired, int, fd)
{
	struct file *file = fget(fd);

	return file ? set_paired_ok(file_dentry(file), file_dentry(file)->d_inode) : -EBADF;
}

SYSCALL_DEFINE2(set_two_files, int, fd, int, other)
{
	struct file *file = fget(fd), *second = fget(other);

	return file && second ? set_bad(file_dentry(file), file_inode(second)) : -EBADF;
}
