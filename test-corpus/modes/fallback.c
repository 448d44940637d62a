// When the larger right is refused, the smaller one is asked for.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

static long reduce_mask_ok(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask);

	if (error) {
		mask = MAY_READ;
		error = security_file_permission(file, mask);
	}
	if (error)
		return error;
	if (mask & MAY_WRITE)
		return file->f_op->write(file, NULL, 0);
	return file->f_op->read(file, NULL, 0);
}
FILE_ENTRY(reduce_mask_ok)

static long reduce_mask_bad(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;
	int error = security_file_permission(file, mask);

	if (error) {
		mask = MAY_READ;
		error = security_file_permission(file, mask);
	}
	if (error)
		return error;
	if (mask & MAY_READ)
		return file->f_op->write(file, NULL, 0); // expect: file/write file
	return file->f_op->read(file, NULL, 0);
}
FILE_ENTRY(reduce_mask_bad)

static long reduce_in_loop_ok(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;

	while (security_file_permission(file, mask)) {
		if (!(mask & MAY_WRITE))
			return -EACCES;
		mask &= ~MAY_WRITE;
	}
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY(reduce_in_loop_ok)

static long reduce_in_loop_bad(struct file *file)
{
	int mask = MAY_READ | MAY_WRITE;

	while (security_file_permission(file, mask)) {
		if (!(mask & MAY_WRITE))
			return -EACCES;
		mask &= ~MAY_WRITE;
	}
	return mask & MAY_READ ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY(reduce_in_loop_bad)

/* the answer of a helper says which right it got */
static int best_mask(struct file *file)
{
	if (!security_file_permission(file, MAY_READ | MAY_WRITE))
		return MAY_READ | MAY_WRITE;
	return security_file_permission(file, MAY_READ) ? 0 : MAY_READ;
}

static long write_best_ok(struct file *file)
{
	return best_mask(file) & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY(write_best_ok)

static long write_best_bad(struct file *file)
{
	return best_mask(file) & MAY_READ ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY(write_best_bad)

static long read_best_ok(struct file *file)
{
	return best_mask(file) & MAY_READ ? file->f_op->read(file, NULL, 0) : 0;
}
FILE_ENTRY(read_best_ok)
