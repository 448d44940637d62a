// A symbolic link is followed only with the module's consent.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/follow-link
#include "kernel.h"

struct dentry;
struct inode;
struct delayed_call;
struct inode_operations { const char *(*get_link)(struct dentry *dentry, struct inode *inode, struct delayed_call *done); };
struct inode { const struct inode_operations *i_op; const char *i_link; };

int security_inode_follow_link(struct dentry *dentry, struct inode *inode, bool rcu);
struct inode *inode_of(int fd);

static const char *pick_link(struct inode *inode, int way)
{
	const char *res;
	int error;

	if (way == 1)
		return inode->i_op->get_link(NULL, inode, NULL); // expect: vfs/follow-link inode (missing)
	if (way == 2)
		return READ_ONCE(inode->i_link); // expect: vfs/follow-link inode (missing)
	error = security_inode_follow_link(NULL, inode, way == 3);
	if (unlikely(error))
		return ERR_PTR(error);
	res = READ_ONCE(inode->i_link);
	if (!res) {
		const char *(*get)(struct dentry *, struct inode *, struct delayed_call *);

		get = inode->i_op->get_link;
		res = get(NULL, inode, NULL);
	}
	return res;
}

SYSCALL_DEFINE2(open, int, fd, int, way)
{
	return IS_ERR(pick_link(inode_of(fd), way));
}
