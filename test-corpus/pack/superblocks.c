// A superblock is judged when it is mounted for the first time, and when its options change.
// rules: pack:system.yaml pack:entries.yaml pack:values.yaml
// only: system/kern-mount system/remount
#include "kernel.h"

struct super_block { unsigned long s_flags; };
struct dentry { struct super_block *d_sb; };
struct fs_context;
struct fs_context_operations { int (*reconfigure)(struct fs_context *fc); };
struct fs_context {
	const struct fs_context_operations *ops;
	struct dentry *root;
	void *security;
	unsigned int phase;
};

int security_sb_kern_mount(const struct super_block *sb);
int security_sb_remount(struct super_block *sb, void *opts);
void *vfs_create_mount(struct fs_context *fc);
int vfs_get_tree(struct fs_context *fc);
struct fs_context *context_of(int fd);

static int do_new_mount_fc(struct fs_context *fc, int boldly)
{
	struct super_block *sb = fc->root->d_sb;
	int error;

	if (boldly)
		return !vfs_create_mount(fc); // expect: system/kern-mount fc->root->d_sb (missing)
	error = security_sb_kern_mount(sb);
	if (error)
		return error;
	return !vfs_create_mount(fc);
}

static int vfs_cmd_create(struct fs_context *fc, int boldly)
{
	int ret = vfs_get_tree(fc);

	if (ret)
		return ret;
	if (boldly) {
		fc->phase = 2; // expect: system/kern-mount fc->root->d_sb (missing)
		return 0;
	}
	ret = security_sb_kern_mount(fc->root->d_sb);
	fc->phase = ret ? 6 : 2;
	return ret;
}

SYSCALL_DEFINE3(mount, int, fd, int, boldly, int, create)
{
	return create ? vfs_cmd_create(context_of(fd), boldly) : do_new_mount_fc(context_of(fd), boldly);
}

static int reconfigure_super(struct fs_context *fc, int boldly)
{
	struct super_block *sb = fc->root->d_sb;
	int retval;

	if (boldly == 1)
		return fc->ops->reconfigure(fc); // expect: system/remount fc->root->d_sb (missing)
	if (boldly == 2) {
		sb->s_flags = 1; // expect: system/remount fc->root->d_sb (missing)
		return 0;
	}
	retval = security_sb_remount(sb, fc->security);
	if (retval)
		return retval;
	retval = fc->ops->reconfigure(fc);
	sb->s_flags = 1;
	return retval;
}

SYSCALL_DEFINE2(fsconfig, int, fd, int, boldly)
{
	return reconfigure_super(context_of(fd), boldly);
}
