// Each round looks the same number up again, and what it finds needs its own check.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

SYSCALL_DEFINE2(each_round_ok, int, fd, int, rounds)
{
	while (rounds-- > 0) {
		struct file *file = fget(fd);

		if (!file)
			return -EBADF;
		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
		fput(file);
	}
	return 0;
}

SYSCALL_DEFINE2(each_round_bad, int, fd, int, rounds)
{
	int error = -EACCES;

	while (rounds-- > 0) {
		struct file *file = fget(fd);

		if (!file)
			return -EBADF;
		if (error)
			error = security_file_truncate(file);
		if (error)
			return error;
		do_ftruncate(file, 0); // expect: file/truncate file
		fput(file);
	}
	return 0;
}

/* looked up once, the file stays what it was */
SYSCALL_DEFINE2(first_round_ok, int, fd, int, rounds)
{
	struct file *file = fget(fd);
	int error = -EACCES;

	if (!file)
		return -EBADF;
	while (rounds-- > 0) {
		if (error)
			error = security_file_truncate(file);
		if (error)
			return error;
		do_ftruncate(file, 0);
	}
	return 0;
}

SYSCALL_DEFINE2(last_round_ok, int, fd, int, rounds)
{
	struct file *file = NULL;

	do {
		if (file)
			fput(file);
		file = fget(fd);
		if (!file || security_file_truncate(file))
			return -EACCES;
	} while (rounds-- > 0);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(last_round_bad, int, fd, int, rounds)
{
	struct file *file = NULL;

	do {
		if (file && security_file_truncate(file))
			return -EACCES;
		file = fget(fd);
		if (!file)
			return -EBADF;
	} while (rounds-- > 0);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
