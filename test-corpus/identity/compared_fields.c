// Two fields are compared, which says that they hold one object.
// rules: ../interprocedural/setflags.yaml ../entries.yaml
#include "fs.h"

static int set_compared_ok(struct file *file, struct file *judged)
{
	if (security_inode_setattr(file_inode(judged)))
		return -EACCES;
	if (file_inode(file) != file_inode(judged))
		return -EINVAL;
	return inode_set_flags(file_inode(file), 1);
}

static int set_compared_bad(struct file *file, struct file *judged)
{
	if (security_inode_setattr(file_inode(judged)))
		return -EACCES;
	if (file_dentry(file) != file_dentry(judged))
		return -EINVAL;
	return inode_set_flags(file_inode(file), 1); // expect: inode/set-flags file->f_inode (wrong-object)
}

/* what equal files hold is equal */
static int set_of_equal_ok(struct file *file, struct file *judged)
{
	if (security_inode_setattr(file_inode(judged)))
		return -EACCES;
	if (file != judged)
		return -EINVAL;
	return inode_set_flags(file_inode(file), 1);
}

static int set_parent_ok(struct dentry *dentry, struct inode *dir)
{
	if (security_inode_setattr(dir))
		return -EACCES;
	if (dentry->d_parent->d_inode != dir)
		return -EINVAL;
	return inode_set_flags(dentry->d_parent->d_inode, 1);
}

static int set_parent_bad(struct dentry *dentry, struct inode *dir)
{
	if (security_inode_setattr(dir))
		return -EACCES;
	if (dentry->d_inode != dir)
		return -EINVAL;
	return inode_set_flags(dentry->d_parent->d_inode, 1); // expect: inode/set-flags dentry->d_parent->d_inode (wrong-object)
}

SYSCALL_DEFINE3(compare_fields, int, fd, int, other, int, how)
{
	struct file *file = fget(fd), *judged = fget(other);

	if (!file || !judged)
		return -EBADF;
	switch (how) {
	case 0:
		return set_compared_ok(file, judged);
	case 1:
		return set_compared_bad(file, judged);
	case 2:
		return set_of_equal_ok(file, judged);
	case 3:
		return set_parent_ok(file_dentry(file), file_inode(judged));
	default:
		return set_parent_bad(file_dentry(file), file_inode(judged));
	}
}
