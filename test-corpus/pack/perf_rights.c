// An event that measures the kernel, a processor, a tracepoint or another task needs the right for that.
// rules: pack:perf.yaml pack:entries.yaml pack:values.yaml
#include "task.h"

struct perf_event_attr { unsigned long sample_type; };
struct perf_event { struct perf_event_attr attr; };
struct perf_event_context { int refs; };

int security_perf_event_open(int type);
int security_perf_event_alloc(struct perf_event *event);
struct perf_event *new_event(const void *uattr);
struct perf_event_context *context_of(int cpu, struct task_struct *task);
void get_ctx(struct perf_event_context *ctx);
void account_event(struct perf_event *event);
int perf_uprobe_init(struct perf_event *event, unsigned long offset, bool is_retprobe);
int perf_kprobe_init(struct perf_event *event, bool is_retprobe);

static int perf_allow_kernel(void)
{
	if (!perfmon_capable())
		return -EACCES;
	return security_perf_event_open(2);
}

static int perf_allow_tracepoint(int paranoid)
{
	if (paranoid && !perfmon_capable())
		return -EPERM;
	return paranoid ? security_perf_event_open(3) : 0; // expect: perf/tracepoint system
}

static struct perf_event *perf_event_alloc(const void *uattr, int early)
{
	struct perf_event *event = new_event(uattr);

	if (early)
		account_event(event); // expect: perf/event-label event (unlabelled)
	if (security_perf_event_alloc(event))
		return ERR_PTR(-EACCES);
	account_event(event);
	return event;
}

static struct perf_event_context *find_get_context(struct task_struct *task, struct perf_event *event)
{
	struct perf_event_context *ctx = context_of(0, task);

	if (!task) {
		if (security_perf_event_open(event->attr.sample_type ? 1 : 2))
			return ERR_PTR(-EACCES);
		get_ctx(ctx); // expect: perf/cpu system
	}
	return ctx;
}

SYSCALL_DEFINE2(perf_event_open, const void *, uattr, int, pid)
{
	struct task_struct *task = pid ? find_task_by_vpid(pid) : NULL;
	struct perf_event *event;

	if (security_perf_event_open(0) || perf_allow_kernel())
		return -EACCES;
	event = perf_event_alloc(uattr, 0);
	if (task && !perfmon_capable() && !ptrace_may_access(task, 1))
		return -EACCES;
	return IS_ERR(find_get_context(task, event));
}

SYSCALL_DEFINE1(open_early, const void *, uattr) { return IS_ERR(perf_event_alloc(uattr, 1)); }
SYSCALL_DEFINE1(trace, int, paranoid) { return perf_allow_tracepoint(paranoid); }

SYSCALL_DEFINE1(uprobe_ok, struct perf_event *, event)
{
	return capable(CAP_SYS_ADMIN) ? perf_uprobe_init(event, 0, 0) : -EACCES;
}

SYSCALL_DEFINE1(uprobe_bad, struct perf_event *, event)
{
	return perfmon_capable() ? perf_uprobe_init(event, 0, 0) : -EACCES; // expect: perf/uprobe 0
}

SYSCALL_DEFINE1(kprobe_ok, struct perf_event *, event)
{
	return perfmon_capable() ? perf_kprobe_init(event, 0) : -EACCES;
}

SYSCALL_DEFINE1(kprobe_bad, struct perf_event *, event)
{
	return perf_kprobe_init(event, perfmon_capable()); // expect: perf/kprobe system
}
