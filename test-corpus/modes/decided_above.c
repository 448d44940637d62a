// The caller of the caller decides what is asked for, and later what is done.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define READ 0
#define WRITE 1

static int check_mask(struct file *file, int mask)
{
	return security_file_permission(file, mask);
}

static int check_op(struct file *file, int op)
{
	return check_mask(file, op == WRITE ? MAY_WRITE : MAY_READ);
}

static long perform_ok(struct file *file, int op)
{
	return op == WRITE ? file->f_op->write(file, NULL, 0) : file->f_op->read(file, NULL, 0);
}

static long perform_bad(struct file *file, int op)
{
	return op == WRITE ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file // entry: swapped dropped
}

static long transfer_ok(struct file *file, int op)
{
	int error = check_op(file, op);

	return error ? error : perform_ok(file, op);
}

static long transfer_swapped(struct file *file, int op)
{
	int error = check_op(file, !op);

	return error ? error : perform_bad(file, op);
}

static long write_constant_ok(struct file *file)
{
	return transfer_ok(file, WRITE);
}
FILE_ENTRY(write_constant_ok)

static long any_ok(struct file *file, int op)
{
	return transfer_ok(file, op);
}
FILE_ENTRY_WITH(any_ok, int)

static long swapped(struct file *file, int op)
{
	return transfer_swapped(file, op & 1);
}
FILE_ENTRY_WITH(swapped, int)

/* asks with the wrong constant, then goes by the right one */
static long dropped(struct file *file)
{
	return check_op(file, READ) ? -EACCES : perform_bad(file, WRITE);
}
FILE_ENTRY(dropped)

static long write_if_ok(struct file *file, bool write)
{
	int mask = MAY_READ;

	if (write)
		mask |= MAY_WRITE;
	if (check_mask(file, mask))
		return -EACCES;
	return write ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_if_ok, bool)

static long write_if_bad(struct file *file, bool write)
{
	int mask = MAY_READ;

	if (!write)
		mask |= MAY_WRITE;
	if (check_mask(file, mask))
		return -EACCES;
	return write ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_if_bad, bool)

/* the one level makes the mask, the next takes it apart */
static long write_by_mask_ok(struct file *file, int mask)
{
	if (check_mask(file, mask))
		return -EACCES;
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}

static long write_by_mask_bad(struct file *file, int mask)
{
	if (check_mask(file, mask))
		return -EACCES;
	return mask ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode) // entry: read_constant
}

static long write_two_levels_ok(struct file *file, int op)
{
	return write_by_mask_ok(file, op == WRITE ? MAY_WRITE : MAY_READ);
}
FILE_ENTRY_WITH(write_two_levels_ok, int)

static long write_constant(struct file *file)
{
	return write_by_mask_bad(file, MAY_WRITE);
}
FILE_ENTRY(write_constant)

static long read_constant(struct file *file)
{
	return write_by_mask_bad(file, MAY_READ);
}
FILE_ENTRY(read_constant)
