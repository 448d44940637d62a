// A program's credentials are computed and judged before it is loaded, and before the point of no return.
// rules: pack:task.yaml pack:entries.yaml pack:values.yaml
// only: task/exec-credentials task/exec-file-credentials task/prctl
#include "task.h"

struct file;
struct linux_binprm { struct file *file; unsigned int point_of_no_return : 1; };

int security_bprm_creds_for_exec(struct linux_binprm *bprm);
int security_bprm_creds_from_file(struct linux_binprm *bprm, const struct file *file);
int security_task_prctl(int option, unsigned long arg2);
int exec_binprm(struct linux_binprm *bprm);
void set_dumpable(struct mm_struct *mm, int value);
struct linux_binprm *new_bprm(const char *name);

static int bprm_execve(struct linux_binprm *bprm, int again)
{
	int retval = again ? 0 : security_bprm_creds_for_exec(bprm);

	return retval ? retval : exec_binprm(bprm); // expect: task/exec-credentials bprm // entry: exec_again
}

SYSCALL_DEFINE1(execve, const char *, name) { return bprm_execve(new_bprm(name), 0); }
SYSCALL_DEFINE1(exec_again, const char *, name) { return bprm_execve(new_bprm(name), 1); }

static int begin_new_exec(struct linux_binprm *bprm, int early)
{
	if (early)
		bprm->point_of_no_return = 1; // expect: task/exec-file-credentials bprm (late)
	if (security_bprm_creds_from_file(bprm, bprm->file))
		return -EPERM;
	bprm->point_of_no_return = 1;
	return 0;
}

SYSCALL_DEFINE2(load, const char *, name, int, early) { return begin_new_exec(new_bprm(name), early); }

SYSCALL_DEFINE2(prctl, int, option, unsigned long, arg2)
{
	if (option == 4) {
		set_dumpable(current->mm, arg2); // expect: task/prctl system (missing)
		return 0;
	}
	if (security_task_prctl(option, arg2) != -38)
		return -EINVAL;
	set_dumpable(current->mm, arg2);
	return 0;
}
