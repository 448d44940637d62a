// The answer itself is what a switch looks at.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_cases_ok(struct file *file)
{
	switch (security_file_truncate(file)) {
	case 0:
		return do_ftruncate(file, 0);
	case -EPERM:
		return -EACCES;
	default:
		return -EINVAL;
	}
}
FILE_ENTRY(truncate_cases_ok)

static int truncate_default_bad(struct file *file)
{
	switch (security_file_truncate(file)) {
	case -EPERM:
	case -EACCES:
		return -EACCES;
	default:
		return do_ftruncate(file, 0); // expect: file/truncate file
	}
}
FILE_ENTRY(truncate_default_bad)

static int truncate_swallowed_bad(struct file *file)
{
	int error = security_file_truncate(file);

	switch (error) {
	case -EAGAIN:
		error = 0;
		break;
	}
	return error ?: do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_swallowed_bad)
