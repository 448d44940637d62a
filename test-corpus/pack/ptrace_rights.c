// What one process learns of another, or does with it, needs the right to trace it.
// rules: pack:ptrace.yaml pack:entries.yaml pack:values.yaml
#include "task.h"

struct file;
struct path;
struct seq_file;
struct syscall_info { int nr; };

struct mm_struct *get_task_mm(struct task_struct *task);
struct file *get_file_raw_ptr(struct task_struct *task, unsigned int idx);
struct file *fget_task(struct task_struct *task, unsigned int fd);
void *futex_task_robust_list(struct task_struct *p, bool compat);
int ns_get_path(struct path *path, struct task_struct *task, const void *ns_ops);
unsigned long get_wchan(struct task_struct *p);
int task_current_syscall(struct task_struct *target, struct syscall_info *info);

static struct mm_struct *find_mm_struct(int pid, int by_uid)
{
	struct task_struct *task = find_task_by_vpid(pid);

	if (by_uid ? !uid_eq(current->cred->euid, task->cred->uid) : !ptrace_may_access(task, 1))
		return NULL;
	return get_task_mm(task); // expect: ptrace/move-pages task // entry: move_pages_by_uid
}

SYSCALL_DEFINE1(move_pages, int, pid) { return find_mm_struct(pid, 0) != NULL; }
SYSCALL_DEFINE1(move_pages_by_uid, int, pid) { return find_mm_struct(pid, 1) != NULL; }

SYSCALL_DEFINE3(kcmp, int, pid1, int, pid2, int, type)
{
	struct task_struct *task1 = find_task_by_vpid(pid1), *task2 = find_task_by_vpid(pid2);

	if (!ptrace_may_access(task1, 1))
		return -EPERM;
	if (type == 0)
		return get_file_raw_ptr(task1, 0) == get_file_raw_ptr(task2, 0); // expect: ptrace/kcmp task2 (wrong-object)
	return task1->mm != NULL;
}

static struct file *__pidfd_fget(struct task_struct *task, int fd, int careful)
{
	if (careful && !ptrace_may_access(task, 2))
		return ERR_PTR(-EPERM);
	return fget_task(task, fd); // expect: ptrace/pidfd-getfd task // entry: take_unasked
}

SYSCALL_DEFINE2(take, int, pid, int, fd) { return !IS_ERR(__pidfd_fget(find_task_by_vpid(pid), fd, 1)); }
SYSCALL_DEFINE2(take_unasked, int, pid, int, fd) { return !IS_ERR(__pidfd_fget(find_task_by_vpid(pid), fd, 0)); }

static void *futex_get_robust_list_common(int pid, bool compat)
{
	struct task_struct *p = pid ? find_task_by_vpid(pid) : current;

	if (compat || ptrace_may_access(p, 1))
		return futex_task_robust_list(p, compat); // expect: ptrace/robust-list p // entry: robust_list_compat
	return ERR_PTR(-EPERM);
}

SYSCALL_DEFINE1(robust_list, int, pid) { return IS_ERR(futex_get_robust_list_common(pid, 0)); }
SYSCALL_DEFINE1(robust_list_compat, int, pid) { return IS_ERR(futex_get_robust_list_common(pid, 1)); }

static int validate_nsset(struct task_struct *tsk, int early)
{
	struct nsproxy *nsp = early ? tsk->nsproxy : NULL; // expect: ptrace/namespaces tsk (late)

	if (!ptrace_may_access(tsk, 1))
		return -EPERM;
	return nsp ? 1 : tsk->nsproxy != NULL;
}

SYSCALL_DEFINE2(setns, int, pid, int, early) { return validate_nsset(find_task_by_vpid(pid), early); }

static int proc_ns_get_link(struct task_struct *task, struct path *path)
{
	if (!ptrace_may_access(task, 1))
		return -EACCES;
	return ns_get_path(path, task, NULL);
}

SYSCALL_DEFINE2(follow_ok, int, pid, struct path *, path) { return proc_ns_get_link(find_task_by_vpid(pid), path); }

static int lock_trace(struct task_struct *task)
{
	return ptrace_may_access(task, 2) ? 0 : -EPERM;
}

static int proc_pid_syscall(struct task_struct *task)
{
	struct syscall_info info;
	int err = lock_trace(task);

	return err ? err : task_current_syscall(task, &info);
}

static long proc_pid_wchan(struct task_struct *task)
{
	if (lock_trace(task) == -EACCES)
		return 0;
	return get_wchan(task); // expect: ptrace/proc task (ignored-result)
}

SYSCALL_DEFINE1(read_syscall, int, pid) { return proc_pid_syscall(find_task_by_vpid(pid)); }
SYSCALL_DEFINE1(read_wchan, int, pid) { return proc_pid_wchan(find_task_by_vpid(pid)); }
