// The right is computed from a truth value by shifts and products.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

static long write_shifted_ok(struct file *file, bool write)
{
	if (security_file_permission(file, MAY_READ | write << 1))
		return -EACCES;
	return write ? file->f_op->write(file, NULL, 0) : 0; // spurious: file/write - the bits of a shift or product are not known
}
FILE_ENTRY_WITH(write_shifted_ok, bool)

static long write_shifted_bad(struct file *file, bool write)
{
	if (security_file_permission(file, MAY_READ | write << 2))
		return -EACCES;
	return write ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_shifted_bad, bool)

static long write_multiplied_ok(struct file *file, unsigned int flags)
{
	int mask = MAY_WRITE * !!(flags & 0x10);

	if (security_file_permission(file, mask))
		return -EACCES;
	return flags & 0x10 ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_multiplied_ok, unsigned int)

static long write_multiplied_bad(struct file *file, unsigned int flags)
{
	int mask = MAY_WRITE * !(flags & 0x10);

	if (security_file_permission(file, mask))
		return -EACCES;
	return flags & 0x10 ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_multiplied_bad, unsigned int)

/* a bit of the flags lies where, shifted, the bit of the right is */
static long write_moved_ok(struct file *file, unsigned int flags)
{
	if (security_file_permission(file, flags >> 3 & MAY_WRITE))
		return -EACCES;
	return flags & 0x10 ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_moved_ok, unsigned int)

static long write_moved_bad(struct file *file, unsigned int flags)
{
	if (security_file_permission(file, flags >> 2 & MAY_WRITE))
		return -EACCES;
	return flags & 0x10 ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_moved_bad, unsigned int)

/* the lower half is all that the narrow mask keeps */
static long write_narrowed_ok(struct file *file)
{
	unsigned char narrow = (unsigned char)(0x100 | MAY_WRITE);
	int error = security_file_permission(file, narrow);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_narrowed_ok)

static long write_narrowed_bad(struct file *file)
{
	unsigned char narrow = (unsigned char)(MAY_WRITE << 8);
	int error = security_file_permission(file, narrow);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_narrowed_bad)
