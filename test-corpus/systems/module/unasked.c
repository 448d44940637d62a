// SPDX-License-Identifier: MIT
/*
 * A loadable module that makes a device file. By its ioctl, whoever opened it can make and read
 * directories and attributes without a hook being asked about the names: what `systems loadable`
 * is to say of it. Never to be loaded.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/namei.h>
#include <linux/security.h>
#include <linux/uaccess.h>
#include <linux/xattr.h>

#define UNASKED_MKDIR 1
#define UNASKED_READ 2
#define UNASKED_CHECKED_MKDIR 3

static char name[256];

/* path_mkdir judges whole paths, and vfs_mkdir() leaves that to its callers. */
static long make_directory_bad(struct file *file)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, LOOKUP_DIRECTORY);
	long error;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	error = vfs_mkdir(mnt_idmap(path.mnt), d_inode(path.dentry), dentry, 0700);
	done_path_create(&path, dentry);
	return error;
}

static long make_directory_ok(struct file *file)
{
	struct path path;
	struct dentry *dentry = kern_path_create(AT_FDCWD, name, &path, LOOKUP_DIRECTORY);
	long error;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	error = security_path_mkdir(&path, dentry, 0700);
	if (!error)
		error = vfs_mkdir(mnt_idmap(path.mnt), d_inode(path.dentry), dentry, 0700);
	done_path_create(&path, dentry);
	return error;
}

/* The attribute of a file without inode_getxattr. */
static long read_attribute_bad(struct file *file)
{
	return __vfs_getxattr(file_dentry(file), file_inode(file), name, NULL, 0);
}

static long unasked_ioctl(struct file *file, unsigned int cmd, unsigned long argument)
{
	if (strncpy_from_user(name, (const char __user *)argument, sizeof(name) - 1) < 0)
		return -EFAULT;
	switch (cmd) {
	case UNASKED_MKDIR:
		return make_directory_bad(file);
	case UNASKED_READ:
		return read_attribute_bad(file);
	case UNASKED_CHECKED_MKDIR:
		return make_directory_ok(file);
	}
	return -ENOTTY;
}

static const struct file_operations unasked_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = unasked_ioctl,
};

static struct miscdevice unasked_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "unasked",
	.fops = &unasked_operations,
};

module_misc_device(unasked_device);
MODULE_DESCRIPTION("What a module may do without asking");
MODULE_LICENSE("Dual MIT/GPL");
