// What a function returns is the operation: by its name, or by the table that keeps it.
// rules: returns.yaml ../entries.yaml
#include "kernel.h"

struct inode {
	unsigned int flags;
};
struct file {
	void *private_data;
};
struct file_operations {
	int (*open)(struct inode *inode, struct file *file);
	int (*release)(struct inode *inode, struct file *file);
};

int security_syslog(int type);
int security_inode_permission(struct inode *inode, int mask);
void *new_reader(void);

static int log_open_ok(struct inode *inode, struct file *file)
{
	int error = security_syslog(0);
	if (error)
		return error;
	file->private_data = new_reader();
	return file->private_data ? 0 : -EAGAIN;
}

static int log_open_bad(struct inode *inode, struct file *file)
{
	int error = 0;
	if (inode->flags)
		error = security_syslog(0);
	if (error)
		return error;
	file->private_data = new_reader();
	if (!file->private_data)
		return -EAGAIN;
	return 0; // expect: log/open system (bypass)
}

/* kept in another table: nothing is asked of it */
static int other_open_ok(struct inode *inode, struct file *file)
{
	return 0;
}

static const struct file_operations log_fops = { .open = log_open_ok };
static const struct file_operations log_bad_fops = { .open = log_open_bad };
static const struct file_operations other_fops = { .open = other_open_ok };

static int permission_ok(struct inode *inode, int mask)
{
	if (inode->flags & mask)
		return -EACCES;
	return security_inode_permission(inode, mask);
}

static int permission_bad(struct inode *inode, int mask)
{
	if (inode->flags & mask)
		return 0; // expect: inode/permission inode (bypass)
	return security_inode_permission(inode, mask);
}

/* refused, and forgotten */
static int late_permission_bad(struct inode *inode, int mask)
{
	int error = security_inode_permission(inode, mask);
	if (error == -EAGAIN)
		error = 0;
	return error; // expect: inode/permission inode (ignored-result)
}

struct inode *inode_of(int fd);
struct file *file_of(int fd);

SYSCALL_DEFINE3(open_log, int, fd, int, which, int, mask)
{
	const struct file_operations *fops = which == 1 ? &log_fops : which == 2 ? &log_bad_fops : &other_fops;
	struct inode *inode = inode_of(fd);

	if (which == 3)
		return permission_ok(inode, mask);
	if (which == 4)
		return permission_bad(inode, mask);
	if (which == 5)
		return late_permission_bad(inode, mask);
	return fops->open(inode, file_of(fd));
}
