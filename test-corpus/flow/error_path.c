// The operation stands on the path that clears up after an error.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int prepare(struct file *file);

static int truncate_undo_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (error)
		goto out;
	error = prepare(file);
	if (error)
		goto undo;
	return 0;
undo:
	do_ftruncate(file, 0);
out:
	return error;
}
FILE_ENTRY(truncate_undo_ok)

static int truncate_undo_bad(struct file *file)
{
	int error = prepare(file);

	if (error)
		goto out;
	error = security_file_truncate(file);
	if (error)
		goto undo;
	return 0;
undo:
	do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
out:
	return error;
}
FILE_ENTRY(truncate_undo_bad)

static int truncate_flag_ok(struct file *file)
{
	bool judged = false;
	int error = prepare(file);

	if (error)
		goto out;
	error = security_file_truncate(file);
	if (error)
		goto out;
	judged = true;
	error = prepare(file);
out:
	if (judged)
		do_ftruncate(file, 0);
	return error;
}
FILE_ENTRY(truncate_flag_ok)
