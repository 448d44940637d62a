// The hook's answer is kept in a variable and looked at later.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void account(struct file *file);
int prepare(struct file *file);

static int truncate_ok(struct file *file)
{
	int allowed = security_file_truncate(file);
	int error = prepare(file);

	account(file);
	if (error)
		return error;
	if (allowed)
		return allowed;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int allowed = security_file_truncate(file);
	int error = prepare(file);

	account(file);
	if (error)
		return error;
	if (allowed && error)
		return allowed;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_bad)

static int truncate_merged_ok(struct file *file)
{
	int error = prepare(file);

	if (!error)
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_merged_ok)

static int truncate_merged_bad(struct file *file)
{
	int error = prepare(file);

	if (error)
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(truncate_merged_bad)
