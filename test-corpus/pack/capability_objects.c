// Capabilities are asked of the namespace that owns what is changed: mounts, superblocks, devices.
// rules: pack:capability.yaml pack:entries.yaml pack:values.yaml
// only: capability/mount capability/reconfigure capability/freeze capability/block-device capability/see-namespaces
#include "capability.h"

struct dentry;
struct inode;
struct super_block { struct user_namespace *s_user_ns; };
struct inode { struct super_block *i_sb; };
struct dentry { struct super_block *d_sb; };
struct fs_context { struct dentry *root; struct user_namespace *user_ns; };

struct inode *inode_of(int fd);
struct fs_context *context_of(int fd);
int do_new_mount(void *path);
int do_umount(void *mnt);
int reconfigure_super(struct fs_context *fc);
int freeze_super(struct super_block *sb);
int thaw_super(struct super_block *sb);
int bdev_del_partition(void *disk, int number);
int disk_scan_partitions(void *disk);
struct mnt_namespace *__lookup_next_mnt_ns(struct mnt_namespace *ns, bool previous);

static bool may_mount(void)
{
	return ns_capable(current->nsproxy->mnt_ns->user_ns, CAP_SYS_ADMIN);
}

static int path_mount(void *path, int boldly)
{
	if (boldly)
		return do_new_mount(path); // expect: capability/mount current->nsproxy->mnt_ns->user_ns (missing)
	if (!may_mount())
		return -EPERM;
	return do_new_mount(path);
}

static int path_umount(void *mnt)
{
	if (!ns_capable(current_user_ns(), CAP_SYS_ADMIN))
		return -EPERM;
	return do_umount(mnt); // expect: capability/mount current->nsproxy->mnt_ns->user_ns (wrong-object)
}

SYSCALL_DEFINE2(mount, void *, path, int, boldly)
{
	return path_mount(path, boldly);
}

SYSCALL_DEFINE1(umount, void *, mnt)
{
	return path_umount(mnt);
}

SYSCALL_DEFINE1(fsconfig_ok, int, fd)
{
	struct fs_context *fc = context_of(fd);

	if (!ns_capable(fc->root->d_sb->s_user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return reconfigure_super(fc);
}

SYSCALL_DEFINE1(fsconfig_bad, int, fd)
{
	struct fs_context *fc = context_of(fd);

	if (!ns_capable(fc->user_ns, CAP_NET_RAW))
		return -EPERM;
	return reconfigure_super(fc); // expect: capability/reconfigure system (wrong-mode)
}

static int ioctl_fsfreeze(struct inode *inode)
{
	if (!ns_capable(inode->i_sb->s_user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return freeze_super(inode->i_sb);
}

static int ioctl_fsthaw(struct inode *inode)
{
	return thaw_super(inode->i_sb); // expect: capability/freeze inode->i_sb->s_user_ns (missing)
}

SYSCALL_DEFINE2(freeze, int, fd, int, thaw)
{
	return thaw ? ioctl_fsthaw(inode_of(fd)) : ioctl_fsfreeze(inode_of(fd));
}

static int blkpg_do_ioctl(void *disk, int number)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	return bdev_del_partition(disk, number);
}

static int blkdev_common_ioctl(void *disk, int cmd)
{
	if (cmd == 1)
		return disk_scan_partitions(disk); // expect: capability/block-device system (missing)
	return 0;
}

SYSCALL_DEFINE3(blkioctl, void *, disk, int, cmd, int, number)
{
	return cmd ? blkdev_common_ioctl(disk, cmd) : blkpg_do_ioctl(disk, number);
}

static struct mnt_namespace *lookup_next_mnt_ns(struct mnt_namespace *ns, bool boldly)
{
	if (boldly)
		return __lookup_next_mnt_ns(ns, false); // expect: capability/see-namespaces system (missing)
	if (!ns_capable_noaudit(ns->user_ns, CAP_SYS_ADMIN))
		return NULL;
	return __lookup_next_mnt_ns(ns, false);
}

SYSCALL_DEFINE2(next_namespace, struct mnt_namespace *, ns, int, boldly)
{
	return !lookup_next_mnt_ns(ns, boldly);
}
