// A structure is returned by value with the object in it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct fd {
	struct file *file;
	unsigned int flags;
};

static struct fd fdget(int fd)
{
	return (struct fd){ .file = fget(fd), .flags = 1 };
}

static struct fd wrap(struct file *file)
{
	struct fd f = { file, 0 };

	return f;
}

static int judge(struct fd f)
{
	return security_file_truncate(f.file);
}

struct fd fd_of_elsewhere(int number);

SYSCALL_DEFINE1(by_value_ok, int, number)
{
	struct fd f = fdget(number);

	if (!f.file)
		return -EBADF;
	if (security_file_truncate(f.file))
		return -EACCES;
	return do_ftruncate(f.file, 0);
}

SYSCALL_DEFINE1(by_value_bad, int, number)
{
	struct fd f = fdget(number);

	if (!f.file)
		return -EBADF;
	/* named by its offset: fields of structures returned by value have no names */
	return do_ftruncate(f.file, 0); // expect: file/truncate f.0 (missing)
}

SYSCALL_DEFINE1(judged_by_value_ok, int, number)
{
	struct fd f = fdget(number);

	if (!f.file || judge(f))
		return -EBADF;
	return do_ftruncate(f.file, 0);
}

SYSCALL_DEFINE1(elsewhere_ok, int, number)
{
	struct fd f = fd_of_elsewhere(number);

	if (!f.file || judge(f))
		return -EBADF;
	return do_ftruncate(f.file, 0);
}

SYSCALL_DEFINE2(two_values_bad, int, number, int, other)
{
	struct fd f = fd_of_elsewhere(number), g = fd_of_elsewhere(other);

	if (!f.file || judge(g))
		return -EBADF;
	return do_ftruncate(f.file, 0); // expect: file/truncate f.0 (wrong-object)
}

static int truncate_wrapped_ok(struct file *file)
{
	if (judge(wrap(file)))
		return -EACCES;
	return do_ftruncate(file, 0); // spurious: file/truncate - what a callee put into a structure that it returns is forgotten
}
FILE_ENTRY(truncate_wrapped_ok)
