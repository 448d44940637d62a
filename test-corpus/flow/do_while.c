// A do-while loop asks at least once.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_until_ok(struct file *file)
{
	int error;

	do {
		error = security_file_truncate(file);
	} while (error == -EAGAIN);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_until_ok)

static int truncate_until_bad(struct file *file)
{
	int error;

	do {
		error = security_file_truncate(file);
	} while (error == -EAGAIN);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_until_bad)

static int truncate_bounded_ok(struct file *file, int tries)
{
	int error;

	do {
		error = security_file_truncate(file);
		if (!error)
			break;
	} while (--tries > 0);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}

static int truncate_bounded_bad(struct file *file, int tries)
{
	int error;

	do {
		error = security_file_truncate(file);
		if (!error)
			break;
	} while (--tries > 0);
	if (error && tries)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE3(bounded, int, fd, int, tries, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? truncate_bounded_ok(file, tries) : truncate_bounded_bad(file, tries);
}

static int truncate_operation_retried_ok(struct file *file)
{
	int error;

	do {
		error = security_file_truncate(file);
		if (error)
			return error;
		error = do_ftruncate(file, 0);
	} while (error == -EAGAIN);
	return error;
}
FILE_ENTRY(truncate_operation_retried_ok)
