// A superblock has its label options before it is handed out, whoever fills it.
// rules: pack:labels.yaml pack:entries.yaml pack:values.yaml
// only: label/mount-options label/mount-options-nfs
#include "kernel.h"

struct super_block { int flags; };
struct dentry { struct super_block *d_sb; };
struct fs_context { struct dentry *root; void *security; };

int security_sb_set_mnt_opts(struct super_block *sb, void *opts, unsigned long flags, unsigned long *set);
int security_sb_clone_mnt_opts(const struct super_block *oldsb, struct super_block *newsb, unsigned long flags);
int fill(struct fs_context *fc);
struct fs_context *context_of(int fd);
struct super_block *superblock_of(int fd);
struct super_block *cloned_from(struct fs_context *fc);

static int vfs_get_tree(struct fs_context *fc, int lazily)
{
	int error = fill(fc);

	if (error)
		return error;
	if (lazily)
		return 0; // expect: label/mount-options fc->root->d_sb // entry: fsconfig_lazily
	return security_sb_set_mnt_opts(fc->root->d_sb, fc->security, 0, NULL);
}

SYSCALL_DEFINE1(fsconfig, int, fd) { return vfs_get_tree(context_of(fd), 0); }
SYSCALL_DEFINE1(fsconfig_lazily, int, fd) { return vfs_get_tree(context_of(fd), 1); }

static int nfs_get_root(struct super_block *s, struct fs_context *fc, int lazily)
{
	const struct super_block *old = cloned_from(fc);

	if (lazily)
		return 0; // expect: label/mount-options-nfs s // entry: mount_lazily
	if (old)
		return security_sb_clone_mnt_opts(old, s, 0);
	return security_sb_set_mnt_opts(s, fc->security, 0, NULL);
}

SYSCALL_DEFINE1(mount, int, fd) { return nfs_get_root(superblock_of(fd), context_of(fd), 0); }
SYSCALL_DEFINE1(mount_lazily, int, fd) { return nfs_get_root(superblock_of(fd), context_of(fd), 1); }
