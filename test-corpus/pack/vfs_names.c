// Names are made and removed through the inode's operations, each with a hook of its own.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/create vfs/link vfs/unlink vfs/symlink vfs/mkdir vfs/rmdir vfs/mknod vfs/rename
#include "fs.h"

/* Makes the function the body of a system call that looks up two names in a directory. */
#define NAME_ENTRY(function)                                                                       \
	SYSCALL_DEFINE3(function, int, fd, const char __user *, name, const char __user *, other)  \
	{                                                                                          \
		struct file *file = fget(fd);                                                      \
		if (!file)                                                                         \
			return -EBADF;                                                             \
		return function(file_inode(file), lookup_one(file_inode(file), name),              \
				lookup_one(file_inode(file), other));                              \
	}

static int create_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_create(dir, dentry, 0600);
	if (error)
		return error;
	return dir->i_op->create(NULL, dir, dentry, 0600, 1);
}
NAME_ENTRY(create_ok)

static int create_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->create(NULL, dir, dentry, 0600, 1); // expect: vfs/create dir, dentry (missing)
}
NAME_ENTRY(create_bad)

static int link_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_link(victim, dir, dentry);
	if (error)
		return error;
	return dir->i_op->link(victim, dir, dentry);
}
NAME_ENTRY(link_ok)

static int link_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->link(victim, dir, dentry); // expect: vfs/link victim, dir, dentry (missing)
}
NAME_ENTRY(link_bad)

static int unlink_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_unlink(dir, dentry);
	if (error)
		return error;
	return dir->i_op->unlink(dir, dentry);
}
NAME_ENTRY(unlink_ok)

static int unlink_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->unlink(dir, dentry); // expect: vfs/unlink dir, dentry (missing)
}
NAME_ENTRY(unlink_bad)

static int symlink_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_symlink(dir, dentry, "t");
	if (error)
		return error;
	return dir->i_op->symlink(NULL, dir, dentry, "t");
}
NAME_ENTRY(symlink_ok)

static int symlink_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->symlink(NULL, dir, dentry, "t"); // expect: vfs/symlink dir, dentry (missing)
}
NAME_ENTRY(symlink_bad)

static int mkdir_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_mkdir(dir, dentry, 0700);
	if (error)
		return error;
	return dir->i_op->mkdir(NULL, dir, dentry, 0700);
}
NAME_ENTRY(mkdir_ok)

static int mkdir_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->mkdir(NULL, dir, dentry, 0700); // expect: vfs/mkdir dir, dentry (missing)
}
NAME_ENTRY(mkdir_bad)

static int rmdir_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_rmdir(dir, dentry);
	if (error)
		return error;
	return dir->i_op->rmdir(dir, dentry);
}
NAME_ENTRY(rmdir_ok)

static int rmdir_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->rmdir(dir, dentry); // expect: vfs/rmdir dir, dentry (missing)
}
NAME_ENTRY(rmdir_bad)

static int mknod_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_mknod(dir, dentry, 0600, 1);
	if (error)
		return error;
	return dir->i_op->mknod(NULL, dir, dentry, 0600, 1);
}
NAME_ENTRY(mknod_ok)

static int mknod_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->mknod(NULL, dir, dentry, 0600, 1); // expect: vfs/mknod dir, dentry (missing)
}
NAME_ENTRY(mknod_bad)

static int rename_ok(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	int error = security_inode_rename(dir, victim, dir, dentry, 0);
	if (error)
		return error;
	return dir->i_op->rename(NULL, dir, victim, dir, dentry, 0);
}
NAME_ENTRY(rename_ok)

static int rename_bad(struct inode *dir, struct dentry *dentry, struct dentry *victim)
{
	return dir->i_op->rename(NULL, dir, victim, dir, dentry, 0); // expect: vfs/rename dir, victim, dir, dentry (missing)
}
NAME_ENTRY(rename_bad)
