// The slack of another task's timers is set and told only after the scheduler's hooks agreed.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/timerslack-write task/timerslack-read
#include "fs.h"

struct task_struct {
	int policy;
	unsigned long timer_slack_ns;
};

struct task_struct *get_current(void);
struct task_struct *find_task(int pid);
int security_task_setscheduler(struct task_struct *p);
int security_task_getscheduler(struct task_struct *p);

static long timerslack_ns_write(int pid, unsigned long slack)
{
	struct task_struct *p = find_task(pid);
	long error;

	if (!p)
		return -ENOENT;
	if (p != get_current()) {
		error = security_task_setscheduler(p);
		if (error)
			return error;
	}
	p->timer_slack_ns = slack;
	return 0;
}

static long timerslack_ns_show(int pid)
{
	struct task_struct *p = find_task(pid);
	long error;

	if (!p)
		return -ENOENT;
	error = security_task_getscheduler(p);
	if (error)
		return error;
	return (long)p->timer_slack_ns;
}

SYSCALL_DEFINE2(set_slack, int, pid, unsigned long, slack)
{
	return timerslack_ns_write(pid, slack);
}

SYSCALL_DEFINE1(get_slack, int, pid)
{
	return timerslack_ns_show(pid);
}
