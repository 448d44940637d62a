// A wrapper checks for its caller, if it hands the answer on.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int ask(struct file *file)
{
	return security_file_truncate(file);
}

static int may_clear(struct file *file)
// fact: ensures file/truncate file (returns 0) if file->f_inode != 0
{
	if (!file->f_inode)
		return -EACCES;
	return ask(file);
}

static int clear_ok(struct file *file)
{
	int error = may_clear(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_ok)

static int swallow(struct file *file) // fact: ensures file/truncate nothing (returns 0)
{
	ask(file);
	return 0;
}

static int clear_swallowed_bad(struct file *file)
{
	int error = swallow(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_swallowed_bad)

static int may_clear_sometimes(struct file *file)
{
	if (!file->f_inode)
		return 0;
	return ask(file);
}

static int clear_sometimes_bad(struct file *file)
{
	int error = may_clear_sometimes(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_sometimes_bad)
