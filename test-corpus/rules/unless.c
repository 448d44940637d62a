// With one of these arguments the call is no operation.
// rules: unless.yaml ../entries.yaml
#include "fs.h"

static int clear_ok(struct file *file)
{
	return inode_set_flags(file->f_inode, 0);
}
FILE_ENTRY(clear_ok)

static int harmless_ok(struct file *file)
{
	return inode_set_flags(file->f_inode, 4);
}
FILE_ENTRY(harmless_ok)

static int set_ok(struct file *file)
{
	int error = security_inode_setattr(file->f_inode);
	if (error)
		return error;
	return inode_set_flags(file->f_inode, 2);
}
FILE_ENTRY(set_ok)

static int set_bad(struct file *file)
{
	return inode_set_flags(file->f_inode, 2); // expect: inode/set-flags file->f_inode (missing)
}
FILE_ENTRY(set_bad)

static int set_any_bad(struct file *file, unsigned int flags)
{
	return inode_set_flags(file->f_inode, flags); // expect: inode/set-flags file->f_inode (missing)
}

SYSCALL_DEFINE2(setflags, int, fd, unsigned int, flags)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return set_any_bad(file, flags);
}
