// One variable holds the results of several calls, and a later one overwrites the hook's.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int prepare(struct file *file);
int finish(struct file *file);

static int truncate_ok(struct file *file)
{
	int error = prepare(file);

	if (error)
		return error;
	error = security_file_truncate(file);
	if (error)
		return error;
	error = finish(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error = security_file_truncate(file);

	error = finish(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_bad)

static int truncate_in_branch_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (file->f_flags)
		error = finish(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_in_branch_bad)

static int truncate_kept_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (!error && file->f_flags)
		error = finish(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_kept_ok)
