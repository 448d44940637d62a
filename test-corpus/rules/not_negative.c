// Where every answer from zero up accepts, only a negative one refuses.
// rules: not_negative.yaml ../entries.yaml
#include "fs.h"

static int truncate_sign_ok(struct file *file)
{
	int count = security_file_truncate(file);

	if (count < 0)
		return count;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_sign_ok)

static int truncate_positive_ok(struct file *file)
{
	if (security_file_truncate(file) > 0)
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(truncate_positive_ok)

static int truncate_zero_bad(struct file *file)
{
	if (security_file_truncate(file))
		return do_ftruncate(file, 0); // expect: file/truncate file
	return 0;
}
FILE_ENTRY(truncate_zero_bad)

static int ask(struct file *file)
{
	int count = security_file_truncate(file);

	return count < 0 ? count : 0;
}

static int truncate_mapped_ok(struct file *file)
{
	if (ask(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_mapped_ok)
