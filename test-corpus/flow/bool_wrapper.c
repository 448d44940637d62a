// A wrapper turns the hook's answer into yes or no.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static bool may_truncate(struct file *file)
{
	return security_file_truncate(file) == 0;
}

static int truncate_ok(struct file *file)
{
	if (!may_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	if (may_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_bad)
