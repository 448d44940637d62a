// A predicate tells where nobody need be asked; that it does not hold is no refusal.
// rules: predicate.yaml ../entries.yaml
#include "kernel.h"

struct task_struct;

int security_task_kill(struct task_struct *p);
bool from_kernel(int sig);
int send_signal(int sig, struct task_struct *p);
struct task_struct *find_task(int pid);

static int either_ok(struct task_struct *p, int sig)
{
	if (!from_kernel(sig)) {
		int error = security_task_kill(p);
		if (error)
			return error;
	}
	return send_signal(sig, p);
}

static int other_signal_bad(struct task_struct *p, int sig, int other)
{
	if (!from_kernel(other)) {
		int error = security_task_kill(p);
		if (error)
			return error;
	}
	return send_signal(sig, p); // expect: signal/send p (bypass)
}

static int neither_bad(struct task_struct *p, int sig)
{
	if (from_kernel(sig))
		return 0;
	return send_signal(sig, p); // expect: signal/send p (missing)
}

SYSCALL_DEFINE3(kill, int, pid, int, sig, int, other)
{
	struct task_struct *p = find_task(pid);

	if (other == 0)
		return either_ok(p, sig);
	if (other < 0)
		return neither_bad(p, sig);
	return other_signal_bad(p, sig, other);
}
