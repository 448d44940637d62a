// The call counts only inside the functions that the rule names.
// rules: within.yaml ../entries.yaml
#include "fs.h"

static int scratch_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}
FILE_ENTRY(scratch_ok)

static int clear_checked_ok(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_checked_ok)

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}
FILE_ENTRY(clear_bad)
