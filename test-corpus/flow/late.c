// The hook is asked after the file has been truncated.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	int error = security_file_truncate(file);
	if (!error)
		error = do_ftruncate(file, 0);
	return error;
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error = do_ftruncate(file, 0); // expect: file/truncate file (late)
	if (!error)
		error = security_file_truncate(file);
	return error;
}
FILE_ENTRY(truncate_bad)
