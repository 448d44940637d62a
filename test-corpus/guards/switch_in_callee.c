// The callee switches on a command that its callers know.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define CMD_CLEAR 1
#define CMD_FORCE 2
#define CMD_QUERY 3

static int control_ok(struct file *file, int cmd)
{
	switch (cmd) {
	case CMD_CLEAR:
		if (security_file_truncate(file))
			return -EACCES;
		return do_ftruncate(file, 0);
	case CMD_FORCE:
		return do_ftruncate(file, 0);
	case CMD_QUERY:
		return file->f_flags;
	}
	return -EINVAL;
}

static int control_bad(struct file *file, int cmd)
{
	switch (cmd) {
	case CMD_CLEAR:
		if (security_file_truncate(file))
			return -EACCES;
		return do_ftruncate(file, 0);
	case CMD_FORCE:
		return do_ftruncate(file, 0); // expect: file/truncate file // entry: force any not_cleared
	case CMD_QUERY:
		return file->f_flags;
	}
	return -EINVAL;
}

static int clear_constant_ok(struct file *file)
{
	return control_ok(file, CMD_CLEAR);
}
FILE_ENTRY(clear_constant_ok)

static int force(struct file *file)
{
	return control_bad(file, CMD_FORCE);
}
FILE_ENTRY(force)

static int any_but_force_ok(struct file *file, int cmd)
{
	if (cmd == CMD_FORCE)
		return -EPERM;
	return control_ok(file, cmd);
}
FILE_ENTRY_WITH(any_but_force_ok, int)

static int any(struct file *file, int cmd)
{
	return control_bad(file, cmd);
}
FILE_ENTRY_WITH(any, int)

static int odd_ok(struct file *file, int cmd)
{
	return control_ok(file, cmd | 1);
}
FILE_ENTRY_WITH(odd_ok, int)

static int not_cleared(struct file *file, int cmd)
{
	switch (cmd) {
	case CMD_CLEAR:
		return -EPERM;
	default:
		return control_bad(file, cmd);
	}
}
FILE_ENTRY_WITH(not_cleared, int)

static int check_by_range(struct file *file, int cmd)
{
	switch (cmd) {
	case 16 ... 31:
		return security_file_truncate(file);
	case 32:
		file->f_flags = 0; /* falls through */
	case 33:
		return security_file_truncate(file);
	default:
		return 0;
	}
}

static int clear_in_range_ok(struct file *file)
{
	int error = check_by_range(file, 20);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_in_range_ok)

static int clear_falling_ok(struct file *file)
{
	int error = check_by_range(file, 32);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_falling_ok)

static int clear_out_of_range_bad(struct file *file)
{
	int error = check_by_range(file, 34);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_out_of_range_bad)

/* the number of the command is one part of the word, its size another */
static int check_by_number(struct file *file, unsigned int cmd)
{
	switch (cmd & 0xff) {
	case CMD_CLEAR:
	case CMD_FORCE:
		return security_file_truncate(file);
	default:
		return 0;
	}
}

static int clear_number_ok(struct file *file)
{
	int error = check_by_number(file, 0x40000 | CMD_FORCE);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_number_ok)

static int clear_number_bad(struct file *file)
{
	int error = check_by_number(file, 0x40000 | CMD_QUERY);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_number_bad)

static int clear_any_number_ok(struct file *file, unsigned int cmd)
{
	int error = check_by_number(file, cmd);

	if (error)
		return error;
	return (cmd & 0xff) == CMD_CLEAR ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_any_number_ok, unsigned int)

static int clear_any_number_bad(struct file *file, unsigned int cmd)
{
	int error = check_by_number(file, cmd);

	if (error)
		return error;
	return (cmd >> 8 & 0xff) == CMD_CLEAR ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_any_number_bad, unsigned int)
