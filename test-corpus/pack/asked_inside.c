// Functions that answer for a hook ask it: before a name is created, for the file below an overlay, for addresses.
// rules: pack:path.yaml pack:file.yaml pack:capability.yaml pack:loading.yaml pack:entries.yaml pack:values.yaml
// only: path/mknod file/ioctl-stacked capability/kernel-addresses loading/firmware-fallback
#include "kernel.h"

struct inode;
struct dentry { struct inode *d_inode; };
struct path { struct dentry *dentry; };
struct file;
struct fileattr;
struct cred;
struct user_namespace { int level; } init_user_ns;

int security_path_mknod(const struct path *dir, struct dentry *dentry, unsigned int mode, unsigned int dev);
int security_file_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int security_capable(const struct cred *cred, struct user_namespace *ns, int cap, unsigned int opts);
int security_kernel_load_data(int id, bool contents);
int kallsyms_for_perf(void);
int vfs_fileattr_set(struct dentry *dentry, struct fileattr *fa);
int fw_load_from_user_helper(const char *name);
const struct path *path_of(int fd);
struct dentry *name_of(const char *name);
struct file *file_of(const struct path *path);
const struct cred *cred_of(int fd);

static int may_o_create(int idmap, const struct path *dir, struct dentry *dentry, int boldly)
{
	if (boldly)
		return 0; // expect: path/mknod dir, dentry (bypass) // entry: open_boldly
	return security_path_mknod(dir, dentry, 0, 0);
}

SYSCALL_DEFINE2(open, int, fd, const char *, name) { return may_o_create(0, path_of(fd), name_of(name), 0); }
SYSCALL_DEFINE2(open_boldly, int, fd, const char *, name) { return may_o_create(0, path_of(fd), name_of(name), 1); }

static int ovl_real_fileattr_set(const struct path *realpath, struct fileattr *fa, int boldly)
{
	if (boldly)
		return vfs_fileattr_set(realpath->dentry, fa); // expect: file/ioctl-stacked system (missing) // entry: ioctl_boldly
	return security_file_ioctl(file_of(realpath), 1, 0) ? -EACCES : vfs_fileattr_set(realpath->dentry, fa);
}

SYSCALL_DEFINE2(ioctl, int, fd, struct fileattr *, fa) { return ovl_real_fileattr_set(path_of(fd), fa, 0); }
SYSCALL_DEFINE2(ioctl_boldly, int, fd, struct fileattr *, fa) { return ovl_real_fileattr_set(path_of(fd), fa, 1); }

static bool kallsyms_show_value(const struct cred *cred, int boldly)
{
	if (kallsyms_for_perf())
		return true;
	if (boldly)
		return true; // expect: capability/kernel-addresses cred, &init_user_ns (bypass) // entry: read_boldly
	return security_capable(cred, &init_user_ns, 34, 2) == 0;
}

SYSCALL_DEFINE1(read, int, fd) { return kallsyms_show_value(cred_of(fd), 0); }
SYSCALL_DEFINE1(read_boldly, int, fd) { return kallsyms_show_value(cred_of(fd), 1); }

static int firmware_fallback_sysfs(const char *name, int boldly)
{
	if (!boldly && security_kernel_load_data(1, true) < 0)
		return -ENOENT;
	return fw_load_from_user_helper(name); // expect: loading/firmware-fallback system (bypass) // entry: request_boldly
}

SYSCALL_DEFINE1(request, const char *, name) { return firmware_fallback_sysfs(name, 0); }
SYSCALL_DEFINE1(request_boldly, const char *, name) { return firmware_fallback_sysfs(name, 1); }
