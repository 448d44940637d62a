// Four objects reach the operation in a structure that is filled by name.
// rules: rename.yaml ../entries.yaml
#include "fs.h"

struct renamedata {
	struct mnt_idmap *idmap;
	struct inode *old_dir;
	struct dentry *old_dentry;
	struct inode *new_dir;
	struct dentry *new_dentry;
	unsigned int flags;
};

static int rename_ok(struct renamedata *rd)
{
	struct inode *old_dir = rd->old_dir, *new_dir = rd->new_dir;
	struct dentry *old_dentry = rd->old_dentry, *new_dentry = rd->new_dentry;
	int error = security_inode_rename(old_dir, old_dentry, new_dir, new_dentry, rd->flags);

	if (error)
		return error;
	return old_dir->i_op->rename(rd->idmap, old_dir, old_dentry, new_dir, new_dentry, rd->flags);
}

static int rename_bad(struct renamedata *rd)
{
	struct inode *old_dir = rd->old_dir, *new_dir = rd->new_dir;
	struct dentry *old_dentry = rd->old_dentry, *new_dentry = rd->new_dentry;
	int error = security_inode_rename(old_dir, old_dentry, old_dir, new_dentry, rd->flags);

	if (error)
		return error;
	return old_dir->i_op->rename(rd->idmap, old_dir, old_dentry, new_dir, new_dentry, rd->flags); // expect: vfs/rename rd->old_dir, rd->old_dentry, rd->new_dir, rd->new_dentry (wrong-object)
}

static int move_ok(struct renamedata *rd)
{
	return rd->old_dir->i_op->rename(rd->idmap, rd->old_dir, rd->old_dentry, rd->new_dir, rd->new_dentry, rd->flags);
}

static int move_bad(struct renamedata *rd)
{
	return rd->old_dir->i_op->rename(rd->idmap, rd->old_dir, rd->old_dentry, rd->new_dir, rd->new_dentry, rd->flags); // expect: vfs/rename rd->old_dir, rd->old_dentry, rd->new_dir, rd->new_dentry (wrong-object) // entry: move_swapped
}

static int may_move(struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir, struct dentry *new_dentry)
{
	return security_inode_rename(old_dir, old_dentry, new_dir, new_dentry, 0);
}

SYSCALL_DEFINE3(rename, int, fd, int, newfd, int, careful)
{
	struct inode *old_dir = file_inode(fget(fd)), *new_dir = file_inode(fget(newfd));
	struct renamedata rd = {
		.old_dir = old_dir,
		.old_dentry = lookup_one(old_dir, NULL),
		.new_dir = new_dir,
		.new_dentry = lookup_one(new_dir, NULL),
	};

	return careful ? rename_ok(&rd) : rename_bad(&rd);
}

SYSCALL_DEFINE2(move_same, int, fd, int, newfd)
{
	struct inode *old_dir = file_inode(fget(fd)), *new_dir = file_inode(fget(newfd));
	struct dentry *old_dentry = lookup_one(old_dir, NULL), *new_dentry = lookup_one(new_dir, NULL);
	struct renamedata rd = {
		.old_dir = old_dir,
		.old_dentry = old_dentry,
		.new_dir = new_dir,
		.new_dentry = new_dentry,
	};

	if (may_move(old_dir, old_dentry, new_dir, new_dentry))
		return -EACCES;
	rd.flags = 1;
	return move_ok(&rd);
}

SYSCALL_DEFINE2(move_swapped, int, fd, int, newfd)
{
	struct inode *old_dir = file_inode(fget(fd)), *new_dir = file_inode(fget(newfd));
	struct dentry *old_dentry = lookup_one(old_dir, NULL), *new_dentry = lookup_one(new_dir, NULL);
	struct renamedata rd = {
		.old_dir = new_dir,
		.old_dentry = old_dentry,
		.new_dir = old_dir,
		.new_dentry = new_dentry,
	};

	if (may_move(old_dir, old_dentry, new_dir, new_dentry))
		return -EACCES;
	rd.flags = 1;
	return move_bad(&rd);
}
