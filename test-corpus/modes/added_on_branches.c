// The mask grows bit by bit under conditions, and the operations stand under the same ones.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define FOR_READING 1
#define FOR_WRITING 2
#define QUIET 4

static long use_ok(struct file *file, unsigned int flags)
{
	int mask = 0;
	int error;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	if (flags & FOR_READING)
		file->f_op->read(file, NULL, 0);
	if (flags & FOR_WRITING)
		file->f_op->write(file, NULL, 0);
	return 0;
}
FILE_ENTRY_WITH(use_ok, unsigned int)

static long use_bad(struct file *file, unsigned int flags)
{
	int mask = 0;
	int error;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	if (flags & FOR_READING)
		file->f_op->read(file, NULL, 0);
	if (flags & QUIET)
		file->f_op->write(file, NULL, 0); // expect: file/write file
	return 0;
}
FILE_ENTRY_WITH(use_bad, unsigned int)

static long write_always_ok(struct file *file, unsigned int flags)
{
	int mask = MAY_WRITE;
	int error;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_always_ok, unsigned int)

static long write_always_bad(struct file *file, unsigned int flags)
{
	int mask = MAY_READ;
	int error;

	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_always_bad, unsigned int)

/* asked by the mask itself instead of by what it was made from */
static long write_by_mask_ok(struct file *file, unsigned int flags)
{
	int mask = 0;
	int error;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_by_mask_ok, unsigned int)

static long write_by_mask_bad(struct file *file, unsigned int flags)
{
	int mask = 0;
	int error;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	error = security_file_permission(file, mask);
	if (error)
		return error;
	return mask & MAY_READ ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_by_mask_bad, unsigned int)

static int mask_of(unsigned int flags)
{
	int mask = 0;

	if (flags & FOR_READING)
		mask |= MAY_READ;
	if (flags & FOR_WRITING)
		mask |= MAY_WRITE;
	return mask;
}

static long write_computed_ok(struct file *file, unsigned int flags)
{
	int error = security_file_permission(file, mask_of(flags));

	if (error)
		return error;
	return flags & FOR_WRITING ? file->f_op->write(file, NULL, 0) : 0; // spurious: file/write - what a function returns on each of its paths is not tied to its arguments
}
FILE_ENTRY_WITH(write_computed_ok, unsigned int)

static long write_computed_bad(struct file *file, unsigned int flags)
{
	int error = security_file_permission(file, mask_of(flags));

	if (error)
		return error;
	return flags & FOR_READING ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_computed_bad, unsigned int)
