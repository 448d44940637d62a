// What belongs to an owner, a mount or a mapping is changed only by whom it lets.
// rules: pack:access.yaml pack:entries.yaml pack:values.yaml
// only: access/file-flags access/ipc-owner access/bpf-pinned access/cachestat access/create-mapped access/mount-propagation access/mount-locked-flags
#include "kernel.h"

#define CAP_SYS_ADMIN 21

typedef unsigned short umode_t;
typedef struct { unsigned int val; } kuid_t;

struct mnt_idmap;
struct super_block;
struct address_space;
struct file;
struct inode;
struct mount;
struct user_namespace;
struct dentry { struct inode *d_inode; };
struct inode_operations {
	int (*fileattr_set)(struct mnt_idmap *idmap, struct dentry *dentry, int flags);
	int (*tmpfile)(struct mnt_idmap *idmap, struct inode *dir, struct file *file, umode_t mode);
	int (*mkdir)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
	int (*mknod)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
	int (*symlink)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, const char *name);
	int (*create)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
};
struct inode {
	const struct inode_operations *i_op;
	struct super_block *i_sb;
	void *i_private;
};
struct file {
	struct inode *f_inode;
	struct address_space *f_mapping;
};
struct kern_ipc_perm { kuid_t uid, cuid; };

bool inode_owner_or_capable(struct mnt_idmap *idmap, const struct inode *inode);
int inode_permission(struct mnt_idmap *idmap, struct inode *inode, int mask);
bool fsuidgid_has_mapping(struct super_block *sb, struct mnt_idmap *idmap);
bool uid_eq(kuid_t left, kuid_t right);
bool ns_capable(struct user_namespace *ns, int cap);
bool can_do_cachestat(struct file *f);
int may_change_propagation(const struct mount *m);
bool can_change_locked_flags(struct mount *mnt, unsigned int flags);
struct file *fget(int fd);
struct dentry *dentry_of(int fd);
struct kern_ipc_perm *perm_of(int id);
kuid_t current_euid(void);
struct mount *mount_of(const char *name);
int ipc_update_perm(const void *in, struct kern_ipc_perm *out);
void freeque(void *ns, struct kern_ipc_perm *perm);
void *bpf_any_get(void *raw, int type);
void filemap_cachestat(struct address_space *mapping, unsigned long first, unsigned long last);
int invent_group_ids(struct mount *mnt, bool recurse);
void change_mnt_propagation(struct mount *mnt, int type);
void set_mount_attributes(struct mount *mnt, unsigned int flags);

static int vfs_fileattr_set(struct dentry *dentry, int flags)
{
	struct inode *inode = dentry->d_inode;

	if (flags == 1)
		return inode->i_op->fileattr_set(NULL, dentry, flags); // expect: access/file-flags dentry->d_inode (missing)
	if (!inode_owner_or_capable(NULL, inode))
		return -EPERM;
	return inode->i_op->fileattr_set(NULL, dentry, flags);
}

SYSCALL_DEFINE2(setflags, int, fd, int, flags)
{
	return vfs_fileattr_set(dentry_of(fd), flags);
}

static struct kern_ipc_perm *obtain_check(struct user_namespace *ns, int id)
{
	struct kern_ipc_perm *perm = perm_of(id);

	if (uid_eq(current_euid(), perm->cuid) || uid_eq(current_euid(), perm->uid) || ns_capable(ns, CAP_SYS_ADMIN))
		return perm;
	return ERR_PTR(-EPERM);
}

SYSCALL_DEFINE3(msgctl_ok, int, id, int, cmd, struct user_namespace *, ns)
{
	struct kern_ipc_perm *perm = obtain_check(ns, id);

	if (IS_ERR(perm))
		return PTR_ERR(perm);
	if (cmd)
		return ipc_update_perm(NULL, perm);
	freeque(NULL, perm);
	return 0;
}

SYSCALL_DEFINE2(msgctl_bad, int, id, struct user_namespace *, ns)
{
	struct kern_ipc_perm *perm = perm_of(id);

	freeque(NULL, perm); // expect: access/ipc-owner perm->uid.val (missing)
	return 0;
}

static void *bpf_obj_do_get(struct inode *inode, int boldly)
{
	if (boldly)
		return bpf_any_get(inode->i_private, 1); // expect: access/bpf-pinned inode->i_private (missing)
	if (inode_permission(NULL, inode, 4))
		return NULL;
	return bpf_any_get(inode->i_private, 1);
}

SYSCALL_DEFINE2(obj_get, int, fd, int, boldly)
{
	return !bpf_obj_do_get(dentry_of(fd)->d_inode, boldly);
}

SYSCALL_DEFINE2(cachestat, int, fd, int, other)
{
	struct file *file = fget(fd);

	if (!can_do_cachestat(file))
		return -EPERM;
	if (other)
		filemap_cachestat(fget(other)->f_mapping, 0, 1); // expect: access/cachestat fget()->f_mapping (wrong-object)
	else
		filemap_cachestat(file->f_mapping, 0, 1);
	return 0;
}

static int may_create(struct mnt_idmap *idmap, struct inode *dir)
{
	return fsuidgid_has_mapping(dir->i_sb, idmap) ? 0 : -EPERM;
}

SYSCALL_DEFINE3(create_ok, int, fd, struct mnt_idmap *, idmap, int, directory)
{
	struct inode *dir = dentry_of(fd)->d_inode;
	int error = may_create(idmap, dir);

	if (error)
		return error;
	return directory ? dir->i_op->mkdir(idmap, dir, NULL, 0700) : dir->i_op->create(idmap, dir, NULL, 0600);
}

SYSCALL_DEFINE3(create_bad, int, fd, struct mnt_idmap *, idmap, int, tmpfile)
{
	struct inode *dir = dentry_of(fd)->d_inode;

	if (tmpfile)
		return dir->i_op->tmpfile(idmap, dir, NULL, 0600); // expect: access/create-mapped dentry_of()->d_inode->i_sb, idmap (missing)
	return may_create(idmap, dir);
}

static int do_change_type(struct mount *mnt, int type)
{
	int error;

	if (type == 1)
		return invent_group_ids(mnt, false); // expect: access/mount-propagation system (missing)
	error = may_change_propagation(mnt);
	if (!error)
		change_mnt_propagation(mnt, type);
	return error;
}

SYSCALL_DEFINE2(mount, const char *, name, int, type)
{
	return do_change_type(mount_of(name), type);
}

SYSCALL_DEFINE2(remount_ok, const char *, name, unsigned int, flags)
{
	struct mount *mnt = mount_of(name);

	if (!can_change_locked_flags(mnt, flags))
		return -EPERM;
	set_mount_attributes(mnt, flags);
	return 0;
}

SYSCALL_DEFINE2(remount_bad, const char *, name, unsigned int, flags)
{
	set_mount_attributes(mount_of(name), flags); // expect: access/mount-locked-flags mount_of() (missing)
	return 0;
}
