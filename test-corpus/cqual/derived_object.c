// What hangs off a checked object counts as checked where the rule says so, and only there.
// rules: derived.yaml ../entries.yaml
#include "fs.h"

static int set_inode_ok(struct inode *inode)
{
	return inode_set_flags(inode, 1);
}

static int set_derived_ok(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return inode_set_flags(file->f_inode, 1);
}
FILE_ENTRY(set_derived_ok)

static int set_other_field_bad(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return inode_set_flags(file->f_path.dentry->d_inode, 1); // expect: inode/set-flags file->f_path.dentry->d_inode (wrong-object)
}
FILE_ENTRY(set_other_field_bad)

static int set_taken_before_ok(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return set_inode_ok(inode);
}
FILE_ENTRY(set_taken_before_ok)

static int set_taken_elsewhere_bad(struct file *file)
{
	struct inode *inode = file_inode(next_file(file));

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return inode_set_flags(inode, 1); // expect: inode/set-flags next_file()->f_inode (wrong-object)
}
FILE_ENTRY(set_taken_elsewhere_bad)

/* the file points to another inode when it is used than when it was judged */
static int set_replaced_bad(struct file *file, struct inode *inode)
{
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	file->f_inode = inode;
	return inode_set_flags(file->f_inode, 1); // expect: inode/set-flags inode (wrong-object)
}

static int set_kept_ok(struct file *file, struct inode *inode)
{
	file->f_inode = inode;
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return inode_set_flags(inode, 1);
}

SYSCALL_DEFINE3(set_replaced, int, fd, int, other, int, careful)
{
	struct file *file = fget(fd), *second = fget(other);

	if (!file || !second)
		return -EBADF;
	return careful ? set_kept_ok(file, file_inode(second)) : set_replaced_bad(file, file_inode(second));
}
