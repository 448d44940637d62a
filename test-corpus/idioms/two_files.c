// Two objects are judged in one condition, and both must have been accepted.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_or_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file) || security_file_truncate(other))
		return -EACCES;
	do_ftruncate(file, 0);
	return do_ftruncate(other, 0);
}
FILE_ENTRY(clear_or_ok)

static int clear_and_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file) && security_file_truncate(other))
		return -EACCES;
	do_ftruncate(file, 0); // expect: file/truncate file
	return do_ftruncate(other, 0); // expect: file/truncate other
}
FILE_ENTRY(clear_and_bad)

static int clear_sum_ok(struct file *file)
{
	struct file *other = next_file(file);
	int error = security_file_truncate(file);

	error |= security_file_truncate(other);
	if (error)
		return -EACCES;
	do_ftruncate(file, 0);
	return do_ftruncate(other, 0);
}
FILE_ENTRY(clear_sum_ok)

static int clear_sum_bad(struct file *file)
{
	struct file *other = next_file(file);
	int error = security_file_truncate(file);

	error = security_file_truncate(other);
	if (error)
		return -EACCES;
	do_ftruncate(other, 0);
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_sum_bad)

/* the first that is allowed is the one that is used */
static int clear_first_allowed_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (!security_file_truncate(file))
		return do_ftruncate(file, 0);
	if (!security_file_truncate(other))
		return do_ftruncate(other, 0);
	return -EACCES;
}
FILE_ENTRY(clear_first_allowed_ok)

static int clear_first_allowed_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (!security_file_truncate(file) || !security_file_truncate(other))
		return do_ftruncate(other, 0); // expect: file/truncate other
	return -EACCES;
}
FILE_ENTRY(clear_first_allowed_bad)

static int clear_not_and_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (!security_file_truncate(file) && !security_file_truncate(other))
		return do_ftruncate(file, 0) ?: do_ftruncate(other, 0);
	return -EACCES;
}
FILE_ENTRY(clear_not_and_ok)
