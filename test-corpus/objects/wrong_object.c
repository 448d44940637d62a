// Of two files one is checked and the other truncated.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int copy_ok(struct file *from, struct file *to)
{
	int error = security_file_truncate(to);
	if (error)
		return error;
	return do_ftruncate(to, from->f_flags);
}

static int copy_bad(struct file *from, struct file *to)
{
	int error = security_file_truncate(from);
	if (error)
		return error;
	return do_ftruncate(to, from->f_flags); // expect: file/truncate to (wrong-object)
}

SYSCALL_DEFINE3(copy, int, in, int, out, int, careful)
{
	struct file *from = fget(in), *to = fget(out);

	if (!from || !to)
		return -EBADF;
	return careful ? copy_ok(from, to) : copy_bad(from, to);
}
