// Who signals or traces is judged by the hook itself, unless it is the kernel or the same process.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/kill task/kill-sigio task/ptrace-attach
#include "kernel.h"

struct kernel_siginfo { int si_code; };
struct task_struct { void *signal; };
struct fown_struct { int signum; };

struct task_struct *get_current(void);
struct task_struct *find_task(int pid);
struct fown_struct *owner_of(int fd);
int security_task_kill(struct task_struct *p, struct kernel_siginfo *info, int sig);
int security_file_send_sigiotask(struct task_struct *tsk, struct fown_struct *fown, int sig);
int security_ptrace_access_check(struct task_struct *child, unsigned int mode);
int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p);
void ptrace_link(struct task_struct *child, struct task_struct *parent);

static bool si_fromuser(const struct kernel_siginfo *info)
{
	return !info || info->si_code <= 0;
}

static int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p)
{
	int error;

	if (si_fromuser(info)) {
		error = security_task_kill(p, info, sig);
		if (error)
			return error;
	}
	return do_send_sig_info(sig, info, p);
}

static int do_send_specific(int sig, struct kernel_siginfo *info, struct task_struct *p)
{
	return do_send_sig_info(sig, info, p); // expect: task/kill p (missing)
}

SYSCALL_DEFINE3(kill, int, pid, int, sig, struct kernel_siginfo *, info)
{
	return group_send_sig_info(sig, info, find_task(pid));
}

SYSCALL_DEFINE3(tkill, int, pid, int, sig, struct kernel_siginfo *, info)
{
	return do_send_specific(sig, info, find_task(pid));
}

static void send_sigio_to_task(struct task_struct *p, struct fown_struct *fown)
{
	if (!security_file_send_sigiotask(p, fown, fown->signum))
		do_send_sig_info(fown->signum, NULL, p);
}

static void send_sigurg_to_task(struct task_struct *p, struct fown_struct *fown)
{
	if (security_file_send_sigiotask(p, fown, fown->signum))
		do_send_sig_info(fown->signum, NULL, p); // expect: task/kill-sigio p (ignored-result)
}

SYSCALL_DEFINE2(wake, int, fd, int, pid)
{
	send_sigio_to_task(find_task(pid), owner_of(fd));
	return 0;
}

SYSCALL_DEFINE2(urge, int, fd, int, pid)
{
	send_sigurg_to_task(find_task(pid), owner_of(fd));
	return 0;
}

static bool same_thread_group(struct task_struct *p1, struct task_struct *p2)
{
	return p1->signal == p2->signal;
}

static int may_access(struct task_struct *task, int lenient)
{
	if (same_thread_group(task, get_current()))
		return 0;
	return lenient ? 0 : security_ptrace_access_check(task, 2);
}

static int ptrace_attach(struct task_struct *task, int lenient)
{
	int error = may_access(task, lenient);

	if (error)
		return error;
	ptrace_link(task, get_current()); // expect: task/ptrace-attach task (ignored-result) // entry: attach_leniently
	return 0;
}

SYSCALL_DEFINE1(attach, int, pid)
{
	return ptrace_attach(find_task(pid), 0);
}

SYSCALL_DEFINE1(attach_leniently, int, pid)
{
	return ptrace_attach(find_task(pid), 1);
}
