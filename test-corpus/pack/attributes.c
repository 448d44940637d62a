// Attributes, labels, access lists and link targets of an inode are behind hooks of their own.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/setattr vfs/setattr-ioctl vfs/getattr vfs/setxattr vfs/removexattr vfs/getxattr vfs/listxattr vfs/readlink vfs/set-acl vfs/get-acl vfs/statfs vfs/quota-on
#include "kernel.h"

struct mnt_idmap;
struct iattr { unsigned int ia_valid; };
struct kstat;
struct kstatfs;
struct posix_acl;
struct inode;
struct super_block;
struct dentry;
struct vfsmount;
struct path { struct vfsmount *mnt; struct dentry *dentry; };
struct inode_operations {
	int (*setattr)(struct mnt_idmap *idmap, struct dentry *dentry, struct iattr *attr);
	long (*listxattr)(struct dentry *dentry, char *list, size_t size);
	const char *(*get_link)(struct dentry *dentry, struct inode *inode, void *done);
};
struct super_operations { int (*statfs)(struct dentry *dentry, struct kstatfs *buf); };
struct inode { const struct inode_operations *i_op; };
struct super_block { const struct super_operations *s_op; };
struct dentry { struct inode *d_inode; struct super_block *d_sb; };

int security_inode_setattr(struct mnt_idmap *idmap, struct dentry *dentry, struct iattr *attr);
int security_inode_getattr(const struct path *path);
int security_inode_setxattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int security_inode_removexattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int security_inode_getxattr(struct dentry *dentry, const char *name);
int security_inode_listxattr(struct dentry *dentry);
int security_inode_readlink(struct dentry *dentry);
int security_inode_set_acl(struct mnt_idmap *idmap, struct dentry *dentry, const char *name, struct posix_acl *acl);
int security_inode_remove_acl(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int security_inode_get_acl(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int security_sb_statfs(struct dentry *dentry);
int security_quota_on(struct dentry *dentry);
int fat_setattr(struct mnt_idmap *idmap, struct dentry *dentry, struct iattr *attr);
int vfs_getattr_nosec(const struct path *path, struct kstat *stat);
int __vfs_setxattr_noperm(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int __vfs_removexattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
long __vfs_getxattr(struct dentry *dentry, struct inode *inode, const char *name);
int vfs_readlink(struct dentry *dentry, char *buffer, int size);
int set_posix_acl(struct mnt_idmap *idmap, struct dentry *dentry, int type, struct posix_acl *acl);
struct posix_acl *__get_acl(struct mnt_idmap *idmap, struct dentry *dentry, struct inode *inode, int type);
int dquot_load_quota_inode(struct inode *inode, int type);
const struct path *path_of(int fd);

/* Makes the function the body of a system call on a path. */
#define PATH_ENTRY(function)                                                                       \
	SYSCALL_DEFINE2(function, int, fd, const char *, name)                                     \
	{                                                                                          \
		const struct path *path = path_of(fd);                                             \
		return function(path, path->dentry, name);                                         \
	}

static int notify_change_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	struct iattr attr = { .ia_valid = 1 };
	int error = security_inode_setattr(NULL, dentry, &attr);

	return error ? error : dentry->d_inode->i_op->setattr(NULL, dentry, &attr);
}
PATH_ENTRY(notify_change_ok)

static int notify_change_bad(const struct path *path, struct dentry *dentry, const char *name)
{
	struct iattr attr = { .ia_valid = 1 }, other = { .ia_valid = 2 };
	int error = security_inode_setattr(NULL, dentry, &other);

	return error ? error : dentry->d_inode->i_op->setattr(NULL, dentry, &attr); // expect: vfs/setattr dentry, &attr (wrong-object)
}
PATH_ENTRY(notify_change_bad)

static int fat_ioctl_set_attributes(const struct path *path, struct dentry *dentry, const char *name)
{
	struct iattr attr = { .ia_valid = 1 };
	int error;

	if (!name)
		return fat_setattr(NULL, dentry, &attr); // expect: vfs/setattr-ioctl dentry, &attr (missing)
	error = security_inode_setattr(NULL, dentry, &attr);
	return error ? error : fat_setattr(NULL, dentry, &attr);
}
PATH_ENTRY(fat_ioctl_set_attributes)

static int getattr_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	int error = security_inode_getattr(path);

	return error ? error : vfs_getattr_nosec(path, NULL);
}
PATH_ENTRY(getattr_ok)

static int getattr_bad(const struct path *path, struct dentry *dentry, const char *name)
{
	return vfs_getattr_nosec(path, NULL); // expect: vfs/getattr path (missing)
}
PATH_ENTRY(getattr_bad)

static int xattr_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	if (name[0] == 's')
		return security_inode_setxattr(NULL, dentry, name) ?: __vfs_setxattr_noperm(NULL, dentry, name);
	if (name[0] == 'r')
		return security_inode_removexattr(NULL, dentry, name) ?: __vfs_removexattr(NULL, dentry, name);
	if (name[0] == 'l')
		return security_inode_listxattr(dentry) ?: dentry->d_inode->i_op->listxattr(dentry, NULL, 0);
	return security_inode_getxattr(dentry, name) ?: __vfs_getxattr(dentry, dentry->d_inode, name);
}
PATH_ENTRY(xattr_ok)

static int xattr_bad(const struct path *path, struct dentry *dentry, const char *name)
{
	if (name[0] == 's')
		return security_inode_removexattr(NULL, dentry, name) ?: __vfs_setxattr_noperm(NULL, dentry, name); // expect: vfs/setxattr dentry (missing)
	if (name[0] == 'r')
		return security_inode_getxattr(dentry, name) ?: __vfs_removexattr(NULL, dentry, name); // expect: vfs/removexattr dentry (missing)
	if (name[0] == 'l')
		return dentry->d_inode->i_op->listxattr(dentry, NULL, 0); // expect: vfs/listxattr dentry (missing)
	return security_inode_setxattr(NULL, dentry, name) ?: __vfs_getxattr(dentry, dentry->d_inode, name); // expect: vfs/getxattr dentry (missing)
}
PATH_ENTRY(xattr_bad)

static int readlink_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	return security_inode_readlink(dentry) ?: vfs_readlink(dentry, NULL, 0);
}
PATH_ENTRY(readlink_ok)

static const char *vfs_get_link(struct dentry *dentry)
{
	return dentry->d_inode->i_op->get_link(dentry, dentry->d_inode, NULL); // expect: vfs/readlink dentry (missing)
}

static int copy_link(const struct path *path, struct dentry *dentry, const char *name)
{
	return IS_ERR(vfs_get_link(dentry));
}
PATH_ENTRY(copy_link)

static int acl_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	if (!name)
		return security_inode_get_acl(NULL, dentry, name) ?: !__get_acl(NULL, dentry, dentry->d_inode, 1);
	if (name[0])
		return security_inode_set_acl(NULL, dentry, name, NULL) ?: set_posix_acl(NULL, dentry, 1, NULL);
	return security_inode_remove_acl(NULL, dentry, name) ?: set_posix_acl(NULL, dentry, 1, NULL);
}
PATH_ENTRY(acl_ok)

static int acl_bad(const struct path *path, struct dentry *dentry, const char *name)
{
	if (!name)
		return !__get_acl(NULL, dentry, dentry->d_inode, 1); // expect: vfs/get-acl dentry (missing)
	return set_posix_acl(NULL, dentry, 1, NULL); // expect: vfs/set-acl dentry (missing)
}
PATH_ENTRY(acl_bad)

static int statfs_ok(const struct path *path, struct dentry *dentry, const char *name)
{
	return security_sb_statfs(dentry) ?: dentry->d_sb->s_op->statfs(dentry, NULL);
}
PATH_ENTRY(statfs_ok)

static int statfs_bad(const struct path *path, struct dentry *dentry, const char *name)
{
	security_sb_statfs(dentry);
	return dentry->d_sb->s_op->statfs(dentry, NULL); // expect: vfs/statfs dentry (ignored-result)
}
PATH_ENTRY(statfs_bad)

static int dquot_quota_on(const struct path *path, struct dentry *dentry, const char *name)
{
	int error;

	if (!name)
		return dquot_load_quota_inode(dentry->d_inode, 1); // expect: vfs/quota-on dentry->d_inode (missing)
	error = security_quota_on(dentry);
	return error ? error : dquot_load_quota_inode(dentry->d_inode, 1);
}
PATH_ENTRY(dquot_quota_on)
