// The check stands in the head of the loop.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int while_allowed_ok(struct file *file)
{
	while (file && !security_file_truncate(file)) {
		do_ftruncate(file, 0);
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(while_allowed_ok)

static int while_allowed_bad(struct file *file)
{
	while (file && !security_file_truncate(file)) {
		file = next_file(file);
		do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
	}
	return 0;
}
FILE_ENTRY(while_allowed_bad)

static int while_refused_bad(struct file *file)
{
	while (file && security_file_truncate(file)) {
		do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(while_refused_bad)

/* the first that is allowed ends the loop */
static int after_refusals_ok(struct file *file)
{
	while (security_file_truncate(file)) {
		file = next_file(file);
		if (!file)
			return -ENOENT;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(after_refusals_ok)

static int after_refusals_bad(struct file *file)
{
	while (security_file_truncate(file)) {
		file = next_file(file);
		if (!file->f_flags)
			break;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(after_refusals_bad)

static int for_allowed_ok(struct file *file)
{
	int error;

	for (error = security_file_truncate(file); !error; error = security_file_truncate(file)) {
		do_ftruncate(file, 0);
		file = next_file(file);
	}
	return error;
}
FILE_ENTRY(for_allowed_ok)

static int for_allowed_bad(struct file *file)
{
	int error;

	for (error = security_file_truncate(file); !error; file = next_file(file))
		do_ftruncate(file, 0); // expect: file/truncate file
	return error;
}
FILE_ENTRY(for_allowed_bad)

static int do_while_allowed_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	do {
		do_ftruncate(file, 0);
		file = next_file(file);
	} while (file && !security_file_truncate(file));
	return 0;
}
FILE_ENTRY(do_while_allowed_ok)

static int do_while_allowed_bad(struct file *file)
{
	do {
		do_ftruncate(file, 0); // expect: file/truncate file
		file = next_file(file);
	} while (file && !security_file_truncate(file));
	return 0;
}
FILE_ENTRY(do_while_allowed_bad)
