// A system call has a native and a compat form, each an entry of its own.
// rules: ../truncate.yaml compat.yaml
#include "fs.h"

/* arch/x86/include/asm/syscall_wrapper.h */
#define COMPAT_SYSCALL_DEFINE2(name, t1, a1, t2, a2)                                               \
	static long __do_compat_sys_##name(t1 a1, t2 a2);                                          \
	long __ia32_compat_sys_##name(const struct pt_regs *regs);                                 \
	long __ia32_compat_sys_##name(const struct pt_regs *regs)                                  \
	{                                                                                          \
		return __do_compat_sys_##name((t1)regs->di, (t2)regs->si);                         \
	}                                                                                          \
	static long __do_compat_sys_##name(t1 a1, t2 a2)

/* both forms lead here, and both forget */
static int both_forget(struct file *file, loff_t length)
{
	return do_ftruncate(file, length); // expect: file/truncate file (missing) // entry: shrink compat_shrink
}

SYSCALL_DEFINE2(shrink, int, fd, loff_t, length)
{
	struct file *file = fget(fd);

	return file ? both_forget(file, length) : -EBADF;
}

COMPAT_SYSCALL_DEFINE2(shrink, int, fd, unsigned int, length)
{
	struct file *file = fget(fd);

	return file ? both_forget(file, length) : -EBADF;
}

/* the compat form forgets what the native one does */
static int only_compat_forgets(struct file *file, loff_t length)
{
	return do_ftruncate(file, length); // expect: file/truncate file (missing) // entry: compat_cut
}

SYSCALL_DEFINE2(cut, int, fd, loff_t, length)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return only_compat_forgets(file, length);
}

COMPAT_SYSCALL_DEFINE2(cut, int, fd, unsigned int, length)
{
	struct file *file = fget(fd);

	return file ? only_compat_forgets(file, length) : -EBADF;
}

/* the native one forgets, and the compat form has a check before the common part */
static int only_native_forgets(struct file *file, loff_t length)
{
	return do_ftruncate(file, length); // expect: file/truncate file (missing) // entry: trim
}

SYSCALL_DEFINE2(trim, int, fd, loff_t, length)
{
	struct file *file = fget(fd);

	return file ? only_native_forgets(file, length) : -EBADF;
}

COMPAT_SYSCALL_DEFINE2(trim, int, fd, unsigned int, length)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return only_native_forgets(file, length);
}

static int both_ask_ok(struct file *file, loff_t length)
{
	return do_ftruncate(file, length);
}

SYSCALL_DEFINE2(clip, int, fd, loff_t, length)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return both_ask_ok(file, length);
}

COMPAT_SYSCALL_DEFINE2(clip, int, fd, unsigned int, length)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return both_ask_ok(file, length);
}

/* sys_call_table: the entries stand in a table that nobody calls through in C */
typedef long (*sys_call_ptr_t)(const struct pt_regs *regs);

const sys_call_ptr_t sys_call_table[] = { __x64_sys_shrink, __x64_sys_cut, __x64_sys_trim, __x64_sys_clip };

/* compat_ioctl beside unlocked_ioctl, in a table without a caller */
struct twin_ops {
	long (*ioctl)(struct file *file, unsigned int cmd);
	long (*compat_ioctl)(struct file *file, unsigned int cmd);
};

static long twin_ioctl_ok(struct file *file, unsigned int cmd)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, cmd);
}

static long twin_compat_ioctl_bad(struct file *file, unsigned int cmd)
{
	return do_ftruncate(file, cmd); // expect: file/truncate file (missing) // entry: twin_compat_ioctl_bad
}

const struct twin_ops twin_ops = { twin_ioctl_ok, twin_compat_ioctl_bad };
