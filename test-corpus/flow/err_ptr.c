// The answer travels inside a pointer and is tested with IS_ERR.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static struct file *checked(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return ERR_PTR(error);
	return file;
}

static int truncate_ok(struct file *file)
{
	struct file *result = checked(file);
	if (IS_ERR(result))
		return PTR_ERR(result);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	struct file *result = checked(file);
	if (!result)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_bad)

static int truncate_returned_ok(struct file *file)
{
	file = checked(file);
	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_returned_ok)
