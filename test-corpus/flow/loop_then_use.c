// A loop judges file after file, and the use comes after the loop.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_last_ok(struct file *file)
{
	struct file *last = NULL;

	for (; file; file = next_file(file)) {
		int error = security_file_truncate(file);

		if (error)
			return error;
		last = file;
	}
	if (!last)
		return 0;
	return do_ftruncate(last, 0);
}
FILE_ENTRY(truncate_last_ok)

static int truncate_next_bad(struct file *file)
{
	for (; file->f_flags; file = next_file(file)) {
		int error = security_file_truncate(file);

		if (error)
			return error;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_next_bad)

static int truncate_found_ok(struct file *file)
{
	for (;;) {
		int error = security_file_truncate(file);

		if (!error)
			break;
		file = next_file(file);
		if (!file)
			return error;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_found_ok)

static int truncate_first_error_bad(struct file *file)
{
	struct file *first = file;
	int error = 0;

	for (; file; file = next_file(file))
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(first, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_first_error_bad)

static int truncate_empty_loop_bad(struct file *file, int rounds)
{
	int error = 0;

	while (rounds-- > 0) {
		error = security_file_truncate(file);
		if (error)
			return error;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}

SYSCALL_DEFINE2(empty_loop, int, fd, int, rounds)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return truncate_empty_loop_bad(file, rounds);
}
