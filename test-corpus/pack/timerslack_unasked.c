// The slack of another task's timers is set and told although nobody asked the hooks.
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

	if (!p)
		return -ENOENT;
	if (p == get_current())
		security_task_setscheduler(p);
	p->timer_slack_ns = slack; // expect: task/timerslack-write p (bypass)
	return 0;
}

static long timerslack_ns_show(int pid)
{
	struct task_struct *p = find_task(pid);

	if (!p)
		return -ENOENT;
	return (long)p->timer_slack_ns; // expect: task/timerslack-read p (missing)
}

SYSCALL_DEFINE2(set_slack, int, pid, unsigned long, slack)
{
	return timerslack_ns_write(pid, slack);
}

SYSCALL_DEFINE1(get_slack, int, pid)
{
	return timerslack_ns_show(pid);
}
