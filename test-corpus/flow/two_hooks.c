// Two hooks in sequence: only the answer of the one that the rule names counts.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ladder_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE);

	if (error)
		goto out;
	error = security_file_truncate(file);
	if (error)
		goto out;
	error = do_ftruncate(file, 0);
out:
	return error;
}
FILE_ENTRY(truncate_ladder_ok)

static int truncate_ladder_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (!error)
		goto truncate;
	error = security_file_permission(file, MAY_WRITE);
	if (error)
		goto out;
truncate:
	error = do_ftruncate(file, 0); // expect: file/truncate file
out:
	return error;
}
FILE_ENTRY(truncate_ladder_bad)

static int truncate_swapped_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (error)
		return error;
	error = security_file_permission(file, MAY_WRITE);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_swapped_ok)

static int truncate_elvis_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE) ?: security_file_truncate(file);

	return error ?: do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_elvis_ok)

static int truncate_either_bad(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE) && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_either_bad)
