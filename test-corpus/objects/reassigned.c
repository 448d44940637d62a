// Between check and use the variable comes to hold another file.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_ok(struct file *file)
{
	int error;

	file = next_file(file);
	error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_ok)

static int clear_bad(struct file *file)
{
	int error;

	error = security_file_truncate(file);
	file = next_file(file);
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_bad)
