// The file is checked more than once, for other rights each time.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

static long read_then_write_ok(struct file *file)
{
	if (security_file_permission(file, MAY_READ))
		return -EACCES;
	file->f_op->read(file, NULL, 0);
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(read_then_write_ok)

static long read_then_write_bad(struct file *file)
{
	if (security_file_permission(file, MAY_READ))
		return -EACCES;
	file->f_op->read(file, NULL, 0);
	file->f_op->write(file, NULL, 0); // expect: file/write file
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return 0;
}
FILE_ENTRY(read_then_write_bad)

/* a second check takes nothing away */
static long write_then_read_ok(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE) || security_file_permission(file, MAY_READ))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_then_read_ok)

/* one of the two may have refused */
static long write_or_read_bad(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE) && security_file_permission(file, MAY_READ))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY(write_or_read_bad)

/* falls back to reading where writing is refused, and remembers it */
static long write_if_allowed_ok(struct file *file)
{
	bool may_write = !security_file_permission(file, MAY_WRITE);

	if (!may_write && security_file_permission(file, MAY_READ))
		return -EACCES;
	return may_write ? file->f_op->write(file, NULL, 0) : file->f_op->read(file, NULL, 0);
}
FILE_ENTRY(write_if_allowed_ok)

static long write_if_allowed_bad(struct file *file)
{
	bool may_write = !security_file_permission(file, MAY_WRITE);

	if (!may_write && security_file_permission(file, MAY_READ))
		return -EACCES;
	return may_write ? 0 : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY(write_if_allowed_bad)

/* the right one on one path, the wrong one on the other */
static long write_branch_ok(struct file *file, int quick)
{
	int error = quick ? security_file_permission(file, MAY_WRITE)
			  : security_file_permission(file, MAY_READ | MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_branch_ok, int)

static long write_branch_bad(struct file *file, int quick)
{
	int error = quick ? security_file_permission(file, MAY_READ)
			  : security_file_permission(file, MAY_READ | MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_branch_bad, int)
