// Check and operation depend on the same field, in different functions.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define IMMUTABLE 1

void account(struct file *file);

static int check_mutable(struct file *file)
{
	if (file->f_flags & IMMUTABLE)
		return 0;
	return security_file_truncate(file);
}

static int clear_mutable_ok(struct file *file)
{
	int error = check_mutable(file);

	if (error)
		return error;
	if (file->f_flags & IMMUTABLE)
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_mutable_ok)

static int clear_immutable_bad(struct file *file)
{
	int error = check_mutable(file);

	if (error)
		return error;
	if (file->f_flags & IMMUTABLE)
		return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	return 0;
}
FILE_ENTRY(clear_immutable_bad)

static int clear_needed_ok(struct file *file)
{
	bool needed = file->f_flags != 0;
	int error = 0;

	if (needed)
		error = security_file_truncate(file);
	if (error)
		return error;
	account(file);
	return needed ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(clear_needed_ok)

static int clear_needed_bad(struct file *file)
{
	bool needed = file->f_flags != 0;
	int error = 0;

	if (needed)
		error = security_file_truncate(file);
	if (error)
		return error;
	account(file);
	return needed ? 0 : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_needed_bad)

static int clear_written_bad(struct file *file)
{
	int error = check_mutable(file);

	if (error)
		return error;
	file->f_flags &= ~IMMUTABLE;
	if (!(file->f_flags & IMMUTABLE))
		return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	return 0;
}
FILE_ENTRY(clear_written_bad)
