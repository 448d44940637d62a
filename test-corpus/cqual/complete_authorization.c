// An operation needs all the hooks that the rules ask for, and each that is missing is a finding.
// rules: complete.yaml ../entries.yaml
#include "fs.h"

#define MAY_EXEC 1

int inode_permission(struct inode *inode, int mask);

static int remove_ok(struct inode *dir, struct dentry *dentry)
{
	int error = inode_permission(dir, MAY_EXEC);

	if (error)
		return error;
	error = inode_permission(dir, MAY_WRITE);
	if (error)
		return error;
	error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry);
}

static int remove_joint_ok(struct inode *dir, struct dentry *dentry)
{
	int error = inode_permission(dir, MAY_WRITE | MAY_EXEC);

	if (!error)
		error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry);
}

static int remove_unhooked_bad(struct inode *dir, struct dentry *dentry)
{
	int error = inode_permission(dir, MAY_EXEC);

	if (error)
		return error;
	error = inode_permission(dir, MAY_WRITE);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: dir/unlink dir, dentry (missing)
}

static int remove_unsearched_bad(struct inode *dir, struct dentry *dentry)
{
	int error = inode_permission(dir, MAY_WRITE);

	if (error)
		return error;
	error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: dir/search dir (wrong-mode)
}

static int remove_hook_only_bad(struct inode *dir, struct dentry *dentry)
{
	int error = security_inode_unlink(dir, dentry);

	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: dir/search dir (missing) // expect: dir/write dir (missing)
}

/* each is there, but one of them about another directory */
static int remove_other_bad(struct inode *dir, struct dentry *dentry)
{
	int error = inode_permission(dir, MAY_EXEC);

	if (error)
		return error;
	error = inode_permission(dentry->d_inode, MAY_WRITE);
	if (error)
		return error;
	error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry); // expect: dir/write dir
}

SYSCALL_DEFINE3(unlink, int, fd, const char __user *, name, int, how)
{
	struct inode *dir = file_inode(fget(fd));
	struct dentry *dentry = lookup_one(dir, name);

	switch (how) {
	case 0:
		return remove_ok(dir, dentry);
	case 1:
		return remove_joint_ok(dir, dentry);
	case 2:
		return remove_unhooked_bad(dir, dentry);
	case 3:
		return remove_unsearched_bad(dir, dentry);
	case 4:
		return remove_hook_only_bad(dir, dentry);
	default:
		return remove_other_bad(dir, dentry);
	}
}
