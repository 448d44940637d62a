// The kernel's log is read through one hook, by system call and by /dev/kmsg.
// rules: pack:system.yaml pack:entries.yaml pack:values.yaml
// only: system/syslog
#include "kernel.h"

#define O_WRONLY 1

struct file { unsigned int f_flags; void *private_data; };

int security_syslog(int type);
int syslog_print(char __user *buf, int size);
void *buffer_of(int size);
struct file *file_of(int fd);

static int do_syslog(char __user *buf, int boldly)
{
	int error;

	if (boldly)
		return syslog_print(buf, 1); // expect: system/syslog system (missing)
	error = security_syslog(3);
	return error ? error : syslog_print(buf, 1);
}

SYSCALL_DEFINE2(syslog, char __user *, buf, int, boldly)
{
	return do_syslog(buf, boldly);
}

static int devkmsg_open(struct file *file, int boldly)
{
	int err;

	if (boldly) {
		file->private_data = buffer_of(1); // expect: system/syslog system (missing)
		return 0;
	}
	if ((file->f_flags & 3) != O_WRONLY) {
		err = security_syslog(3);
		if (err)
			return err;
	}
	file->private_data = buffer_of(2);
	return 0;
}

SYSCALL_DEFINE2(open, int, fd, int, boldly)
{
	return devkmsg_open(file_of(fd), boldly);
}
