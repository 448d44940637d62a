// Names are made and removed only in a directory that may be written.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/change-directory
#include "fs.h"

int security_inode_permission(struct inode *inode, int mask);

SYSCALL_DEFINE2(unlink_ok, int, fd, const char __user *, name)
{
	struct inode *dir = file_inode(fget(fd));
	int error = security_inode_permission(dir, 3);

	if (error)
		return error;
	return dir->i_op->unlink(dir, lookup_one(dir, name));
}

SYSCALL_DEFINE2(unlink_bad, int, fd, const char __user *, name)
{
	struct inode *dir = file_inode(fget(fd));

	return dir->i_op->unlink(dir, lookup_one(dir, name)); // expect: vfs/change-directory fget()->f_inode (missing)
}

SYSCALL_DEFINE2(mkdir_unwritable_bad, int, fd, const char __user *, name)
{
	struct inode *dir = file_inode(fget(fd));
	int error = security_inode_permission(dir, 1);

	if (error)
		return error;
	return dir->i_op->mkdir(NULL, dir, lookup_one(dir, name), 0700); // expect: vfs/change-directory fget()->f_inode (wrong-mode)
}
