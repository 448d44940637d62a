// Ordinary permission is asked of the very inode, mount or object that is used.
// rules: pack:access.yaml pack:entries.yaml pack:values.yaml
// only: access/directory access/open access/truncate access/inotify access/fanotify access/setxattr access/removexattr access/getxattr access/unix-socket
#include "fs.h"

#define MAY_EXEC 1
#define MAY_OPEN 0x20

struct sock;

int inode_permission(struct mnt_idmap *idmap, struct inode *inode, int mask);
int xattr_permission(struct mnt_idmap *idmap, struct inode *inode, const char *name, int mask);
int user_path_at(int dfd, const char *name, int flags, struct path *path);
void set_fs_pwd(void *fs, const struct path *path);
int vfs_open(const struct path *path, struct file *file);
int do_truncate(struct mnt_idmap *idmap, struct dentry *dentry, loff_t length);
int inotify_update_watch(int group, struct inode *inode, int mask);
int fanotify_add_mark(void *group, void *object, int mask);
int __vfs_setxattr_noperm(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int __vfs_removexattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name);
int __vfs_getxattr(struct dentry *dentry, struct inode *inode, const char *name);
struct sock *unix_find_socket_byinode(struct inode *inode);

static int path_permission(const struct path *path, int mask)
{
	return inode_permission(NULL, path->dentry->d_inode, mask);
}

SYSCALL_DEFINE1(chdir_ok, const char *, name)
{
	struct path path;
	int error = user_path_at(-100, name, 0, &path);

	if (!error)
		error = path_permission(&path, MAY_EXEC);
	if (!error)
		set_fs_pwd(NULL, &path);
	return error;
}

SYSCALL_DEFINE1(chdir_bad, const char *, name)
{
	struct path path;
	int error = user_path_at(-100, name, 0, &path);

	if (!error)
		error = path_permission(&path, MAY_READ);
	if (!error)
		set_fs_pwd(NULL, &path); // expect: access/directory path.dentry->d_inode (wrong-mode)
	return error;
}

static int do_open(const struct path *path, struct file *file, int created)
{
	int error;

	if (created)
		return vfs_open(path, file); // expect: access/open path->dentry->d_inode (missing)
	error = inode_permission(NULL, path->dentry->d_inode, MAY_OPEN | MAY_READ);
	return error ? error : vfs_open(path, file);
}

SYSCALL_DEFINE2(open, int, fd, int, created)
{
	struct file *file = fget(fd);

	return do_open(&file->f_path, file, created);
}

static int vfs_truncate(const struct path *path, int way)
{
	int error = way ? inode_permission(NULL, path->dentry->d_inode, way == 1 ? MAY_WRITE : MAY_READ) : -EPERM;

	if (error)
		return error;
	if (way == 1)
		return do_truncate(NULL, path->dentry, 0);
	return do_truncate(NULL, path->dentry, 0); // expect: access/truncate path->dentry->d_inode (wrong-mode)
}

SYSCALL_DEFINE2(truncate, int, fd, int, way)
{
	return vfs_truncate(&fget(fd)->f_path, way);
}

SYSCALL_DEFINE2(inotify_ok, int, fd, int, mask)
{
	struct path *path = &fget(fd)->f_path;
	int error = path_permission(path, MAY_READ);

	return error ? error : inotify_update_watch(1, path->dentry->d_inode, mask);
}

SYSCALL_DEFINE3(inotify_bad, int, fd, int, other, int, mask)
{
	struct path *path = &fget(fd)->f_path;
	int error = path_permission(&fget(other)->f_path, MAY_READ);

	return error ? error : inotify_update_watch(1, path->dentry->d_inode, mask); // expect: access/inotify fget()->f_path.dentry->d_inode (wrong-object)
}

SYSCALL_DEFINE2(fanotify_ok, int, fd, int, mask)
{
	struct path *path = &fget(fd)->f_path;
	int error = path_permission(path, MAY_READ);

	return error ? error : fanotify_add_mark(NULL, path->mnt, mask);
}

SYSCALL_DEFINE2(fanotify_bad, int, fd, int, mask)
{
	struct path *path = &fget(fd)->f_path;

	return fanotify_add_mark(NULL, path->mnt, mask); // expect: access/fanotify system (missing)
}

static int __vfs_setxattr_locked(struct dentry *dentry, struct dentry *other, const char *name)
{
	int error = xattr_permission(NULL, dentry->d_inode, name, MAY_WRITE);

	if (error)
		return error;
	if (other)
		return __vfs_setxattr_noperm(NULL, other, name); // expect: access/setxattr other->d_inode (wrong-object)
	return __vfs_setxattr_noperm(NULL, dentry, name);
}

static int __vfs_removexattr_locked(struct dentry *dentry, const char *name, int boldly)
{
	int error;

	if (boldly)
		return __vfs_removexattr(NULL, dentry, name); // expect: access/removexattr dentry->d_inode (missing)
	error = xattr_permission(NULL, dentry->d_inode, name, MAY_WRITE);
	return error ? error : __vfs_removexattr(NULL, dentry, name);
}

static int vfs_getxattr(struct dentry *dentry, const char *name, int boldly)
{
	struct inode *inode = dentry->d_inode;
	int error;

	if (boldly)
		return __vfs_getxattr(dentry, inode, name); // expect: access/getxattr dentry->d_inode (missing)
	error = xattr_permission(NULL, inode, name, MAY_READ);
	return error ? error : __vfs_getxattr(dentry, inode, name);
}

SYSCALL_DEFINE3(xattr, int, fd, int, way, const char *, name)
{
	struct dentry *dentry = file_dentry(fget(fd));

	if (way == 1)
		return __vfs_setxattr_locked(dentry, NULL, name);
	if (way == 2)
		return __vfs_setxattr_locked(dentry, file_dentry(fget(way)), name);
	if (way < 5)
		return __vfs_removexattr_locked(dentry, name, way == 3);
	return vfs_getxattr(dentry, name, way == 5);
}

static struct sock *unix_find_bsd(const struct path *path, int boldly)
{
	if (!boldly && path_permission(path, MAY_WRITE))
		return NULL;
	if (!boldly)
		return unix_find_socket_byinode(path->dentry->d_inode);
	return unix_find_socket_byinode(path->dentry->d_inode); // expect: access/unix-socket path->dentry->d_inode (bypass)
}

SYSCALL_DEFINE2(connect, int, fd, int, boldly)
{
	return !unix_find_bsd(&fget(fd)->f_path, boldly);
}
