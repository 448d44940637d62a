// Opening with O_CREAT asks for the directory; refused, it goes on without O_CREAT.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/create-open vfs/change-directory
#include "fs.h"

#define O_CREAT 0100
#define O_TRUNC 01000
#define MAY_EXEC 1

struct open_flags {
	int open_flag;
	umode_t mode;
};

int security_inode_permission(struct inode *inode, int mask);
struct dentry *lookup_again(struct inode *dir, struct dentry *dentry);
bool is_negative(struct dentry *dentry);

static int may_o_create(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int error = security_inode_permission(dir, MAY_WRITE | MAY_EXEC);

	if (error)
		return error;
	return security_inode_create(dir, dentry, mode);
}

static int may_o_create_unasked(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	return security_inode_permission(dir, MAY_WRITE | MAY_EXEC);
}

static int lookup_open(struct inode *dir, struct dentry *dentry, const struct open_flags *op, bool got_write,
		       int way)
{
	int open_flag = op->open_flag;
	int error, create_error = 0;
	umode_t mode = op->mode;
	struct dentry *other;

	if (unlikely(!got_write))
		open_flag &= ~O_TRUNC;
	if (open_flag & O_CREAT) {
		mode &= ~0111;
		if (likely(got_write))
			create_error = way == 1 ? may_o_create_unasked(dir, dentry, mode)
						: may_o_create(dir, dentry, mode);
		else
			create_error = -EACCES;
	}
	if (create_error && way != 2)
		open_flag &= ~O_CREAT;
	other = lookup_again(dir, dentry);
	if (unlikely(other))
		dentry = other;
	if (is_negative(dentry) && (open_flag & O_CREAT)) {
		error = dir->i_op->create(NULL, dir, dentry, mode, 0); // expect: vfs/create-open dir // expect: vfs/change-directory dir (bypass) // entry: open_anyway open_unasked
		if (error)
			return error;
	}
	return create_error;
}

SYSCALL_DEFINE3(open_ok, int, fd, const char __user *, name, const struct open_flags *, op)
{
	struct inode *dir = file_inode(fget(fd));

	return lookup_open(dir, lookup_one(dir, name), op, fd & 1, 0);
}

SYSCALL_DEFINE3(open_unasked, int, fd, const char __user *, name, const struct open_flags *, op)
{
	struct inode *dir = file_inode(fget(fd));

	return lookup_open(dir, lookup_one(dir, name), op, fd & 1, 1);
}

SYSCALL_DEFINE3(open_anyway, int, fd, const char __user *, name, const struct open_flags *, op)
{
	struct inode *dir = file_inode(fget(fd));

	return lookup_open(dir, lookup_one(dir, name), op, fd & 1, 2);
}
