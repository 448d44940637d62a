// The running task needs no permission for itself, wherever it was taken from.
// rules: current.yaml ../entries.yaml
#include "fs.h"

struct task_struct {
	struct task_struct *real_parent;
	int prio;
};

struct task_struct *get_current(void);
struct task_struct *find_task(int pid);
int set_user_nice(struct task_struct *p, int nice);
int security_task_setnice(struct task_struct *p, int nice);

#define current get_current()

static int renice_ok(struct task_struct *p, int nice)
{
	return set_user_nice(p, nice);
}

static int renice_bad(struct task_struct *p, int nice)
{
	return set_user_nice(p, nice); // expect: task/nice p // entry: nice_parent
}

SYSCALL_DEFINE1(nice_self_ok, int, nice)
{
	return set_user_nice(current, nice);
}

SYSCALL_DEFINE1(nice_parent_bad, int, nice)
{
	return set_user_nice(current->real_parent, nice); // expect: task/nice current->real_parent (missing)
}

SYSCALL_DEFINE1(nice_passed_ok, int, nice)
{
	struct task_struct *self = current;

	self->prio = 0;
	return renice_ok(self, nice);
}

SYSCALL_DEFINE1(nice_parent, int, nice)
{
	return renice_bad(current->real_parent, nice);
}

SYSCALL_DEFINE2(nice_compared_ok, int, pid, int, nice)
{
	struct task_struct *p = find_task(pid);

	if (p != current)
		return -EPERM;
	return set_user_nice(p, nice);
}

SYSCALL_DEFINE2(nice_compared_bad, int, pid, int, nice)
{
	struct task_struct *p = find_task(pid);

	if (p == current)
		return -EPERM;
	return set_user_nice(p, nice); // expect: task/nice p (missing)
}

SYSCALL_DEFINE2(nice_found_ok, int, pid, int, nice)
{
	struct task_struct *p = pid ? find_task(pid) : current;

	if (pid && security_task_setnice(p, nice))
		return -EPERM;
	return set_user_nice(p, nice); // spurious: task/nice - the exemption of the running task is not tried for each way the variable is set
}

SYSCALL_DEFINE2(nice_found_bad, int, pid, int, nice)
{
	struct task_struct *p = pid ? find_task(pid) : current;

	if (!pid && security_task_setnice(p, nice))
		return -EPERM;
	return set_user_nice(p, nice); // expect: task/nice p
}

SYSCALL_DEFINE2(nice_others_ok, int, pid, int, nice)
{
	struct task_struct *p = find_task(pid);

	if (p != current && security_task_setnice(p, nice))
		return -EPERM;
	return set_user_nice(p, nice);
}

SYSCALL_DEFINE2(nice_others_bad, int, pid, int, nice)
{
	struct task_struct *p = find_task(pid);

	if (p == current && security_task_setnice(p, nice))
		return -EPERM;
	return set_user_nice(p, nice); // expect: task/nice p (bypass)
}
