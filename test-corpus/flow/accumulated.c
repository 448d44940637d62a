// The answers of several calls are combined with bit operations before they are tested.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int prepare(struct file *file);

static int truncate_or_ok(struct file *file)
{
	int error = prepare(file);

	error |= security_file_truncate(file);
	if (error)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_or_ok)

static int truncate_and_bad(struct file *file)
{
	int error = prepare(file);

	error &= security_file_truncate(file);
	if (error)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_and_bad)

static int truncate_allowed_ok(struct file *file)
{
	bool allowed = file->f_inode != NULL;

	allowed = allowed && security_file_truncate(file) == 0;
	if (!allowed)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_allowed_ok)

static int truncate_allowed_mask_ok(struct file *file)
{
	bool allowed = file->f_inode != NULL;

	allowed &= !security_file_truncate(file);
	if (!allowed)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_allowed_mask_ok)

static int truncate_allowed_mask_bad(struct file *file)
{
	bool allowed = file->f_inode != NULL;

	allowed |= !security_file_truncate(file);
	if (!allowed)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_allowed_mask_bad)
