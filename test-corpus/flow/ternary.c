// The answer is one arm of a conditional expression.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	int error = file->f_flags ? security_file_truncate(file) : -EPERM;
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error = file->f_flags ? security_file_truncate(file) : 0;
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(truncate_bad)

static int truncate_elvis_ok(struct file *file)
{
	return security_file_truncate(file) ?: do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_elvis_ok)

static int truncate_elvis_bad(struct file *file)
{
	return do_ftruncate(file, 0) ?: security_file_truncate(file); // expect: file/truncate file (late)
}
FILE_ENTRY(truncate_elvis_bad)
