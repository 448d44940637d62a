// Before Linux 6.3 a mount maps ids by a user namespace, and leases are granted in one place.
// rules: pack:access.yaml pack:file.yaml pack:labels.yaml pack:entries.yaml pack:values.yaml
// only: access/create-mapped-userns file/lease-owner-userns label/anon-inode-secure label/file
#include "kernel.h"

#define CAP_LEASE 28

typedef struct { unsigned int val; } kuid_t;
typedef struct { unsigned int val; } vfsuid_t;

struct user_namespace;
struct dentry;
struct file_lock;
struct file_operations { int (*open)(struct inode *inode, struct file *file); };
struct super_block { struct user_namespace *s_user_ns; };
struct inode_operations {
	int (*mkdir)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry, unsigned short mode);
	int (*mknod)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry, unsigned short mode, unsigned int dev);
	int (*symlink)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry, const char *name);
	int (*create)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry, unsigned short mode, bool excl);
	int (*tmpfile)(struct user_namespace *mnt_userns, struct inode *dir, struct file *file, unsigned short mode);
};
struct inode { const struct inode_operations *i_op; kuid_t i_uid; struct super_block *i_sb; };
struct vfsmount { struct user_namespace *mnt_userns; };
struct path { struct vfsmount *mnt; struct dentry *dentry; };
struct file { struct path f_path; struct inode *f_inode; const struct file_operations *f_op; };
struct cred { long usage; kuid_t fsuid; };
struct task_struct { const struct cred *cred; };

struct task_struct *get_current(void);
bool capable(int cap);
vfsuid_t make_vfsuid(struct user_namespace *mnt_userns, struct user_namespace *fs_userns, kuid_t kuid);
bool vfsuid_eq_kuid(vfsuid_t vfsuid, kuid_t kuid);
bool fsuidgid_has_mapping(struct super_block *sb, struct user_namespace *mnt_userns);
int generic_add_lease(struct file *filp, long arg, struct file_lock **flp);
int security_inode_init_security_anon(struct inode *inode, const char *name);
struct file *alloc_file_pseudo(struct inode *inode, const char *name);
int security_file_alloc(struct file *file);
struct file *zeroed_file(int flags);
struct file *fget(int fd);
struct path *path_of(int fd);
struct inode *shared_inode(void);
struct inode *alloc_anon_inode(const char *name);

static int vfs_mkdir(struct user_namespace *mnt_userns, struct inode *dir, int lenient)
{
	if (!lenient && !fsuidgid_has_mapping(dir->i_sb, mnt_userns))
		return -EPERM;
	return dir->i_op->mkdir(mnt_userns, dir, NULL, 0700); // expect: access/create-mapped-userns dir->i_sb, mnt_userns (bypass) // entry: mkdir_leniently
}

SYSCALL_DEFINE1(mkdir, int, fd) { return vfs_mkdir(path_of(fd)->mnt->mnt_userns, fget(fd)->f_inode, 0); }
SYSCALL_DEFINE1(mkdir_leniently, int, fd) { return vfs_mkdir(path_of(fd)->mnt->mnt_userns, fget(fd)->f_inode, 1); }

static int generic_setlease(struct file *filp, long arg, struct file_lock **flp, int lenient)
{
	const struct inode *inode = filp->f_inode;
	struct user_namespace *mnt_userns = filp->f_path.mnt->mnt_userns;
	vfsuid_t vfsuid = make_vfsuid(mnt_userns, inode->i_sb->s_user_ns, inode->i_uid);

	if (!lenient && !vfsuid_eq_kuid(vfsuid, get_current()->cred->fsuid) && !capable(CAP_LEASE))
		return -EACCES;
	return generic_add_lease(filp, arg, flp); // expect: file/lease-owner-userns make_vfsuid(filp->f_path.mnt->mnt_userns, filp->f_inode->i_sb->s_user_ns, filp->f_inode->i_uid.val), current->cred->fsuid.val (bypass) // entry: lease_leniently
}

SYSCALL_DEFINE2(lease, int, fd, long, arg) { return generic_setlease(fget(fd), arg, NULL, 0); }
SYSCALL_DEFINE2(lease_leniently, int, fd, long, arg) { return generic_setlease(fget(fd), arg, NULL, 1); }

static struct inode *make_secure_inode(const char *name)
{
	struct inode *inode = alloc_anon_inode(name);

	return security_inode_init_security_anon(inode, name) ? ERR_PTR(-EACCES) : inode;
}

static struct file *__anon_inode_getfile(const char *name, bool secure)
{
	struct inode *inode = secure ? make_secure_inode(name) : shared_inode();

	return IS_ERR(inode) ? NULL : alloc_file_pseudo(inode, name);
}

static struct file *secretmem_file_create(void)
{
	return alloc_file_pseudo(alloc_anon_inode("[secretmem]"), "secretmem"); // expect: label/anon-inode-secure alloc_anon_inode() (unlabelled)
}

SYSCALL_DEFINE2(anon, const char *, name, int, secure) { return __anon_inode_getfile(name, secure) != NULL; }
SYSCALL_DEFINE1(secret, int, fd) { return secretmem_file_create() != NULL; }

static struct file *alloc_file(const struct file_operations *fop, int bare)
{
	struct file *file = zeroed_file(0);

	if (!bare && security_file_alloc(file))
		return NULL;
	file->f_op = fop; // expect: label/file file (unlabelled) // entry: file_bare
	return file;
}

SYSCALL_DEFINE1(file_plain, const struct file_operations *, fop) { return alloc_file(fop, 0) != NULL; }
SYSCALL_DEFINE1(file_bare, const struct file_operations *, fop) { return alloc_file(fop, 1) != NULL; }
