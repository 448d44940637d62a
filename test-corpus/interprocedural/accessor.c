// The inode that an accessor returns is the inode that the field holds.
// rules: setflags.yaml ../entries.yaml
#include "fs.h"

static int set_through_field_ok(struct file *file)
{
	int error = security_inode_setattr(file_inode(file));
	if (error)
		return error;
	return inode_set_flags(file->f_inode, 1);
}
FILE_ENTRY(set_through_field_ok)

static int set_through_accessor_ok(struct file *file)
{
	struct inode *inode = file->f_inode;
	int error = security_inode_setattr(inode);

	if (error)
		return error;
	return inode_set_flags(file_inode(file), 1);
}
FILE_ENTRY(set_through_accessor_ok)

static int set_other_bad(struct file *file)
{
	int error = security_inode_setattr(file_inode(file));
	if (error)
		return error;
	return inode_set_flags(file_dentry(file)->d_inode, 1); // expect: inode/set-flags file->f_path.dentry->d_inode (wrong-object)
}
FILE_ENTRY(set_other_bad)
