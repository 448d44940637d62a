// A task is moved, or made, in another cpuset only after the scheduler's hook agreed.
// rules: pack:cgroup.yaml pack:entries.yaml pack:values.yaml
// only: cgroup/cpuset-attach cgroup/cpuset-fork
#include "kernel.h"

struct task_struct;
struct css_set;
struct cpuset { int attach_in_progress; };

int security_task_setscheduler(struct task_struct *p);
bool cpuset_v2(void);
bool dl_task(struct task_struct *p);
struct task_struct *next_task(struct task_struct *p);
struct cpuset *cpuset_of(struct css_set *cset);

static int cpuset_can_attach(struct task_struct *task, int updated, int careful)
{
	int ret;

	for (; task; task = next_task(task)) {
		if (careful && (!cpuset_v2() || updated)) {
			ret = security_task_setscheduler(task);
			if (ret)
				return ret;
		}
		if (dl_task(task)) // expect: cgroup/cpuset-attach task // entry: attach_unasked
			return -EINVAL;
	}
	return 0;
}

SYSCALL_DEFINE2(attach, struct task_struct *, task, int, updated) { return cpuset_can_attach(task, updated, 1); }
SYSCALL_DEFINE2(attach_unasked, struct task_struct *, task, int, updated) { return cpuset_can_attach(task, updated, 0); }

static int cpuset_can_fork(struct task_struct *task, struct css_set *cset, int careful)
{
	struct cpuset *cs = cpuset_of(cset);
	int ret = careful ? security_task_setscheduler(task) : 0;

	if (ret)
		return ret;
	cs->attach_in_progress++; // expect: cgroup/cpuset-fork task // entry: fork_unasked
	return 0;
}

SYSCALL_DEFINE2(fork, struct task_struct *, task, struct css_set *, cset) { return cpuset_can_fork(task, cset, 1); }
SYSCALL_DEFINE2(fork_unasked, struct task_struct *, task, struct css_set *, cset) { return cpuset_can_fork(task, cset, 0); }
