// The table lies in one unit and the call in another, and names are used twice.
// rules: ../truncate.yaml ../entries.yaml
// unit: two_units_tables.c
#include "two_units.h"

/* of the same name as one in the other unit, and harmless */
static int clear(struct file *file)
{
	return file->f_flags;
}

static const struct unit_ops local_ops = { .clear = clear };

SYSCALL_DEFINE1(local, int, fd)
{
	struct file *file = fget(fd);

	return file ? local_ops.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(extern_lax, int, fd)
{
	struct file *file = fget(fd);

	return file ? lax_unit_ops.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(extern_strict, int, fd)
{
	struct file *file = fget(fd);

	return file ? strict_unit_ops.clear(file) : -EBADF;
}

SYSCALL_DEFINE1(extern_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return judged_unit_ops.clear(file);
}

/* handed to the other unit, which calls it */
static int clear_sent_ok(struct file *file)
{
	return do_ftruncate(file, 4);
}

static int clear_sent_bad(struct file *file)
{
	return do_ftruncate(file, 4); // expect: file/truncate file (missing) // entry: sent
}

SYSCALL_DEFINE1(sent, int, fd)
{
	struct file *file = fget(fd);

	return file ? call_in_other_unit(clear_sent_bad, file) : -EBADF;
}

SYSCALL_DEFINE1(sent_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return call_in_other_unit(clear_sent_ok, file);
}

/* an inline function of a header */
SYSCALL_DEFINE1(inline_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return call_in_other_unit(clear_inline_ok, file);
}
