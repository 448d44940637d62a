// The caller makes the flag out of another condition, which it asks again later.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define CMD_CLEAR 1
#define CMD_QUERY 2

static int check_unless(struct file *file, int skip)
{
	return skip ? 0 : security_file_truncate(file);
}

static int clear_ternary_ok(struct file *file, int cmd)
{
	int error = check_unless(file, cmd == CMD_QUERY ? 1 : 0);

	if (error)
		return error;
	return cmd == CMD_CLEAR ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_ternary_ok, int)

static int clear_ternary_bad(struct file *file, int cmd)
{
	int error = check_unless(file, cmd == CMD_CLEAR ? 1 : 0);

	if (error)
		return error;
	return cmd == CMD_CLEAR ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_ternary_bad, int)

static int clear_branch_ok(struct file *file, int cmd)
{
	int skip = 0;
	int error;

	if (cmd != CMD_CLEAR)
		skip = 1;
	error = check_unless(file, skip);
	if (error)
		return error;
	return cmd == CMD_CLEAR ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_branch_ok, int)

static int clear_branch_bad(struct file *file, int cmd)
{
	int skip = 0;
	int error;

	if (cmd != CMD_CLEAR)
		skip = 1;
	error = check_unless(file, skip);
	if (error)
		return error;
	return cmd == CMD_QUERY ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_branch_bad, int)

static int clear_answer_ok(struct file *file, int id)
{
	/* whoever is capable of it is not asked, and does nothing here */
	bool capable_of_it = capable(id);
	int error = check_unless(file, capable_of_it);

	return error || capable_of_it ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_answer_ok, int)

static int clear_answer_bad(struct file *file, int id)
{
	bool capable_of_it = capable(id);
	int error = check_unless(file, capable_of_it);

	return error || !capable_of_it ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_answer_bad, int)
