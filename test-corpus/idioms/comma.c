// Comma expressions order the check and the test, and drop all values but the last.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_comma_ok(struct file *file)
{
	int error;

	if (error = security_file_truncate(file), error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_comma_ok)

static int clear_comma_bad(struct file *file)
{
	int error = 0;

	if ((void)security_file_truncate(file), error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_comma_bad)

static int clear_assigned_ok(struct file *file)
{
	int error;

	if ((error = security_file_truncate(file)))
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_assigned_ok)

static int clear_assigned_bad(struct file *file)
{
	int error;

	if (!(error = security_file_truncate(file)))
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_assigned_bad)

static int clear_compared_ok(struct file *file)
{
	int error;

	if ((error = security_file_truncate(file)) < 0)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_compared_ok)

/* the comparison is assigned and not the answer: error is one or nought, never negative */
static int clear_comparison_bad(struct file *file)
{
	int error;

	error = (security_file_truncate(file) < 0);
	if (error < 0)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_comparison_bad)

static int clear_loop_head_ok(struct file *file)
{
	int error;

	for (error = security_file_truncate(file); !error; error = 1, file->f_flags++)
		do_ftruncate(file, 0);
	return error;
}
FILE_ENTRY(clear_loop_head_ok)
