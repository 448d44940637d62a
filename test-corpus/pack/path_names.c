// Modules that decide by path name are asked with the path that was walked, for every kind of name.
// rules: pack:path.yaml pack:entries.yaml pack:values.yaml
// only: path/unlink path/rmdir path/mkdir path/mknod path/symlink path/link path/rename
#include "fs.h"

struct renamedata {
	struct inode *old_dir;
	struct dentry *old_dentry;
	struct inode *new_dir;
	struct dentry *new_dentry;
};

int security_path_unlink(const struct path *dir, struct dentry *dentry);
int security_path_rmdir(const struct path *dir, struct dentry *dentry);
int security_path_mkdir(const struct path *dir, struct dentry *dentry, umode_t mode);
int security_path_mknod(const struct path *dir, struct dentry *dentry, umode_t mode, unsigned int dev);
int security_path_symlink(const struct path *dir, struct dentry *dentry, const char *old_name);
int security_path_link(struct dentry *old_dentry, const struct path *new_dir, struct dentry *new_dentry);
int security_path_rename(const struct path *old_dir, struct dentry *old_dentry, const struct path *new_dir,
			 struct dentry *new_dentry);
int vfs_unlink(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry);
int vfs_rmdir(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry);
int vfs_mkdir(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
int vfs_mknod(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev);
int vfs_create(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, umode_t mode);
int vfs_mkobj(struct dentry *dentry, umode_t mode, int (*f)(struct dentry *, umode_t, void *), void *arg);
int vfs_symlink(struct mnt_idmap *idmap, struct inode *dir, struct dentry *dentry, const char *old_name);
int vfs_link(struct dentry *old_dentry, struct mnt_idmap *idmap, struct inode *dir, struct dentry *new_dentry);
int vfs_rename(struct renamedata *rd);

/* Makes the function the body of a system call that walks to a directory and looks up two names in it. */
#define WALK_ENTRY(function)                                                                       \
	SYSCALL_DEFINE3(function, int, fd, const char __user *, name, const char __user *, other)  \
	{                                                                                          \
		struct file *file = fget(fd);                                                      \
		struct inode *inode = file->f_path.dentry->d_inode;                                \
		return function(&file->f_path, lookup_one(inode, name), lookup_one(inode, other)); \
	}

static int unlink_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_unlink(dir, dentry);

	return error ? error : vfs_unlink(NULL, dir->dentry->d_inode, dentry);
}
WALK_ENTRY(unlink_ok)

static int unlink_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_unlink(dir, other);

	return error ? error : vfs_unlink(NULL, dir->dentry->d_inode, dentry); // expect: path/unlink dir->dentry->d_inode, dentry (wrong-object)
}
WALK_ENTRY(unlink_bad)

static int rmdir_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_rmdir(dir, dentry);

	return error ? error : vfs_rmdir(NULL, dir->dentry->d_inode, dentry);
}
WALK_ENTRY(rmdir_ok)

static int rmdir_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	return vfs_rmdir(NULL, dir->dentry->d_inode, dentry); // expect: path/rmdir dir->dentry->d_inode, dentry (missing)
}
WALK_ENTRY(rmdir_bad)

static int mkdir_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_mkdir(dir, dentry, 0700);

	return error ? error : vfs_mkdir(NULL, dir->dentry->d_inode, dentry, 0700);
}
WALK_ENTRY(mkdir_ok)

static int mkdir_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	return vfs_mkdir(NULL, dir->dentry->d_inode, dentry, 0700); // expect: path/mkdir dir->dentry->d_inode, dentry (missing)
}
WALK_ENTRY(mkdir_bad)

static int mknod_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_mknod(dir, dentry, 0600, 1);

	if (error)
		return error;
	error = vfs_create(NULL, dir->dentry->d_inode, dentry, 0600);
	return error ? error : vfs_mknod(NULL, dir->dentry->d_inode, dentry, 0600, 1);
}
WALK_ENTRY(mknod_ok)

static int create_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	return vfs_create(NULL, dir->dentry->d_inode, dentry, 0600); // expect: path/mknod dir->dentry->d_inode, dentry (missing)
}
WALK_ENTRY(create_bad)

static int mkobj_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_mknod(dir, other, 0600, 0);

	return error ? error : vfs_mkobj(dentry, 0600, NULL, NULL); // expect: path/mknod dentry (wrong-object)
}
WALK_ENTRY(mkobj_bad)

static int symlink_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_symlink(dir, dentry, "t");

	return error ? error : vfs_symlink(NULL, dir->dentry->d_inode, dentry, "t");
}
WALK_ENTRY(symlink_ok)

static int symlink_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	return vfs_symlink(NULL, dir->dentry->d_inode, dentry, "t"); // expect: path/symlink dir->dentry->d_inode, dentry (missing)
}
WALK_ENTRY(symlink_bad)

static int link_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_link(other, dir, dentry);

	return error ? error : vfs_link(other, NULL, dir->dentry->d_inode, dentry);
}
WALK_ENTRY(link_ok)

static int link_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	int error = security_path_link(dentry, dir, other);

	return error ? error : vfs_link(other, NULL, dir->dentry->d_inode, dentry); // expect: path/link other, dir->dentry->d_inode, dentry (wrong-object)
}
WALK_ENTRY(link_bad)

static int rename_ok(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	struct renamedata rd = { dir->dentry->d_inode, dentry, dir->dentry->d_inode, other };
	int error = security_path_rename(dir, dentry, dir, other);

	return error ? error : vfs_rename(&rd);
}
WALK_ENTRY(rename_ok)

static int rename_bad(const struct path *dir, struct dentry *dentry, struct dentry *other)
{
	struct renamedata rd = { dir->dentry->d_inode, dentry, dir->dentry->d_inode, other };

	return vfs_rename(&rd); // expect: path/rename dir->dentry->d_inode, dentry, dir->dentry->d_inode, other (missing)
}
WALK_ENTRY(rename_bad)
