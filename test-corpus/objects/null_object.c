// A file that is not there cannot be truncated, and nobody has judged it either.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_optional_ok(struct file *file)
{
	struct file *target = file->f_flags ? file : NULL;

	if (target && security_file_truncate(target))
		return -EACCES;
	if (!target)
		return -EBADF;
	return do_ftruncate(target, 0);
}
FILE_ENTRY(truncate_optional_ok)

static int truncate_if_there_ok(struct file *file)
{
	struct file *target = file->f_flags ? file : NULL;

	if (target && security_file_truncate(target))
		return -EACCES;
	return target ? do_ftruncate(target, 0) : 0;
}
FILE_ENTRY(truncate_if_there_ok)

static int truncate_either_bad(struct file *file)
{
	struct file *target = file->f_flags ? file : NULL;

	if (target && security_file_truncate(target))
		return -EACCES;
	return do_ftruncate(target ? target : file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(truncate_either_bad)
