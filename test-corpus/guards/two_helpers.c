// One helper checks, the next one operates, and both decide by the command.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define CMD_QUERY 0
#define CMD_CLEAR 1
#define CMD_HALVE 2

static bool is_change(int cmd)
{
	return cmd == CMD_CLEAR || cmd == CMD_HALVE;
}

static int check_change(struct file *file, int cmd)
{
	return is_change(cmd) ? security_file_truncate(file) : 0;
}

static int check_not_query(struct file *file, int cmd)
{
	if (cmd == CMD_QUERY)
		return 0;
	return security_file_truncate(file);
}

static int check_clear(struct file *file, int cmd)
{
	return cmd == CMD_CLEAR ? security_file_truncate(file) : 0;
}

static int perform_ok(struct file *file, int cmd)
{
	switch (cmd) {
	case CMD_CLEAR:
		return do_ftruncate(file, 0); // spurious: file/truncate - what a predicate with || says about its argument is not known
	case CMD_HALVE:
		return do_ftruncate(file, 512); // spurious: file/truncate - what a predicate with || says about its argument is not known
	default:
		return file->f_flags;
	}
}

static int perform_bad(struct file *file, int cmd)
{
	switch (cmd) {
	case CMD_CLEAR:
		return do_ftruncate(file, 0);
	case CMD_HALVE:
		return do_ftruncate(file, 512); // expect: file/truncate file // entry: control_clear
	default:
		return file->f_flags;
	}
}

static int control_change_ok(struct file *file, int cmd)
{
	int error = check_change(file, cmd);

	return error ? error : perform_ok(file, cmd);
}
FILE_ENTRY_WITH(control_change_ok, int)

static int control_not_query_ok(struct file *file, int cmd)
{
	int error = check_not_query(file, cmd);

	return error ? error : perform_ok(file, cmd);
}
FILE_ENTRY_WITH(control_not_query_ok, int)

static int control_clear(struct file *file, int cmd)
{
	int error = check_clear(file, cmd);

	return error ? error : perform_bad(file, cmd);
}
FILE_ENTRY_WITH(control_clear, int)

static int clear_if_change_ok(struct file *file, int cmd)
{
	int error = 0;

	if (is_change(cmd))
		error = security_file_truncate(file);
	if (error)
		return error;
	return is_change(cmd) ? do_ftruncate(file, 0) : 0; // spurious: file/truncate - two calls of a predicate with || count as different
}
FILE_ENTRY_WITH(clear_if_change_ok, int)

static int clear_if_change_bad(struct file *file, int cmd)
{
	int error = 0;

	if (is_change(cmd))
		error = security_file_truncate(file);
	if (error)
		return error;
	return is_change(cmd - 1) ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_if_change_bad, int)
