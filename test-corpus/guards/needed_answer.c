// A function says whether a check is needed, and its answer decides about check and operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define CMD_CLEAR 1
#define CMD_QUERY 2

/* positive: the check is needed, zero: it is not, negative: there is no such command */
static int needs_check(int cmd)
{
	if (cmd == CMD_CLEAR)
		return 1;
	return cmd == CMD_QUERY ? 0 : -EINVAL;
}

static int clear_needed_ok(struct file *file, int cmd)
{
	int needed = needs_check(cmd);
	int error = 0;

	if (needed < 0)
		return needed;
	if (needed)
		error = security_file_truncate(file);
	if (error)
		return error;
	return cmd == CMD_CLEAR ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_needed_ok, int)

static int clear_needed_bad(struct file *file, int cmd)
{
	int needed = needs_check(cmd);
	int error = 0;

	if (needed < 0)
		return needed;
	if (needed)
		error = security_file_truncate(file);
	if (error)
		return error;
	return cmd == CMD_QUERY ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_needed_bad, int)

/* positive: checked and allowed, zero: nothing was to be checked */
static int check_if_needed(struct file *file, int cmd)
{
	int error;

	if (cmd != CMD_CLEAR)
		return 0;
	error = security_file_truncate(file);
	return error ? error : 1;
}

static int clear_checked_ok(struct file *file, int cmd)
{
	int checked = check_if_needed(file, cmd);

	return checked > 0 ? do_ftruncate(file, 0) : checked;
}
FILE_ENTRY_WITH(clear_checked_ok, int)

static int clear_checked_bad(struct file *file, int cmd)
{
	int checked = check_if_needed(file, cmd);

	return checked >= 0 ? do_ftruncate(file, 0) : checked; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_checked_bad, int)

static int clear_by_command_ok(struct file *file, int cmd)
{
	if (check_if_needed(file, cmd) < 0)
		return -EACCES;
	return cmd == CMD_CLEAR ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_by_command_ok, int)

static int clear_by_command_bad(struct file *file, int cmd)
{
	if (check_if_needed(file, cmd) < 0)
		return -EACCES;
	return cmd == CMD_QUERY ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_by_command_bad, int)
