/* SPDX-License-Identifier: MIT */
/* Files, names and IPC objects with the hooks that guard them, in miniature. */
#pragma once

#include "kernel.h"

#define MAY_WRITE 2
#define MAY_READ 4

struct inode;
struct dentry;
struct cred;

struct mnt_idmap;
typedef unsigned short umode_t;
typedef unsigned int dev_t;

struct inode_operations {
	int (*create)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode, bool excl);
	int (*link)(struct dentry *old_dentry, struct inode *dir, struct dentry *new_dentry);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, const char *name);
	int (*mkdir)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev);
	int (*rename)(struct mnt_idmap *idmap, struct inode *old_dir, struct dentry *old_dentry,
		      struct inode *new_dir, struct dentry *new_dentry, unsigned int flags);
};

struct inode {
	const struct inode_operations *i_op;
	unsigned int i_flags;
};

struct dentry {
	struct inode *d_inode;
	struct dentry *d_parent;
};

struct vfsmount;

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

struct file;

struct file_operations {
	long (*write)(struct file *file, const char __user *buffer, size_t size);
	long (*read)(struct file *file, char __user *buffer, size_t size);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
};

struct file {
	const struct file_operations *f_op;
	const struct cred *f_cred;
	struct path f_path;
	struct inode *f_inode;
	unsigned int f_flags;
};

struct kern_ipc_perm {
	int key;
	unsigned short mode;
};

struct shmid_kernel {
	unsigned long shm_size;
	struct kern_ipc_perm shm_perm;
	struct file *shm_file;
};

/* lookups: each call yields an object nobody has judged yet */
struct file *fget(int fd);
struct file *next_file(struct file *file);
void fput(struct file *file);
struct dentry *lookup_one(struct inode *dir, const char __user *name);
struct shmid_kernel *shm_obtain(int id);

/* operations */
int do_ftruncate(struct file *file, loff_t length);
int do_dentry_truncate(struct dentry *dentry, loff_t length);
int inode_set_flags(struct inode *inode, unsigned int flags);
int ipc_update_perm(struct kern_ipc_perm *perm, unsigned short mode);
int ipc_stat_perm(struct kern_ipc_perm *perm);
int shmem_lock(struct file *file, int lock);

/* authorizers */
int security_file_truncate(struct file *file);
int security_path_truncate(const struct path *path);
int security_file_permission(struct file *file, int mask);
int security_file_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int security_inode_create(struct inode *dir, struct dentry *dentry, umode_t mode);
int security_inode_link(struct dentry *old_dentry, struct inode *dir, struct dentry *new_dentry);
int security_inode_unlink(struct inode *dir, struct dentry *dentry);
int security_inode_symlink(struct inode *dir, struct dentry *dentry, const char *old_name);
int security_inode_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode);
int security_inode_rmdir(struct inode *dir, struct dentry *dentry);
int security_inode_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev);
int security_inode_rename(struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
			  struct dentry *new_dentry, unsigned int flags);
int security_inode_setattr(struct inode *inode);
int security_shm_shmctl(struct kern_ipc_perm *perm, int cmd);
bool capable(int capability);

/* accessors */
static inline struct inode *file_inode(const struct file *file) { return file->f_inode; }
static inline struct dentry *file_dentry(const struct file *file) { return file->f_path.dentry; }

/* Makes the function the body of a system call that looks up a file by number. */
#define FILE_ENTRY(function)                                                                       \
	SYSCALL_DEFINE1(function, int, fd)                                                         \
	{                                                                                          \
		struct file *opened = fget(fd);                                                    \
		if (!opened)                                                                       \
			return -EBADF;                                                             \
		return function(opened);                                                           \
	}

/* The same for a function that takes a number besides, which user space chooses. */
#define FILE_ENTRY_WITH(function, type)                                                            \
	SYSCALL_DEFINE2(function, int, fd, type, number)                                           \
	{                                                                                          \
		struct file *opened = fget(fd);                                                    \
		if (!opened)                                                                       \
			return -EBADF;                                                             \
		return function(opened, number);                                                   \
	}

/* Makes the function the body of a system call that looks up a segment and has a command for it. */
#define SHM_ENTRY(function)                                                                        \
	SYSCALL_DEFINE2(function, int, id, int, cmd)                                               \
	{                                                                                          \
		struct shmid_kernel *found = shm_obtain(id);                                       \
		if (IS_ERR(found))                                                                 \
			return PTR_ERR(found);                                                     \
		return function(&found->shm_perm, cmd);                                            \
	}
