// Directory and victim must have been judged together.
// rules: unlink.yaml ../entries.yaml
#include "fs.h"

static int remove_ok(struct inode *dir, struct dentry *dentry)
{
	int error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry);
}

static int remove_bad(struct inode *dir, struct dentry *dentry, struct dentry *judged)
{
	int error = security_inode_unlink(dir, judged);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: vfs/unlink dir, dentry (wrong-object)
}

static int remove_apart_bad(struct inode *dir, struct dentry *dentry, struct dentry *judged)
{
	int error = security_inode_unlink(dir, judged);
	if (!error)
		error = security_inode_unlink(judged->d_inode, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: vfs/unlink dir, dentry (wrong-object)
}

SYSCALL_DEFINE3(unlink, int, fd, const char __user *, name, const char __user *, other)
{
	struct file *file = fget(fd);
	struct inode *dir;

	if (!file)
		return -EBADF;
	dir = file_inode(file);
	remove_ok(dir, lookup_one(dir, name));
	remove_apart_bad(dir, lookup_one(dir, name), lookup_one(dir, other));
	return remove_bad(dir, lookup_one(dir, name), lookup_one(dir, other));
}
