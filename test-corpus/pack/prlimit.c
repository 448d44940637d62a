// Limits of another process are read and set only after the hook agreed, for the right that is used.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/prlimit-write task/prlimit-read
#include "kernel.h"

struct cred;
struct rlimit;
struct task_struct { const struct cred *real_cred, *cred; };

struct task_struct *get_current(void);
struct task_struct *find_task_by_vpid(int pid);
const struct cred *current_cred(void);
int security_task_prlimit(const struct cred *cred, const struct cred *tcred, unsigned int flags);
int do_prlimit(struct task_struct *tsk, unsigned int resource, struct rlimit *new_rlim, struct rlimit *old_rlim);

static int check_prlimit_permission(struct task_struct *task, unsigned int flags)
{
	return security_task_prlimit(current_cred(), task->real_cred, flags);
}

SYSCALL_DEFINE3(set_good, int, pid, struct rlimit *, new_rlim, struct rlimit *, old_rlim)
{
	struct task_struct *tsk = find_task_by_vpid(pid);
	unsigned int checkflags = 0;
	int ret;

	if (old_rlim)
		checkflags |= 1;
	if (new_rlim)
		checkflags |= 2;
	ret = check_prlimit_permission(tsk, checkflags);
	if (ret)
		return ret;
	return do_prlimit(tsk, 0, new_rlim, old_rlim);
}

SYSCALL_DEFINE2(set_bad, int, pid, struct rlimit *, new_rlim)
{
	struct task_struct *tsk = find_task_by_vpid(pid);

	return do_prlimit(tsk, 0, new_rlim, NULL); // expect: task/prlimit-write tsk->real_cred (missing)
}

SYSCALL_DEFINE2(set_asked_to_read_bad, int, pid, struct rlimit *, new_rlim)
{
	struct task_struct *tsk = find_task_by_vpid(pid);

	if (check_prlimit_permission(tsk, 1))
		return -EPERM;
	return do_prlimit(tsk, 0, new_rlim, NULL); // expect: task/prlimit-write tsk->real_cred (wrong-mode)
}

SYSCALL_DEFINE2(get_bad, int, pid, struct rlimit *, old_rlim)
{
	struct task_struct *tsk = find_task_by_vpid(pid);

	return do_prlimit(tsk, 0, NULL, old_rlim); // expect: task/prlimit-read tsk->real_cred (missing)
}

SYSCALL_DEFINE1(own_good, struct rlimit *, new_rlim)
{
	return do_prlimit(get_current(), 0, new_rlim, NULL);
}
