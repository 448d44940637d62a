// Nothing is known of the mask but the bits that were tested before.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define MAY_APPEND 8

static long write_tested_ok(struct file *file, int mask)
{
	if (!(mask & MAY_WRITE))
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_tested_ok, int)

static long write_tested_bad(struct file *file, int mask)
{
	if (!(mask & MAY_READ))
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_tested_bad, int)

static long write_untested_bad(struct file *file, int mask)
{
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_untested_bad, int)

static long write_tested_later_ok(struct file *file, int mask)
{
	if (security_file_permission(file, mask))
		return -EACCES;
	return mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_tested_later_ok, int)

static long write_tested_later_bad(struct file *file, int mask)
{
	if (security_file_permission(file, mask))
		return -EACCES;
	return mask & MAY_WRITE ? 0 : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_tested_later_bad, int)

/* one of two bits is set, and one of them is not */
static long write_by_elimination_ok(struct file *file, int mask)
{
	if (!(mask & (MAY_READ | MAY_WRITE)) || mask & MAY_READ)
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_by_elimination_ok, int)

static long write_by_elimination_bad(struct file *file, int mask)
{
	if (!(mask & (MAY_READ | MAY_WRITE)) || mask & MAY_APPEND)
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_by_elimination_bad, int)

static long write_both_bits_ok(struct file *file, int mask)
{
	if ((mask & (MAY_READ | MAY_WRITE)) != (MAY_READ | MAY_WRITE))
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_both_bits_ok, int)

static long write_both_bits_bad(struct file *file, int mask)
{
	if ((mask & (MAY_READ | MAY_WRITE)) != MAY_READ)
		return -EINVAL;
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_both_bits_bad, int)

static long write_exact_ok(struct file *file, int mask)
{
	switch (mask) {
	case MAY_WRITE:
	case MAY_WRITE | MAY_APPEND:
		break;
	default:
		return -EINVAL;
	}
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0);
}
FILE_ENTRY_WITH(write_exact_ok, int)

static long write_exact_bad(struct file *file, int mask)
{
	switch (mask) {
	case MAY_WRITE:
	case MAY_READ | MAY_APPEND:
		break;
	default:
		return -EINVAL;
	}
	if (security_file_permission(file, mask))
		return -EACCES;
	return file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_exact_bad, int)
