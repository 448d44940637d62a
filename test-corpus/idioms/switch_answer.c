// A switch over the answer says what each of them leads to.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int classify(struct file *file)
{
	switch (security_file_truncate(file)) {
	case 0:
		return 1;
	case -EACCES:
	case -EPERM:
		return 0;
	default:
		return -EINVAL;
	}
}

static int clear_break_ok(struct file *file)
{
	switch (security_file_truncate(file)) {
	case 0:
		break;
	default:
		return -EACCES;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_break_ok)

static int clear_break_bad(struct file *file)
{
	switch (security_file_truncate(file)) {
	case 0:
		return -EACCES;
	default:
		break;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_break_bad)

/* without a default every other answer goes on */
static int clear_no_default_bad(struct file *file)
{
	switch (security_file_truncate(file)) {
	case -EPERM:
		return -EPERM;
	case -EACCES:
		return -EACCES;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_no_default_bad)

static int clear_fall_bad(struct file *file)
{
	switch (security_file_truncate(file)) {
	case -EAGAIN:
		file->f_flags = 0;
		__attribute__((__fallthrough__));
	case 0:
		return do_ftruncate(file, 0); // expect: file/truncate file
	default:
		return -EACCES;
	}
}
FILE_ENTRY(clear_fall_bad)

static int clear_range_ok(struct file *file)
{
	switch (security_file_truncate(file)) {
	case -MAX_ERRNO ... -1:
		return -EACCES;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_range_ok)

static int clear_range_bad(struct file *file)
{
	switch (security_file_truncate(file)) {
	case -MAX_ERRNO ... -2:
		return -EACCES;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_range_bad)

static int clear_classified_ok(struct file *file)
{
	switch (classify(file)) {
	case 1:
		return do_ftruncate(file, 0);
	default:
		return -EACCES;
	}
}
FILE_ENTRY(clear_classified_ok)

static int clear_classified_bad(struct file *file)
{
	switch (classify(file)) {
	case 1:
	case 0:
		return do_ftruncate(file, 0); // expect: file/truncate file
	default:
		return -EACCES;
	}
}
FILE_ENTRY(clear_classified_bad)

/* the answer and the command in one switch */
static int clear_two_switches_ok(struct file *file, int cmd)
{
	int error = -EINVAL;

	switch (cmd) {
	case 1:
	case 2:
		error = security_file_truncate(file);
		break;
	}
	switch (error) {
	case 0:
		return cmd == 2 ? do_ftruncate(file, 0) : 0;
	}
	return error;
}

static int clear_two_switches_bad(struct file *file, int cmd)
{
	int error = 0;

	switch (cmd) {
	case 1:
	case 3:
		error = security_file_truncate(file);
		break;
	}
	switch (error) {
	case 0:
		return cmd == 2 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
	}
	return error;
}

SYSCALL_DEFINE3(two_switches, int, fd, int, cmd, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? clear_two_switches_ok(file, cmd) : clear_two_switches_bad(file, cmd);
}
