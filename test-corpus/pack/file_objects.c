// Opening, commands, locks, and files that come from elsewhere each have a hook of their own.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/open file/ioctl file/lock file/receive file/kernel-read
#include "kernel.h"

#define FMODE_READ 1
#define FMODE_PATH 0x4000
#define FMODE_OPENED 0x80000

struct file_lock;
struct file_lease;
struct file;
struct file_operations {
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*flock)(struct file *file, int cmd, struct file_lock *fl);
};
struct file { const struct file_operations *f_op; unsigned int f_mode; };

int security_file_open(struct file *file);
int security_file_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int security_file_ioctl_compat(struct file *file, unsigned int cmd, unsigned long arg);
int security_file_lock(struct file *file, unsigned int cmd);
int security_file_receive(struct file *file);
int security_kernel_read_file(struct file *file, int id, bool contents);
struct file *fget(int fd);
struct file *next_file(int fd);
int vfs_lock_file(struct file *filp, unsigned int cmd, struct file_lock *fl, struct file_lock *conf);
int kernel_setlease(struct file *filp, int arg, struct file_lease **lease, void **priv);
void fd_install(unsigned int fd, struct file *file);
long kernel_read(struct file *file, void *buf, size_t size);

static int do_dentry_open(struct file *f, int way)
{
	int error;

	if (way == 1) {
		f->f_mode = FMODE_PATH | FMODE_OPENED;
		return 0;
	}
	if (way == 2) {
		f->f_mode = FMODE_READ | FMODE_OPENED; // expect: file/open f (missing)
		return 0;
	}
	error = security_file_open(f);
	if (error)
		return error;
	f->f_mode = FMODE_READ | FMODE_OPENED;
	return 0;
}

SYSCALL_DEFINE2(open, int, fd, int, way)
{
	return do_dentry_open(fget(fd), way);
}

SYSCALL_DEFINE3(ioctl_ok, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);
	int error = security_file_ioctl(file, cmd, arg);

	return error ? error : file->f_op->unlocked_ioctl(file, cmd, arg);
}

SYSCALL_DEFINE3(ioctl_bad, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);

	if (cmd == 1)
		return file->f_op->unlocked_ioctl(file, cmd, arg); // expect: file/ioctl file
	return security_file_ioctl_compat(file, cmd, arg) ?: file->f_op->compat_ioctl(file, cmd, arg);
}

SYSCALL_DEFINE2(lock_ok, int, fd, unsigned int, cmd)
{
	struct file *filp = fget(fd);
	int error = security_file_lock(filp, cmd);

	if (error)
		return error;
	return cmd ? vfs_lock_file(filp, cmd, NULL, NULL) : kernel_setlease(filp, cmd, NULL, NULL);
}

SYSCALL_DEFINE2(flock_bad, int, fd, unsigned int, cmd)
{
	struct file *filp = fget(fd);

	return filp->f_op->flock(filp, cmd, NULL); // expect: file/lock filp (missing)
}

static int receive_fd(struct file *file, unsigned int fd, int boldly)
{
	int error;

	if (boldly) {
		fd_install(fd, file); // expect: file/receive file (missing)
		return fd;
	}
	error = security_file_receive(file);
	if (error)
		return error;
	fd_install(fd, file);
	return fd;
}

SYSCALL_DEFINE2(recv, int, fd, int, boldly)
{
	return receive_fd(next_file(fd), fd, boldly);
}

static long kernel_read_file(struct file *file, void *buf, int id)
{
	int ret;

	if (id == 1)
		return kernel_read(file, buf, 1); // expect: file/kernel-read file (missing)
	ret = security_kernel_read_file(file, id, true);
	return ret ? ret : kernel_read(file, buf, 1);
}

SYSCALL_DEFINE3(finit_module, int, fd, void *, buf, int, id)
{
	return kernel_read_file(fget(fd), buf, id);
}
