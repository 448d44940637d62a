// The right comes out of a table or from a function that nobody has seen.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

static const int constant_masks[] = { MAY_READ, MAY_WRITE, MAY_READ | MAY_WRITE, MAY_WRITE };
static const int writing_masks[] = { MAY_READ | MAY_WRITE, MAY_WRITE };
extern const int masks_elsewhere[];
int mask_elsewhere(int op);

static long write_constant_index_ok(struct file *file)
{
	int error = security_file_permission(file, constant_masks[1]);

	return error ? error : file->f_op->write(file, NULL, 0); // spurious: file/write - what stands in a constant table is not looked up
}
FILE_ENTRY(write_constant_index_ok)

static long write_constant_index_bad(struct file *file)
{
	int error = security_file_permission(file, constant_masks[0]);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_constant_index_bad)

static long write_all_rows_ok(struct file *file, unsigned int op)
{
	int error = security_file_permission(file, writing_masks[op & 1]);

	return error ? error : file->f_op->write(file, NULL, 0); // spurious: file/write - what stands in a constant table is not looked up
}
FILE_ENTRY_WITH(write_all_rows_ok, unsigned int)

static long write_all_rows_bad(struct file *file, unsigned int op)
{
	int error = security_file_permission(file, constant_masks[op & 1]);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_all_rows_bad, unsigned int)

/* undecided is not good enough */
static long write_elsewhere_bad(struct file *file, unsigned int op)
{
	int error = security_file_permission(file, masks_elsewhere[op & 1]);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_elsewhere_bad, unsigned int)

static long write_elsewhere_tested_ok(struct file *file, unsigned int op)
{
	int mask = masks_elsewhere[op & 1];
	int error = security_file_permission(file, mask);

	if (error)
		return error;
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_elsewhere_tested_ok, unsigned int)

static long write_asked_bad(struct file *file, int op)
{
	int error = security_file_permission(file, mask_elsewhere(op));

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file
}
FILE_ENTRY_WITH(write_asked_bad, int)

static long write_asked_added_ok(struct file *file, int op)
{
	int error = security_file_permission(file, mask_elsewhere(op) | MAY_WRITE);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_asked_added_ok, int)
