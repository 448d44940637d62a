// The right that was checked must be the one that is used.
// rules: mode.yaml ../entries.yaml
#include "fs.h"

static long write_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE);
	if (error)
		return error;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_ok)

static long update_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_READ | MAY_WRITE);
	if (error)
		return error;
	file->f_op->read(file, NULL, 0);
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(update_ok)

static int verify(struct file *file, int mask)
{
	if (!file->f_op)
		return -EINVAL;
	return security_file_permission(file, mask);
}

static long read_through_wrapper_ok(struct file *file)
{
	int error = verify(file, MAY_READ);
	if (error)
		return error;
	return file->f_op->read(file, NULL, 0);
}
FILE_ENTRY(read_through_wrapper_ok)

static long write_bad(struct file *file)
{
	int error = security_file_permission(file, MAY_READ);
	if (error)
		return error;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_bad)

static long write_through_wrapper_bad(struct file *file)
{
	int error = verify(file, MAY_READ);
	if (error)
		return error;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_through_wrapper_bad)

static long read_bad(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE);
	if (error)
		return error;
	return file->f_op->read(file, NULL, 0); // expect: file/read file (wrong-mode)
}
FILE_ENTRY(read_bad)
