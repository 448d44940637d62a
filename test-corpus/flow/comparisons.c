// The answer is compared with other numbers than zero, signed and unsigned.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_at_least_zero_ok(struct file *file)
{
	if (security_file_truncate(file) >= 0)
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(truncate_at_least_zero_ok)

static int truncate_minus_one_ok(struct file *file)
{
	if (security_file_truncate(file) > -1)
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(truncate_minus_one_ok)

static int truncate_minus_one_bad(struct file *file)
{
	if (security_file_truncate(file) < -1)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_minus_one_bad)

static int truncate_unsigned_ok(struct file *file)
{
	unsigned int error = security_file_truncate(file);

	if (error > 0)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_unsigned_ok)

static int truncate_unsigned_bad(struct file *file)
{
	unsigned long error = security_file_truncate(file);

	if ((long)error > 0)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_unsigned_bad)

static int truncate_err_value_ok(struct file *file)
{
	unsigned long error = security_file_truncate(file);

	if (error >= (unsigned long)-MAX_ERRNO)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_err_value_ok)

static int truncate_lost_sign_bad(struct file *file)
{
	unsigned int error = security_file_truncate(file);

	if ((unsigned long)error >= (unsigned long)-MAX_ERRNO)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_lost_sign_bad)

static int truncate_long_ok(struct file *file)
{
	long error = security_file_truncate(file);

	if (error < 0)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_long_ok)

static int truncate_char_bad(struct file *file)
{
	bool fine = security_file_truncate(file) <= 0;

	if (!fine)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_char_bad)

static int truncate_flag_ok(struct file *file)
{
	bool refused = false;

	if (security_file_truncate(file))
		refused = true;
	if (refused)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_flag_ok)
