// Accessors of accessors lead to the same object as the fields that they read.
// rules: ../interprocedural/setflags.yaml ../entries.yaml
#include "fs.h"

struct socket {
	struct file *file;
	int state;
};

struct socket *socket_of(int fd);

static inline struct inode *d_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

static inline struct dentry *d_parent(const struct dentry *dentry)
{
	return dentry->d_parent;
}

static inline struct inode *inode_behind(const struct file *file)
{
	return d_inode(file_dentry(file));
}

static struct inode *parent_inode(const struct file *file)
// fact: returns file->f_path.dentry->d_parent->d_inode
{
	return d_inode(d_parent(file_dentry(file)));
}

static inline struct inode *SOCK_INODE(struct socket *socket)
{
	return file_inode(socket->file);
}

static int set_behind_ok(struct file *file)
{
	if (security_inode_setattr(inode_behind(file)))
		return -EACCES;
	return inode_set_flags(file->f_path.dentry->d_inode, 1);
}
FILE_ENTRY(set_behind_ok)

static int set_behind_bad(struct file *file)
{
	if (security_inode_setattr(inode_behind(file)))
		return -EACCES;
	return inode_set_flags(file_inode(file), 1); // expect: inode/set-flags file->f_inode (wrong-object)
}
FILE_ENTRY(set_behind_bad)

static int set_parent_ok(struct file *file)
{
	struct dentry *dentry = file_dentry(file), *parent = d_parent(dentry);

	if (security_inode_setattr(d_inode(parent)))
		return -EACCES;
	return inode_set_flags(parent_inode(file), 1);
}
FILE_ENTRY(set_parent_ok)

static int set_parent_bad(struct file *file)
{
	struct dentry *dentry = file_dentry(file);

	if (security_inode_setattr(d_inode(dentry)))
		return -EACCES;
	return inode_set_flags(parent_inode(file), 1); // expect: inode/set-flags file->f_path.dentry->d_parent->d_inode (wrong-object)
}
FILE_ENTRY(set_parent_bad)

SYSCALL_DEFINE1(set_socket_ok, int, fd)
{
	struct socket *socket = socket_of(fd);
	int error = security_inode_setattr(SOCK_INODE(socket));

	if (error)
		return error;
	return inode_set_flags(socket->file->f_inode, 1);
}

SYSCALL_DEFINE2(set_socket_bad, int, fd, int, peer)
{
	struct socket *socket = socket_of(fd);
	int error = security_inode_setattr(SOCK_INODE(socket));

	if (error)
		return error;
	socket = socket_of(peer);
	return inode_set_flags(socket->file->f_inode, 1); // expect: inode/set-flags socket->file->f_inode (wrong-object)
}
