// What is executed is asked for again when the interpreter takes the place of the script.
// rules: pack:task.yaml pack:values.yaml ../entries.yaml
// only: task/bprm-check
#include "kernel.h"

struct file;
struct linux_binprm {
	struct file *file, *interpreter;
};
struct linux_binfmt {
	int (*load_binary)(struct linux_binprm *bprm);
};

int security_bprm_check(struct linux_binprm *bprm);
struct linux_binfmt *format_of(struct linux_binprm *bprm);
struct linux_binprm *program_of(int fd);

static int search_binary_handler(struct linux_binprm *bprm)
{
	int error = security_bprm_check(bprm);
	if (error)
		return error;
	return format_of(bprm)->load_binary(bprm);
}

static void interpret(struct linux_binprm *bprm)
{
	bprm->file = bprm->interpreter;
	bprm->interpreter = NULL;
}

static int exec_ok(struct linux_binprm *bprm)
{
	for (;;) {
		int error = search_binary_handler(bprm);
		if (error < 0 || !bprm->interpreter)
			return error;
		interpret(bprm);
	}
}

static int exec_bad(struct linux_binprm *bprm)
{
	int error = security_bprm_check(bprm);
	if (error)
		return error;
	if (bprm->interpreter)
		interpret(bprm);
	return format_of(bprm)->load_binary(bprm); // expect: task/bprm-check bprm (early)
}

SYSCALL_DEFINE2(execute, int, fd, int, how)
{
	struct linux_binprm *bprm = program_of(fd);

	return how ? exec_ok(bprm) : exec_bad(bprm);
}
