// What stops, names or records the machine, or chooses a process's number, needs a capability for it.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: task/acct task/reboot task/set-names task/set-tid task/seccomp-install task/seccomp-read
#include "task.h"

struct filename;
struct idr { int next; };
struct pid_namespace { struct idr idr; struct user_namespace *user_ns; };
struct uts_namespace { struct user_namespace *user_ns; };
struct nsproxy { struct uts_namespace *uts_ns; };
struct seccomp_filter;
struct bpf_prog;

int acct_on(struct filename *name);
int reboot_pid_ns(struct pid_namespace *ns, int cmd);
void kernel_halt(void);
void uts_proc_notify(int proc);
int idr_alloc(struct idr *idr, void *ptr, int start, int end);
bool checkpoint_restore_ns_capable(struct user_namespace *ns);
bool task_no_new_privs(struct task_struct *p);
int bpf_prog_create_from_user(struct bpf_prog **prog, void *fprog);
struct seccomp_filter *get_nth_filter(struct task_struct *task, unsigned long filter_off);
struct pid_namespace *active_pid_ns(void);

SYSCALL_DEFINE1(acct_ok, struct filename *, name) { return capable(20) ? acct_on(name) : -EPERM; }
SYSCALL_DEFINE1(acct_bad, struct filename *, name)
{
	return capable(CAP_SYS_BOOT) ? acct_on(name) : -EPERM; // expect: task/acct 0
}

SYSCALL_DEFINE2(reboot, int, cmd, int, way)
{
	struct pid_namespace *pid_ns = active_pid_ns();
	int ret;

	if (way ? !ns_capable(current->cred->user_ns, CAP_SYS_BOOT) : !ns_capable(pid_ns->user_ns, CAP_SYS_BOOT))
		return -EPERM;
	ret = reboot_pid_ns(pid_ns, cmd); // expect: task/reboot pid_ns->user_ns
	if (!ret)
		kernel_halt();
	return ret;
}

SYSCALL_DEFINE2(sethostname, const char *, name, int, len)
{
	if (!ns_capable(current->nsproxy->uts_ns->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	uts_proc_notify(len);
	return 0;
}

SYSCALL_DEFINE2(setdomainname, const char *, name, int, len)
{
	if (!ns_capable(current->cred->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	uts_proc_notify(len); // expect: task/set-names current->nsproxy->uts_ns->user_ns (wrong-object)
	return 0;
}

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
