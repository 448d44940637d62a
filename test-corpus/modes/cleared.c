// A bit is taken out of the mask before the hook sees it.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define MAY_APPEND 8
#define TO_THE_END 1

static long write_other_bit_ok(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask & ~MAY_READ);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_other_bit_ok)

static long write_other_bit_bad(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask & ~MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_other_bit_bad)

static long write_asked_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_WRITE))
		return -EINVAL;
	error = security_file_permission(file, mask & ~MAY_APPEND);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_asked_ok, int)

static long write_asked_bad(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_WRITE))
		return -EINVAL;
	error = security_file_permission(file, mask & ~(MAY_WRITE | MAY_APPEND));
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_asked_bad, int)

static long write_sometimes_ok(struct file *file, unsigned int flags)
{
	int mask = MAY_WRITE;
	int error;

	if (flags & TO_THE_END)
		mask &= ~MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	return flags & TO_THE_END ? 0 : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_sometimes_ok, unsigned int)

static long write_sometimes_bad(struct file *file, unsigned int flags)
{
	int mask = MAY_WRITE;
	int error;

	if (flags & TO_THE_END)
		mask &= ~MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	return flags & TO_THE_END ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_sometimes_bad, unsigned int)

/* the hook gets the mask before the bit is lost, or after */
static long write_before_ok(struct file *file)
{
	int mask = MAY_WRITE | MAY_APPEND;
	int error = security_file_permission(file, mask);

	mask &= ~MAY_WRITE;
	return error ? error : file->f_op->write(file, NULL, mask);
}
FILE_ENTRY(write_before_ok)

static long write_after_bad(struct file *file)
{
	int mask = MAY_WRITE | MAY_APPEND;
	int error;

	mask &= ~MAY_WRITE;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, mask); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_after_bad)

/* what is left of an exclusive or and of a subtraction */
static long write_toggled_ok(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask ^ MAY_READ);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_toggled_ok)

static long write_toggled_bad(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask - MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_toggled_bad)
