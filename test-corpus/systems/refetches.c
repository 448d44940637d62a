// What is fetched again after a hook has judged what was fetched first.
// section: refetches
// rules: ../../rules/linux/systems.yaml systems.yaml ../entries.yaml
// closed: refetches
#include "lsm.h"

struct file *fget(int fd);
size_t copy_from_user(void *to, const void __user *from, size_t n);
int security_file_open(struct file *file);
int security_command(int command);
void use(struct file *file);
void act(int *commands);

static int once_ok(int fd)
{
	struct file *file = fget(fd);

	if (security_file_open(file))
		return -EPERM;
	use(file);
	return 0;
}

static int again_bad(int fd)
{
	if (security_file_open(fget(fd)))
		return -EPERM;
	use(fget(fd)); // row: refetches: fget | fd | security_file_open | again_bad | open
	return 0;
}

static int another_ok(int fd, int other)
{
	if (security_file_open(fget(fd)))
		return -EPERM;
	use(fget(other));
	return 0;
}

static int twice_before_ok(int fd)
{
	struct file *file = fget(fd);

	use(file);
	if (security_file_open(fget(fd)))
		return -EPERM;
	return 0;
}

static int command_bad(const int __user *from, int *commands)
{
	int command;

	if (copy_from_user(&command, from, sizeof(command)))
		return -EINVAL;
	if (security_command(command))
		return -EPERM;
	if (copy_from_user(commands, from, 16)) // row: refetches: copy_from_user | from | security_command | command_bad
		return -EINVAL;
	act(commands);
	return 0;
}

/* The first lookup has yielded nothing that could have been judged. */
static int after_failure_ok(int fd)
{
	struct file *file = fget(fd);

	if (IS_ERR(file)) {
		if (security_command(fd))
			return -EPERM;
		file = fget(fd);
	}
	use(file);
	return 0;
}

static int after_nothing_ok(int fd)
{
	struct file *file = fget(fd);

	if (!file) {
		if (security_command(fd))
			return -EPERM;
		file = fget(fd);
	}
	use(file);
	return 0;
}

static void finish(int fd)
{
	use(fget(fd)); // row: refetches: in_callee_bad | fd
}

static int in_callee_bad(int fd)
{
	if (security_file_open(fget(fd)))
		return -EPERM;
	finish(fd);
	return 0;
}

SYSCALL_DEFINE3(open, int, fd, int, other, int *, commands)
{
	if (fd == 1)
		return once_ok(fd);
	if (fd == 2)
		return again_bad(fd);
	if (fd == 3)
		return another_ok(fd, other);
	if (fd == 4)
		return twice_before_ok(fd);
	if (fd == 5)
		return in_callee_bad(fd);
	if (fd == 6)
		return after_failure_ok(fd) + after_nothing_ok(fd);
	return command_bad((const int *)commands, commands);
}
