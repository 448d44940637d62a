// Files of debugfs and tracefs show and change the kernel, and are closed when it is locked down.
// rules: pack:lockdown.yaml pack:entries.yaml pack:values.yaml
// only: lockdown/debugfs-attributes lockdown/debugfs-write lockdown/tracefs-create lockdown/tracefs-open
#include "kernel.h"

#define LOCKDOWN_DEBUGFS 15
#define LOCKDOWN_TRACEFS 27
#define FMODE_WRITE 2
#define ATTR_MODE 1
#define ATTR_UID 2
#define ATTR_GID 4

typedef unsigned short umode_t;

struct dentry;
struct seq_operations;
struct inode { umode_t i_mode; void *i_private; };
struct iattr { unsigned int ia_valid; };
struct file { unsigned int f_mode; void *private_data; };
struct file_operations { int (*open)(struct inode *inode, struct file *file); };

int security_locked_down(int what);
int simple_setattr(void *idmap, struct dentry *dentry, struct iattr *ia);
struct dentry *tracefs_start_creating(const char *name, struct dentry *parent);
int seq_open(struct file *file, const struct seq_operations *ops);
int dyn_events_release_all(void *type);
const struct file_operations *real_fops(struct file *file);
struct inode *inode_of(int fd);
struct file *file_of(int fd);

static int debugfs_setattr(struct dentry *dentry, struct iattr *ia, int way)
{
	int ret;

	if (way)
		return simple_setattr(NULL, dentry, ia); // expect: lockdown/debugfs-attributes system (missing)
	if (ia->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID)) {
		ret = security_locked_down(LOCKDOWN_DEBUGFS);
		if (ret)
			return ret;
	}
	return simple_setattr(NULL, dentry, ia);
}

SYSCALL_DEFINE3(chmod, struct dentry *, dentry, struct iattr *, ia, int, way)
{
	return debugfs_setattr(dentry, ia, way);
}

static int debugfs_locked_down(struct inode *inode, struct file *filp)
{
	if ((inode->i_mode & 07777 & ~0444) == 0 && !(filp->f_mode & FMODE_WRITE))
		return 0;
	return security_locked_down(LOCKDOWN_DEBUGFS);
}

static int open_proxy_open(struct inode *inode, struct file *filp)
{
	int r = debugfs_locked_down(inode, filp);

	return r ? r : real_fops(filp)->open(inode, filp);
}

static int full_proxy_open(struct inode *inode, struct file *filp)
{
	if ((inode->i_mode & 07777 & ~0444) == 0)
		return real_fops(filp)->open(inode, filp); // expect: lockdown/debugfs-write system (missing)
	return debugfs_locked_down(inode, filp);
}

SYSCALL_DEFINE2(open_debug, int, fd, int, full)
{
	return full ? full_proxy_open(inode_of(fd), file_of(fd)) : open_proxy_open(inode_of(fd), file_of(fd));
}

static struct dentry *tracefs_create_file(const char *name, int boldly)
{
	if (boldly)
		return tracefs_start_creating(name, NULL); // expect: lockdown/tracefs-create system (missing)
	if (security_locked_down(LOCKDOWN_TRACEFS))
		return NULL;
	return tracefs_start_creating(name, NULL);
}

SYSCALL_DEFINE2(mkdir, const char *, name, int, boldly)
{
	return !tracefs_create_file(name, boldly);
}

static int tracing_check_open_get_tr(void *tr)
{
	return security_locked_down(LOCKDOWN_TRACEFS);
}

static int show_traces_open(struct inode *inode, struct file *file)
{
	int ret = tracing_check_open_get_tr(inode->i_private);

	return ret ? ret : seq_open(file, NULL);
}

static const struct file_operations show_traces_fops = { .open = show_traces_open };

static int saved_cmdlines_open(struct inode *inode, struct file *file)
{
	tracing_check_open_get_tr(inode->i_private);
	return seq_open(file, NULL); // expect: lockdown/tracefs-open system (ignored-result)
}

static const struct file_operations tracing_saved_cmdlines_fops = { .open = saved_cmdlines_open };

static int options_open(struct inode *inode, struct file *file)
{
	file->private_data = inode->i_private;
	return 0; // expect: lockdown/tracefs-open system (missing)
}

static const struct file_operations trace_options_fops = { .open = options_open };

static int other_open(struct inode *inode, struct file *file)
{
	return seq_open(file, NULL);
}

static const struct file_operations other_fops = { .open = other_open };

static const struct file_operations *fops_of(int which)
{
	if (which == 1)
		return &show_traces_fops;
	if (which == 2)
		return &tracing_saved_cmdlines_fops;
	return which ? &trace_options_fops : &other_fops;
}

SYSCALL_DEFINE2(open_trace, int, fd, int, which)
{
	return fops_of(which)->open(inode_of(fd), file_of(fd));
}

static int synth_events_open(struct file *file, int boldly)
{
	int ret = boldly ? 0 : security_locked_down(LOCKDOWN_TRACEFS);

	if (ret)
		return ret;
	if (boldly)
		return dyn_events_release_all(NULL); // expect: lockdown/tracefs-open system (bypass)
	return dyn_events_release_all(file);
}

SYSCALL_DEFINE2(truncate, int, fd, int, boldly)
{
	return synth_events_open(file_of(fd), boldly);
}
