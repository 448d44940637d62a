// The answer changes its sign, its bits or its truth before somebody looks at it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int positive_error(struct file *file)
{
	return -security_file_truncate(file);
}

static int clear_minus_ok(struct file *file)
{
	int error = -security_file_truncate(file);

	if (error > 0)
		return -error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_minus_ok)

static int clear_minus_bad(struct file *file)
{
	int error = -security_file_truncate(file);

	if (error < 0)
		return -error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_minus_bad)

static int clear_positive_ok(struct file *file)
{
	int error = positive_error(file);

	if (error > 0)
		return -error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_positive_ok)

static int clear_positive_bad(struct file *file)
{
	int error = positive_error(file);

	if (error < 0)
		return -error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_positive_bad)

static int clear_complement_ok(struct file *file)
{
	/* -1 becomes nought, and nought all ones */
	if (~security_file_truncate(file) >= 0)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_complement_ok)

static int clear_complement_bad(struct file *file)
{
	if (!~security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_complement_bad)

static int clear_exclusive_ok(struct file *file)
{
	bool refused = security_file_truncate(file);

	if (refused ^ 0)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_exclusive_ok)

static int clear_exclusive_bad(struct file *file)
{
	bool refused = security_file_truncate(file);

	if (refused ^ 1)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_exclusive_bad)

static int clear_three_times_ok(struct file *file)
{
	bool allowed = !!!security_file_truncate(file);

	return allowed ? do_ftruncate(file, 0) : -EACCES;
}
FILE_ENTRY(clear_three_times_ok)

static int clear_three_times_bad(struct file *file)
{
	bool allowed = !!security_file_truncate(file);

	return allowed ? do_ftruncate(file, 0) : -EACCES; // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_three_times_bad)

/* the sign bit alone */
static int clear_shifted_ok(struct file *file)
{
	unsigned int error = security_file_truncate(file);

	if (error >> 31)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_shifted_ok)

/* the lowest bit alone: even errors pass */
static int clear_lowest_bad(struct file *file)
{
	if (security_file_truncate(file) & 1)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_lowest_bad)
