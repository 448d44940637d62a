// The answer is kept as a long and handed on as an int, or the other way round.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_long(struct file *file)
{
	long error = security_file_truncate(file);

	return error;
}

static int check_bits(struct file *file)
{
	/* how an error travels in an address */
	unsigned long error = security_file_truncate(file);

	return error;
}

static int clear_long_ok(struct file *file)
{
	int error = check_long(file);

	if (error < 0)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_long_ok)

static int clear_bits_ok(struct file *file)
{
	int error = check_bits(file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_bits_ok)

static int clear_byte_bad(struct file *file)
{
	/* -512 and the like have no low byte */
	char error = security_file_truncate(file);

	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_byte_bad)

static int clear_positive_bad(struct file *file)
{
	int error = check_bits(file);

	if (error > 0)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_positive_bad)
