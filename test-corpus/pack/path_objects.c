// Modes, owners, sizes, roots and watches of a path are changed only after its hook.
// rules: pack:path.yaml pack:entries.yaml pack:values.yaml
// only: path/chmod path/chown path/truncate path/chroot path/notify-inotify path/notify-fanotify path/notify-dnotify
#include "fs.h"

struct iattr;

int security_path_chmod(const struct path *path, umode_t mode);
int security_path_chown(const struct path *path, unsigned int uid, unsigned int gid);
int security_path_chroot(const struct path *path);
int security_path_notify(const struct path *path, unsigned long mask, unsigned int type);
int notify_change(struct mnt_idmap *idmap, struct dentry *dentry, struct iattr *attr);
int do_truncate(struct mnt_idmap *idmap, struct dentry *dentry, loff_t length);
void set_fs_root(void *fs, const struct path *path);
int inotify_update_watch(void *group, struct inode *inode, unsigned int mask);
int fanotify_add_mark(void *group, void *object, unsigned int mask);
int attach_dn(void *dn, void *mark, void *id, int fd, struct file *filp, unsigned int mask);

static int chmod_common(const struct path *path, umode_t mode, int boldly)
{
	int error;

	if (boldly)
		return notify_change(NULL, path->dentry, NULL); // expect: path/chmod path->dentry (missing)
	error = security_path_chmod(path, mode);
	return error ? error : notify_change(NULL, path->dentry, NULL);
}

SYSCALL_DEFINE3(chmod, int, fd, umode_t, mode, int, boldly)
{
	return chmod_common(&fget(fd)->f_path, mode, boldly);
}

static int chown_common(const struct path *path, unsigned int uid, struct dentry *other)
{
	int error = security_path_chown(path, uid, uid);

	if (error)
		return error;
	if (other)
		return notify_change(NULL, other, NULL); // expect: path/chown other (wrong-object)
	return notify_change(NULL, path->dentry, NULL);
}

SYSCALL_DEFINE3(chown, int, fd, unsigned int, uid, int, other)
{
	return chown_common(&fget(fd)->f_path, uid, other ? file_dentry(fget(other)) : NULL);
}

SYSCALL_DEFINE1(truncate_ok, int, fd)
{
	const struct path *path = &fget(fd)->f_path;
	int error = security_path_truncate(path);

	return error ? error : do_truncate(NULL, path->dentry, 0);
}

SYSCALL_DEFINE1(ftruncate_ok, int, fd)
{
	struct file *file = fget(fd);
	int error = security_file_truncate(file);

	return error ? error : do_truncate(NULL, file->f_path.dentry, 0);
}

SYSCALL_DEFINE1(truncate_bad, int, fd)
{
	return do_truncate(NULL, fget(fd)->f_path.dentry, 0); // expect: path/truncate fget()->f_path.dentry
}

SYSCALL_DEFINE1(chroot_ok, int, fd)
{
	const struct path *path = &fget(fd)->f_path;
	int error = security_path_chroot(path);

	if (!error)
		set_fs_root(NULL, path);
	return error;
}

SYSCALL_DEFINE1(chroot_bad, int, fd)
{
	const struct path *path = &fget(fd)->f_path;

	security_path_chroot(path);
	set_fs_root(NULL, path); // expect: path/chroot &fget()->f_path (ignored-result)
	return 0;
}

SYSCALL_DEFINE2(inotify_ok, int, fd, unsigned int, mask)
{
	const struct path *path = &fget(fd)->f_path;
	int error = security_path_notify(path, mask, 0);

	return error ? error : inotify_update_watch(NULL, path->dentry->d_inode, mask);
}

SYSCALL_DEFINE2(inotify_bad, int, fd, unsigned int, mask)
{
	return inotify_update_watch(NULL, fget(fd)->f_path.dentry->d_inode, mask); // expect: path/notify-inotify fget()->f_path.dentry->d_inode (missing)
}

SYSCALL_DEFINE2(fanotify_ok, int, fd, unsigned int, mask)
{
	const struct path *path = &fget(fd)->f_path;
	int error = security_path_notify(path, mask, 1);

	return error ? error : fanotify_add_mark(NULL, path->mnt, mask);
}

SYSCALL_DEFINE2(fanotify_bad, int, fd, unsigned int, mask)
{
	return fanotify_add_mark(NULL, fget(fd)->f_path.mnt, mask); // expect: path/notify-fanotify system (missing)
}

SYSCALL_DEFINE2(dnotify_ok, int, fd, unsigned int, mask)
{
	struct file *filp = fget(fd);
	int error = security_path_notify(&filp->f_path, mask, 0);

	return error ? error : attach_dn(NULL, NULL, NULL, fd, filp, mask);
}

SYSCALL_DEFINE2(dnotify_bad, int, fd, unsigned int, mask)
{
	struct file *filp = fget(fd);
	int error = security_path_notify(&fget(fd)->f_path, mask, 0);

	return error ? error : attach_dn(NULL, NULL, NULL, fd, filp, mask); // expect: path/notify-dnotify &filp->f_path (relookup)
}
