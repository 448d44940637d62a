// To choose a process's number, to filter its system calls and to read that filter needs a capability.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: task/set-tid task/seccomp-install task/seccomp-read
#include "task.h"

struct idr { int next; };
struct pid_namespace { struct idr idr; struct user_namespace *user_ns; };
struct seccomp_filter;
struct bpf_prog;

int idr_alloc(struct idr *idr, void *ptr, int start, int end);
bool checkpoint_restore_ns_capable(struct user_namespace *ns);
bool task_no_new_privs(struct task_struct *p);
int bpf_prog_create_from_user(struct bpf_prog **prog, void *fprog);
struct seccomp_filter *get_nth_filter(struct task_struct *task, unsigned long filter_off);
struct pid_namespace *active_pid_ns(void);

static int alloc_pid(struct pid_namespace *ns, int tid, int own)
{
	if (own ? !checkpoint_restore_ns_capable(current->cred->user_ns) : !checkpoint_restore_ns_capable(ns->user_ns))
		return -EPERM;
	return idr_alloc(&ns->idr, NULL, tid, tid + 1); // expect: task/set-tid ns->user_ns // entry: clone_in_own
}

SYSCALL_DEFINE1(clone3, int, tid) { return alloc_pid(active_pid_ns(), tid, 0); }
SYSCALL_DEFINE1(clone_in_own, int, tid) { return alloc_pid(active_pid_ns(), tid, 1); }

static int seccomp_prepare_filter(void *fprog, int bold)
{
	struct bpf_prog *prog;

	if (!bold && !task_no_new_privs(current) && !ns_capable_noaudit(current->cred->user_ns, CAP_SYS_ADMIN))
		return -EACCES;
	return bpf_prog_create_from_user(&prog, fprog); // expect: task/seccomp-install current->cred->user_ns (bypass) // entry: seccomp_boldly
}

SYSCALL_DEFINE1(seccomp, void *, fprog) { return seccomp_prepare_filter(fprog, 0); }
SYSCALL_DEFINE1(seccomp_boldly, void *, fprog) { return seccomp_prepare_filter(fprog, 1); }

static long seccomp_get_filter(struct task_struct *task, unsigned long off)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	return get_nth_filter(task, off) != NULL;
}

static long seccomp_get_metadata(struct task_struct *task, unsigned long off)
{
	return get_nth_filter(task, off) != NULL; // expect: task/seccomp-read 0
}

SYSCALL_DEFINE2(get_filter, int, pid, unsigned long, off) { return seccomp_get_filter(find_task_by_vpid(pid), off); }
SYSCALL_DEFINE2(get_metadata, int, pid, unsigned long, off) { return seccomp_get_metadata(find_task_by_vpid(pid), off); }
