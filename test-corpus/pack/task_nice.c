// How much of the processor a task's group gets is asked about that task, not about whoever changes it.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/autogroup-nice
#include "task.h"

struct autogroup;

int security_task_setnice(struct task_struct *p, int nice);
struct autogroup *autogroup_task_get(struct task_struct *p);

static int proc_sched_autogroup_set_nice(struct task_struct *p, int nice, int own)
{
	int err = own ? security_task_setnice(current, nice) : security_task_setnice(p, nice);

	if (err)
		return err;
	return autogroup_task_get(p) != NULL; // expect: task/autogroup-nice p // entry: write_as_own
}

SYSCALL_DEFINE2(write, int, pid, int, nice) { return proc_sched_autogroup_set_nice(find_task_by_vpid(pid), nice, 0); }
SYSCALL_DEFINE2(write_as_own, int, pid, int, nice) { return proc_sched_autogroup_set_nice(find_task_by_vpid(pid), nice, 1); }
