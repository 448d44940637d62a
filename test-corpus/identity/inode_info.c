// A file system keeps the inode inside its own structure and walks both ways.
// rules: ../interprocedural/setflags.yaml ../entries.yaml
#include "fs.h"

struct tree_inode_info {
	unsigned long blocks;
	struct inode *journal;
	struct inode vfs_inode;
	struct inode shadow;
};

static inline struct tree_inode_info *TREE_I(struct inode *inode) // fact: returns (inode - 16)
{
	return container_of(inode, struct tree_inode_info, vfs_inode);
}

static inline struct inode *vfs_inode_of(struct tree_inode_info *info) // fact: returns &info->vfs_inode
{
	return &info->vfs_inode;
}

static int set_down_ok(struct file *file)
{
	struct tree_inode_info *info = TREE_I(file_inode(file));

	if (security_inode_setattr(&info->vfs_inode))
		return -EACCES;
	return inode_set_flags(file_inode(file), 1);
}
FILE_ENTRY(set_down_ok)

static int set_down_bad(struct file *file)
{
	struct tree_inode_info *info = TREE_I(file_inode(file));

	if (security_inode_setattr(&info->shadow))
		return -EACCES;
	return inode_set_flags(file_inode(file), 1); // expect: inode/set-flags file->f_inode (wrong-object)
}
FILE_ENTRY(set_down_bad)

static int set_round_trip_ok(struct file *file)
{
	struct inode *inode = vfs_inode_of(TREE_I(file_inode(file)));

	if (security_inode_setattr(inode))
		return -EACCES;
	return inode_set_flags(vfs_inode_of(TREE_I(vfs_inode_of(TREE_I(inode)))), 1);
}
FILE_ENTRY(set_round_trip_ok)

static int set_journal_ok(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (security_inode_setattr(TREE_I(inode)->journal))
		return -EACCES;
	return inode_set_flags(TREE_I(inode)->journal, 1);
}
FILE_ENTRY(set_journal_ok)

static int set_journal_bad(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (security_inode_setattr(inode))
		return -EACCES;
	/* named by its offset: fields of the container have no names */
	return inode_set_flags(TREE_I(inode)->journal, 1); // expect: inode/set-flags *(file->f_inode + -8) (wrong-object)
}
FILE_ENTRY(set_journal_bad)

static int set_in_callee(struct tree_inode_info *info) // fact: requires inode/set-flags &info->vfs_inode
{
	return inode_set_flags(&info->vfs_inode, 1); // expect: inode/set-flags &info->vfs_inode // entry: set_called_shadow
}

static int set_called_ok(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (security_inode_setattr(inode))
		return -EACCES;
	return set_in_callee(TREE_I(inode));
}
FILE_ENTRY(set_called_ok)

static int set_called_shadow(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (security_inode_setattr(&TREE_I(inode)->shadow))
		return -EACCES;
	return set_in_callee(TREE_I(inode));
}
FILE_ENTRY(set_called_shadow)
