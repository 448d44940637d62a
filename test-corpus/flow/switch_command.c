// A switch on the command checks in all arms but one.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define CMD_CLEAR 1
#define CMD_HALVE 2
#define CMD_QUERY 3

SYSCALL_DEFINE2(truncate_ok, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	switch (cmd) {
	case CMD_CLEAR:
	case CMD_HALVE:
		error = security_file_truncate(file);
		if (error)
			return error;
		return do_ftruncate(file, cmd == CMD_CLEAR ? 0 : 512);
	case CMD_QUERY:
		return file->f_flags;
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE2(truncate_bad, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return -EBADF;
	switch (cmd) {
	case CMD_CLEAR:
		error = security_file_truncate(file);
		if (error)
			return error;
		return do_ftruncate(file, 0);
	case CMD_HALVE:
		return do_ftruncate(file, 512); // expect: file/truncate file
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE2(truncate_around_ok, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	int error = 0;

	if (!file)
		return -EBADF;
	if (cmd != CMD_QUERY)
		error = security_file_truncate(file);
	if (error)
		return error;
	if (cmd == CMD_CLEAR)
		return do_ftruncate(file, 0);
	return file->f_flags;
}

SYSCALL_DEFINE2(truncate_around_bad, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	int error = 0;

	if (!file)
		return -EBADF;
	if (cmd != CMD_CLEAR)
		error = security_file_truncate(file);
	if (error)
		return error;
	if (cmd == CMD_CLEAR)
		return do_ftruncate(file, 0); // expect: file/truncate file
	return file->f_flags;
}
