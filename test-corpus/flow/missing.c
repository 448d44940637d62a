// A file is truncated without asking the hook at all.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: truncate_bad
}
FILE_ENTRY(truncate_bad)
