// The answer comes back through a pointer parameter.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static void ask(struct file *file, int *error)
{
	*error = security_file_truncate(file);
}

static struct file *find(struct file *file, int *error)
{
	*error = security_file_truncate(file);
	if (*error)
		return NULL;
	return file;
}

static int truncate_ok(struct file *file)
{
	int error;

	ask(file, &error);
	if (error)
		return error;
	return do_ftruncate(file, 0); // spurious: file/truncate - an answer that a callee stores through a pointer is not tied to the check
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	int error;

	ask(file, &error);
	if (!error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_bad)

static int truncate_found_ok(struct file *file)
{
	int error;
	struct file *found = find(file, &error);

	if (!found)
		return error;
	return do_ftruncate(found, 0);
}
FILE_ENTRY(truncate_found_ok)

static int truncate_found_error_ok(struct file *file)
{
	int error;
	struct file *found = find(file, &error);

	if (error)
		return error;
	return do_ftruncate(found, 0); // spurious: file/truncate - NULL is returned only with an error that is stored through a pointer
}
FILE_ENTRY(truncate_found_error_ok)

static int truncate_found_bad(struct file *file)
{
	int error;

	find(file, &error);
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_found_bad)
