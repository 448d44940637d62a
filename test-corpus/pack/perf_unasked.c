// The kernel, or another task, may be measured although the modules were not asked.
// rules: pack:perf.yaml pack:entries.yaml pack:values.yaml
// only: perf/kernel perf/other-task
#include "task.h"

struct perf_event;

int security_perf_event_open(int type);
int find_get_context(struct task_struct *task, struct perf_event *event);

static int perf_allow_kernel(void)
{
	if (security_perf_event_open(0))
		return -EACCES;
	return 0; // expect: perf/kernel system (wrong-mode)
}

SYSCALL_DEFINE2(perf_event_open, struct perf_event *, event, int, pid)
{
	struct task_struct *task = pid ? find_task_by_vpid(pid) : NULL;

	if (perf_allow_kernel())
		return -EACCES;
	return find_get_context(task, event); // expect: perf/other-task task
}
