// Mounts are made, moved, changed and taken away only after the hook agreed about their place.
// rules: pack:system.yaml pack:entries.yaml pack:values.yaml
// only: system/mount system/move-mount system/umount system/pivot-root system/settime system/load-module
#include "kernel.h"

struct super_block;
struct super_operations { void (*umount_begin)(struct super_block *sb); };
struct super_block { const struct super_operations *s_op; };
struct vfsmount { struct super_block *mnt_sb; };
struct mount { struct vfsmount mnt; };
struct path { struct vfsmount *mnt; };
struct timespec64;

int security_sb_mount(const char *dev, const struct path *path, const char *type);
int security_move_mount(const struct path *from_path, const struct path *to_path);
int security_sb_umount(struct vfsmount *mnt, int flags);
int security_sb_pivotroot(const struct path *old_path, const struct path *new_path);
int security_settime64(const struct timespec64 *ts, const void *tz);
int security_kernel_load_data(int id, bool contents);
int do_new_mount(struct path *path, const char *type);
int do_loopback(struct path *path, const char *old);
int do_move_mount(struct path *from, struct path *to);
void umount_tree(struct mount *mnt, int how);
int do_umount_root(struct super_block *sb);
void chroot_fs_refs(const struct path *old, const struct path *new);
int do_settimeofday64(const struct timespec64 *ts);
int copy_chunked_from_user(void *dst, const void __user *src, unsigned long len);
struct path *path_of(const char *name);
struct mount *mount_of(const char *name);

SYSCALL_DEFINE2(mount_ok, const char *, name, int, bind)
{
	struct path *path = path_of(name);
	int error = security_sb_mount(NULL, path, NULL);

	if (error)
		return error;
	return bind ? do_loopback(path, name) : do_new_mount(path, NULL);
}

SYSCALL_DEFINE2(mount_bad, const char *, name, const char *, old)
{
	struct path *path = path_of(name);
	int error = security_sb_mount(NULL, path_of(old), NULL);

	return error ? error : do_loopback(path, old); // expect: system/mount path (wrong-object)
}

SYSCALL_DEFINE2(move_mount_ok, const char *, name, const char *, old)
{
	struct path *from = path_of(old), *to = path_of(name);
	int error = security_move_mount(from, to);

	return error ? error : do_move_mount(from, to);
}

SYSCALL_DEFINE2(move_mount_bad, const char *, name, const char *, old)
{
	struct path *from = path_of(old), *to = path_of(name);
	int error = security_move_mount(to, from);

	return error ? error : do_move_mount(from, to); // expect: system/move-mount from, to (wrong-object)
}

static int do_umount(struct mount *mnt, int flags)
{
	struct super_block *sb = mnt->mnt.mnt_sb;
	int error;

	if (flags == 1) {
		sb->s_op->umount_begin(sb); // expect: system/umount mnt->mnt.mnt_sb (missing)
		return 0;
	}
	error = security_sb_umount(&mnt->mnt, flags);
	if (error)
		return error;
	sb->s_op->umount_begin(sb);
	if (flags == 2)
		return do_umount_root(sb);
	umount_tree(mnt, flags);
	return 0;
}

SYSCALL_DEFINE2(umount, const char *, name, int, flags)
{
	return do_umount(mount_of(name), flags);
}

SYSCALL_DEFINE3(pivot_root, const char *, name, const char *, put_old, int, boldly)
{
	struct path *new = path_of(name), *old = path_of(put_old);
	int error = security_sb_pivotroot(old, new);

	if (error)
		return error;
	if (boldly)
		chroot_fs_refs(old, path_of(name)); // expect: system/pivot-root path_of() (wrong-object)
	else
		chroot_fs_refs(old, new);
	return 0;
}

SYSCALL_DEFINE2(settimeofday, const struct timespec64 *, ts, int, boldly)
{
	int error;

	if (boldly)
		return do_settimeofday64(ts); // expect: system/settime system (missing)
	error = security_settime64(ts, NULL);
	return error ? error : do_settimeofday64(ts);
}

static int copy_module_from_user(const void __user *umod, unsigned long len, void *hdr)
{
	int err;

	if (len == 1)
		return copy_chunked_from_user(hdr, umod, len); // expect: system/load-module system (missing)
	err = security_kernel_load_data(2, true);
	return err ? err : copy_chunked_from_user(hdr, umod, len);
}

SYSCALL_DEFINE3(init_module, const void __user *, umod, unsigned long, len, void *, hdr)
{
	return copy_module_from_user(umod, len, hdr);
}
