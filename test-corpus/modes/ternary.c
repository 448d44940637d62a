// The right is chosen by a conditional expression over what is to be done.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define READ 0
#define WRITE 1

static long transfer_ok(struct file *file, int op)
{
	int error = security_file_permission(file, op == READ ? MAY_READ : MAY_WRITE);

	if (error)
		return error;
	if (op == READ)
		return file->f_op->read(file, NULL, 0);
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(transfer_ok, int)

static long transfer_bad(struct file *file, int op)
{
	int error = security_file_permission(file, op == READ ? MAY_WRITE : MAY_READ);

	if (error)
		return error;
	if (op == READ)
		return file->f_op->read(file, NULL, 0); // expect: file/read file
	return file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(transfer_bad, int)

/* anything but READ asks for writing, so WRITE does */
static long write_only_ok(struct file *file, int op)
{
	int error = security_file_permission(file, op == READ ? MAY_READ : MAY_WRITE);

	if (error)
		return error;
	return op == WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_only_ok, int)

/* ... but not the other way round */
static long write_only_bad(struct file *file, int op)
{
	int error = security_file_permission(file, op == WRITE ? MAY_WRITE : MAY_READ);

	if (error)
		return error;
	return op == READ ? 0 : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_only_bad, int)

static int verify_area(struct file *file, int op)
// fact: ensures file/read file [mask has 4] (returns 0) if op == 0
// fact: ensures file/write file [mask has 2] (returns 0) if op != 0
{
	return security_file_permission(file, op == READ ? MAY_READ : MAY_WRITE);
}

static long write_verified_ok(struct file *file)
{
	int error = verify_area(file, WRITE);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_verified_ok)

static long write_verified_bad(struct file *file)
{
	int error = verify_area(file, READ);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_verified_bad)

static long transfer_verified_ok(struct file *file, int op)
{
	int error = verify_area(file, op);

	if (error)
		return error;
	return op == WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(transfer_verified_ok, int)

static long transfer_verified_bad(struct file *file, int op)
{
	int error = verify_area(file, op);

	if (error)
		return error;
	return op == READ ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(transfer_verified_bad, int)

/* both arms carry the right that is used */
static long write_either_ok(struct file *file, int op)
{
	int error = security_file_permission(file, op == READ ? MAY_READ | MAY_WRITE : MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_either_ok, int)

static long write_either_bad(struct file *file, int op)
{
	int error = security_file_permission(file, op == READ ? MAY_READ : MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_either_bad, int)
