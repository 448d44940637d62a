// Some answers of the hook are no refusal for the caller.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define ENOSYS 38

static int truncate_tolerant_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (error && error != -ENOSYS)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_tolerant_bad)

static int truncate_other_call_ok(struct file *file, int prepared)
{
	int error = prepared;

	if (error == -ENOSYS)
		error = security_file_truncate(file);
	else if (!error)
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(truncate_other_call, int, fd, int, prepared)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return truncate_other_call_ok(file, prepared);
}

static int truncate_only_eperm_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (error == -EPERM || error == -EACCES)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_only_eperm_bad)

static int truncate_mapped_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (error == -EACCES)
		error = -EPERM;
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_mapped_ok)

static int truncate_forgiven_bad(struct file *file)
{
	int error = security_file_truncate(file);

	if (error == -ENOSYS)
		error = 0;
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_forgiven_bad)
