// A lease is for the file's owner as the mount maps it, or for CAP_LEASE.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/lease-owner
#include "kernel.h"

typedef struct { unsigned int val; } kuid_t;
typedef struct { unsigned int val; } vfsuid_t;

struct mnt_idmap;
struct user_namespace;
struct super_block { struct user_namespace *s_user_ns; };
struct vfsmount { struct mnt_idmap *mnt_idmap; };
struct cred { long usage; kuid_t uid, fsuid; };
struct task_struct { long state; const struct cred *cred; };
struct inode { unsigned short i_mode; kuid_t i_uid; struct super_block *i_sb; };
struct path { struct vfsmount *mnt; void *dentry; };
struct file { struct path f_path; struct inode *f_inode; };

#define CAP_LEASE 28
#define CAP_CHOWN 0

struct task_struct *get_current(void);
vfsuid_t make_vfsuid(struct mnt_idmap *idmap, struct user_namespace *fs_userns, kuid_t kuid);
int vfsuid_eq_kuid(vfsuid_t vfsuid, kuid_t kuid);
int uid_eq(kuid_t left, kuid_t right);
int capable(int cap);
struct file *fget(int fd);
int kernel_setlease(struct file *filp, int arg);

#define current_fsuid() (get_current()->cred->fsuid)

static vfsuid_t i_uid_into_vfsuid(struct mnt_idmap *idmap, const struct inode *inode)
{
	return make_vfsuid(idmap, inode->i_sb->s_user_ns, inode->i_uid);
}

SYSCALL_DEFINE2(lease_good, int, fd, int, arg)
{
	struct file *filp = fget(fd);
	vfsuid_t vfsuid = i_uid_into_vfsuid(filp->f_path.mnt->mnt_idmap, filp->f_inode);

	if (!vfsuid_eq_kuid(vfsuid, current_fsuid()) && !capable(CAP_LEASE))
		return -EACCES;
	return kernel_setlease(filp, arg);
}

SYSCALL_DEFINE2(lease_raw_owner_bad, int, fd, int, arg)
{
	struct file *filp = fget(fd);
	if (!uid_eq(current_fsuid(), filp->f_inode->i_uid) && !capable(CAP_LEASE))
		return -EACCES;
	return kernel_setlease(filp, arg); // expect: file/lease-owner make_vfsuid(filp->f_path.mnt->mnt_idmap, filp->f_inode->i_sb->s_user_ns, filp->f_inode->i_uid.val), current->cred->fsuid.val (wrong-object)
}

SYSCALL_DEFINE2(lease_other_capability_bad, int, fd, int, arg)
{
	struct file *filp = fget(fd);
	vfsuid_t vfsuid = i_uid_into_vfsuid(filp->f_path.mnt->mnt_idmap, filp->f_inode);

	if (!vfsuid_eq_kuid(vfsuid, current_fsuid()) && !capable(CAP_CHOWN))
		return -EACCES;
	return kernel_setlease(filp, arg); // expect: file/lease-owner make_vfsuid(filp->f_path.mnt->mnt_idmap, filp->f_inode->i_sb->s_user_ns, filp->f_inode->i_uid.val), current->cred->fsuid.val (wrong-mode)
}
