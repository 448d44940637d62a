// Another process's group and session are told only after the hook agreed; one's own are free.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/getpgid task/getsid
#include "kernel.h"

struct pid;
struct signal_struct { struct pid *pids[4]; };
struct task_struct { struct signal_struct *signal; };

struct task_struct *get_current(void);
struct task_struct *find_task_by_vpid(int pid);
int pid_vnr(struct pid *pid);
int security_task_getpgid(struct task_struct *p);
int security_task_getsid(struct task_struct *p);

static int do_getpgid(int pid, int careful)
{
	struct task_struct *p;
	struct pid *grp;
	int retval = -ENOENT;

	if (!pid) {
		grp = get_current()->signal->pids[2];
	} else {
		p = find_task_by_vpid(pid);
		if (!p)
			return retval;
		grp = p->signal->pids[2];
		retval = careful ? security_task_getpgid(p) : 0;
		if (retval)
			return retval;
	}
	return pid_vnr(grp); // expect: task/getpgid system (bypass)
}

SYSCALL_DEFINE1(getpgid, int, pid) { return do_getpgid(pid, 1); }
SYSCALL_DEFINE1(getpgrp, int, unused) { return do_getpgid(0, 0); }
SYSCALL_DEFINE1(getpgrp_of, int, pid) { return do_getpgid(pid, 0); }

SYSCALL_DEFINE1(getsid, int, pid)
{
	struct task_struct *p = find_task_by_vpid(pid);

	if (pid) {
		security_task_getsid(p);
		return pid_vnr(p->signal->pids[3]); // expect: task/getsid system (ignored-result)
	}
	return pid_vnr(get_current()->signal->pids[3]);
}
