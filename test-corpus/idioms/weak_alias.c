// A function has a second name, or a weak body that another unit may replace.
// rules: ../truncate.yaml ../entries.yaml
// unit: weak_strong.c
#include "fs.h"

#define __alias(name) __attribute__((__alias__(#name)))
#define __weak __attribute__((__weak__))

int __check_clear(struct file *file)
{
	return security_file_truncate(file);
}
int check_clear(struct file *file) __alias(__check_clear);

int __forget_clear(struct file *file)
{
	return file->f_flags ? -EPERM : 0;
}
int forget_clear(struct file *file) __alias(__forget_clear);

/* replaced in the other unit by one that asks */
int __weak arch_check(struct file *file)
{
	return 0;
}

/* replaced in the other unit by one that does not ask */
int __weak arch_forget(struct file *file)
{
	return security_file_truncate(file);
}

/* nobody replaces it */
int __weak arch_default(struct file *file)
{
	return security_file_truncate(file);
}

static int clear_alias_ok(struct file *file)
{
	if (check_clear(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_alias_ok)

static int clear_alias_bad(struct file *file)
{
	if (forget_clear(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_alias_bad)

static int clear_strong_ok(struct file *file)
{
	if (arch_check(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_strong_ok)

static int clear_strong_bad(struct file *file)
{
	if (arch_forget(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_strong_bad)

static int clear_weak_ok(struct file *file)
{
	if (arch_default(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_weak_ok)

/* the entry itself is an alias of the body, as in the kernel */
static int clear_aliased_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

long __se_sys_clear_aliased(const struct pt_regs *regs)
{
	struct file *file = fget(regs->di);

	return file ? clear_aliased_ok(file) : -EBADF;
}
long __x64_sys_clear_aliased(const struct pt_regs *regs) __alias(__se_sys_clear_aliased);
