// The hook is asked, but nobody looks at its answer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_dropped_bad(struct file *file)
{
	security_file_truncate(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_dropped_bad)

static int truncate_overwritten_bad(struct file *file)
{
	int error = security_file_truncate(file);
	error = 0;
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_overwritten_bad)
