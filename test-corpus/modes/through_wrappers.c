// The right goes down to the hook through wrappers, some of which add a bit or drop one.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define MAY_QUIET 64

static int permission(struct file *file, int mask)
{
	return security_file_permission(file, mask);
}

static int permission_quiet(struct file *file, int mask)
{
	return permission(file, mask | MAY_QUIET);
}

static int permission_known(struct file *file, int mask)
// fact: ensures file/write file [mask = (mask & 6) | 64] (returns 0)
{
	return permission_quiet(file, mask & (MAY_READ | MAY_WRITE));
}

static int permission_read_only(struct file *file, int mask)
{
	return permission_quiet(file, mask & MAY_READ);
}

static int permission_also_write(struct file *file, int mask)
{
	return permission_quiet(file, mask | MAY_WRITE);
}

static long write_constant_ok(struct file *file)
{
	int error = permission_known(file, MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_constant_ok)

static long write_constant_bad(struct file *file)
{
	int error = permission_known(file, MAY_READ);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_constant_bad)

static long write_reduced_bad(struct file *file)
{
	int error = permission_read_only(file, MAY_READ | MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_reduced_bad)

static long write_added_ok(struct file *file, int mask)
{
	int error = permission_also_write(file, mask);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_added_ok, int)

static long read_added_bad(struct file *file, int mask)
{
	int error = permission_also_write(file, mask);

	return error ? error : file->f_op->read(file, NULL, 0); // expect: file/read file (wrong-mode)
}
FILE_ENTRY_WITH(read_added_bad, int)

static long write_asked_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_WRITE))
		return -EINVAL;
	error = permission_known(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_asked_ok, int)

static long write_asked_bad(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_READ))
		return -EINVAL;
	error = permission_known(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_asked_bad, int)

/* the callee of the check writes, and its caller knows that it was asked */
static long write_under_mask_ok(struct file *file, int mask)
// fact: requires file/write file [mask has 2] if (mask & 2) != 0
{
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}

static long write_under_mask_bad(struct file *file, int mask)
{
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file // entry: checked_read
}

static long checked_known_ok(struct file *file, int mask)
{
	int error = permission_known(file, mask);

	return error ? error : write_under_mask_ok(file, mask);
}
FILE_ENTRY_WITH(checked_known_ok, int)

static long checked_read(struct file *file, int mask)
{
	int error = permission_read_only(file, mask);

	return error ? error : write_under_mask_bad(file, mask);
}
FILE_ENTRY_WITH(checked_read, int)
