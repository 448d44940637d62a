// Hooks refuse with a negative value, so testing for a positive one lets everything pass.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_negative_ok(struct file *file)
{
	int error = security_file_truncate(file);
	if (error < 0)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_negative_ok)

static int truncate_positive_bad(struct file *file)
{
	int error = security_file_truncate(file);
	if (error > 0)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_positive_bad)

static int truncate_inverted_bad(struct file *file)
{
	int error = security_file_truncate(file);
	if (!error)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_inverted_bad)
