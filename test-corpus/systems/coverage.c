// Two modules that answer hooks, one of them under another name than its file's; nobody answers a third.
// section: coverage --lsm first
// rules: ../../rules/linux/systems.yaml systems.yaml ../entries.yaml
// has: modules: first | 2 | 1
// has: modules: second | 1 | 0
// has: unanswered_hooks: file_lock | security_file_lock
// has: unanswered_hooks: file_receive
// hasnot: unanswered_hooks: file_open
// has: rule_coverage: test/open | file_open | first, second
// has: undecided: test/lock | lock_it | lock
// hasnot: undecided: test/open
// closed: registrations
#include "lsm.h"

static int first_open(struct file *file) // row: registrations: file_open | first | first_hooks
{
	return 0;
}

static void first_free(struct file *file) // row: registrations: file_free | first
{
}

static struct security_hook_list first_hooks[] = {
	LSM_HOOK_INIT(file_open, first_open),
	LSM_HOOK_INIT(file_free, first_free),
};

static void first_register(void)
{
	security_add_hooks(first_hooks, 2);
}

static int first_init(void)
{
	first_register();
	return 0;
}

DEFINE_LSM(first) = {.name = "first", .init = first_init};

static int second_open(struct file *file) // row: registrations: file_open | second
{
	return -EPERM;
}

static struct security_hook_list second_hooks[] = {
	LSM_HOOK_INIT(file_open, second_open),
};

static int second_init(void)
{
	security_add_hooks(second_hooks, 1);
	return 0;
}

DEFINE_LSM(second) = {.name = "second", .init = second_init};

extern struct security_hook_list *open_list, *lock_list;

int security_file_open(struct file *file)
{
	return open_list ? open_list->hook.file_open(file) : 0;
}

int security_file_lock(struct file *file, int cmd)
{
	return lock_list ? lock_list->hook.file_lock(file, cmd) : 0;
}

void open_it(struct file *file);
void lock_it(struct file *file);
struct file *fget(int fd);

SYSCALL_DEFINE1(open, int, fd)
{
	struct file *file = fget(fd);

	if (security_file_open(file))
		return -EACCES;
	open_it(file);
	return 0;
}

SYSCALL_DEFINE1(lock, int, fd)
{
	struct file *file = fget(fd);

	if (security_file_lock(file, 1))
		return -EACCES;
	lock_it(file);
	return 0;
}
