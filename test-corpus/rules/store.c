// Writing a field is an operation on the structure around it.
// rules: store.yaml ../entries.yaml
#include "fs.h"

static int set_ok(struct inode *inode)
{
	int error = security_inode_setattr(inode);
	if (error)
		return error;
	inode->i_flags |= 1;
	return 0;
}

static int set_bad(struct inode *inode)
{
	inode->i_flags |= 1; // expect: inode/flags-field inode (missing)
	return 0;
}

SYSCALL_DEFINE2(setflag, int, fd, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? set_ok(file_inode(file)) : set_bad(file_inode(file));
}
