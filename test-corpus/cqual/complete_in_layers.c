// The hooks of one operation stand in different functions on the way to it.
// rules: complete.yaml ../entries.yaml
#include "fs.h"

#define MAY_EXEC 1

int inode_permission(struct inode *inode, int mask);

static struct dentry *walk(struct inode *dir, const char __user *name)
{
	int error = inode_permission(dir, MAY_EXEC);

	if (error)
		return ERR_PTR(error);
	return lookup_one(dir, name);
}

static int may_delete(struct inode *dir, struct dentry *victim)
// fact: ensures dir/write dir [mask has 2] (returns 0) if victim->d_inode != 0
{
	if (!victim->d_inode)
		return -ENOENT;
	return inode_permission(dir, MAY_WRITE);
}

static int vfs_unlink_ok(struct inode *dir, struct dentry *dentry)
// fact: requires dir/search dir [mask has 1] if dentry->d_inode != 0
// fact: ensures dir/unlink dir, dentry (returns anything) if dentry->d_inode != 0
{
	int error = may_delete(dir, dentry);

	if (error)
		return error;
	error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry);
}

static int vfs_unlink_bad(struct inode *dir, struct dentry *dentry)
{
	int error = may_delete(dir, dentry);

	if (error)
		return error;
	error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: dir/search dir // entry: unlink_unwalked
}

SYSCALL_DEFINE2(unlink_walked, int, fd, const char __user *, name)
{
	struct inode *dir = file_inode(fget(fd));
	struct dentry *dentry = walk(dir, name);

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	return vfs_unlink_ok(dir, dentry);
}

SYSCALL_DEFINE2(unlink_unwalked, int, fd, const char __user *, name)
{
	struct inode *dir = file_inode(fget(fd));
	struct dentry *dentry = lookup_one(dir, name);

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	return vfs_unlink_bad(dir, dentry);
}
