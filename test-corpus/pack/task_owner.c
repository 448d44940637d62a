// Priority, affinity, limits and signals of a process are its owner's, or need a capability over its namespace.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: task/setnice-privilege task/setscheduler-privilege task/setaffinity-privilege task/prlimit-privilege task/kill-privilege
#include "task.h"

struct rlimit;
struct kernel_siginfo { int si_code; };

int user_check_sched_setscheduler(struct task_struct *p, int policy);
void __setscheduler_params(struct task_struct *p, int policy);
int __sched_setaffinity(struct task_struct *p, void *mask);
void set_user_nice(struct task_struct *p, long nice);
int do_prlimit(struct task_struct *tsk, unsigned int resource, struct rlimit *new_rlim, struct rlimit *old_rlim);
int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p);
bool same_thread_group(struct task_struct *p1, struct task_struct *p2);

static int set_one_prio(struct task_struct *p, int nice, int way)
{
	const struct cred *cred = current->cred, *pcred = p->real_cred;

	if (!uid_eq(pcred->uid, cred->euid) && !(way ? ns_capable(pcred->user_ns, CAP_SYS_NICE) : ns_capable(cred->user_ns, CAP_SYS_NICE)))
		return -EPERM;
	set_user_nice(p, nice); // expect: task/setnice-privilege p->real_cred->user_ns // entry: nice_in_own
	return 0;
}

SYSCALL_DEFINE2(nice, int, pid, int, value) { return set_one_prio(find_task_by_vpid(pid), value, 1); }
SYSCALL_DEFINE2(nice_in_own, int, pid, int, value) { return set_one_prio(find_task_by_vpid(pid), value, 0); }

static int __sched_setscheduler(struct task_struct *p, int policy, bool user)
{
	if (user && user_check_sched_setscheduler(p, policy))
		return -EPERM;
	__setscheduler_params(p, policy); // expect: task/setscheduler-privilege p // entry: set_policy_as_kernel
	return 0;
}

static void sched_set_fifo(struct task_struct *p) { __sched_setscheduler(p, 1, 0); }

SYSCALL_DEFINE2(set_policy, int, pid, int, policy) { return __sched_setscheduler(find_task_by_vpid(pid), policy, 1); }
SYSCALL_DEFINE2(set_policy_as_kernel, int, pid, int, policy)
{
	sched_set_fifo(find_task_by_vpid(pid));
	return __sched_setscheduler(find_task_by_vpid(pid), policy, 0);
}

static bool check_same_owner(struct task_struct *p)
{
	return uid_eq(current->cred->euid, p->real_cred->euid);
}

static int sched_setaffinity(int pid, void *mask, int privileged)
{
	struct task_struct *p = find_task_by_vpid(pid);

	if (!privileged && !check_same_owner(p) && !ns_capable(p->real_cred->user_ns, CAP_SYS_NICE))
		return -EPERM;
	return __sched_setaffinity(p, mask); // expect: task/setaffinity-privilege p (bypass) // entry: pin
}

SYSCALL_DEFINE2(setaffinity, int, pid, void *, mask) { return sched_setaffinity(pid, mask, 0); }
SYSCALL_DEFINE2(pin, int, pid, void *, mask) { return sched_setaffinity(pid, mask, 1); }

SYSCALL_DEFINE3(prlimit64, int, pid, struct rlimit *, new_rlim, int, way)
{
	struct task_struct *tsk = find_task_by_vpid(pid);

	if (!pid)
		return do_prlimit(current, 0, new_rlim, NULL);
	if (way) {
		if (!gid_eq(current->cred->gid, tsk->real_cred->gid) &&
		    !ns_capable(tsk->real_cred->user_ns, CAP_SYS_RESOURCE))
			return -EPERM;
		return do_prlimit(tsk, 0, new_rlim, NULL);
	}
	return do_prlimit(tsk, 0, new_rlim, NULL); // expect: task/prlimit-privilege tsk->real_cred->user_ns (missing)
}

static bool si_fromuser(const struct kernel_siginfo *info) { return !info || info->si_code <= 0; }

static bool kill_ok_by_cred(struct task_struct *t)
{
	return uid_eq(current->cred->euid, t->real_cred->uid);
}

static int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p)
{
	if (si_fromuser(info) && !same_thread_group(current, p) && !kill_ok_by_cred(p) && sig != 18)
		return -EPERM;
	return do_send_sig_info(sig, info, p);
}

static int do_send_specific(int sig, struct kernel_siginfo *info, struct task_struct *p)
{
	if (!kill_ok_by_cred(current))
		return -EPERM;
	return do_send_sig_info(sig, info, p); // expect: task/kill-privilege p
}

SYSCALL_DEFINE3(kill, int, pid, int, sig, struct kernel_siginfo *, info)
{
	return group_send_sig_info(sig, info, find_task_by_vpid(pid));
}

SYSCALL_DEFINE3(tkill, int, pid, int, sig, struct kernel_siginfo *, info)
{
	return do_send_specific(sig, info, find_task_by_vpid(pid));
}
