// A case that falls through does what the next one does, checked or not.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_fall_ok(struct file *file, int cmd)
{
	int error;

	switch (cmd) {
	case 1:
		file->f_flags = 0;
		__attribute__((__fallthrough__));
	case 2:
		error = security_file_truncate(file);
		if (error)
			return error;
		__attribute__((__fallthrough__));
	case 3:
		if (cmd == 3)
			return 0;
		return do_ftruncate(file, 0);
	}
	return -EINVAL;
}

static int truncate_fall_bad(struct file *file, int cmd)
{
	int error;

	switch (cmd) {
	case 1:
		file->f_flags = 0;
		__attribute__((__fallthrough__));
	case 2:
		error = security_file_truncate(file);
		if (error)
			return error;
		__attribute__((__fallthrough__));
	case 3:
		return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	}
	return -EINVAL;
}

static int truncate_break_bad(struct file *file, int cmd)
{
	int error = 0;

	switch (cmd) {
	case 1 ... 4:
		error = security_file_truncate(file);
		break;
	case 5:
		break;
	default:
		return -EINVAL;
	}
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}

static int truncate_break_ok(struct file *file, int cmd)
{
	int error = 0;

	switch (cmd) {
	case 1 ... 4:
		error = security_file_truncate(file);
		break;
	case 5:
		break;
	default:
		return -EINVAL;
	}
	if (error)
		return error;
	return cmd < 5 ? do_ftruncate(file, 0) : 0;
}

SYSCALL_DEFINE3(fallthrough, int, fd, int, cmd, int, how)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	switch (how) {
	case 0:
		return truncate_fall_ok(file, cmd);
	case 1:
		return truncate_fall_bad(file, cmd);
	case 2:
		return truncate_break_ok(file, cmd);
	default:
		return truncate_break_bad(file, cmd);
	}
}
