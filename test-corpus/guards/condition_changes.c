// Between check and operation somebody changes what the condition is about.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define MARKED 1

static int check_and_mark(struct file *file)
{
	int error;

	if (file->f_flags & MARKED)
		return 0;
	error = security_file_truncate(file);
	if (!error)
		file->f_flags |= MARKED;
	return error;
}

static int check_unless_marked(struct file *file)
{
	return file->f_flags & MARKED ? 0 : security_file_truncate(file);
}

static void mark(struct file *file)
{
	file->f_flags |= MARKED;
}

static void unmark(struct file *file)
{
	file->f_flags &= ~MARKED;
}

/* a file may be marked before it gets here, by somebody who never asked */
static int clear_marked_bad(struct file *file)
{
	int error = check_and_mark(file);

	if (error || !(file->f_flags & MARKED))
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_marked_bad)

static int clear_unmarked_ok(struct file *file)
{
	int error;

	unmark(file);
	error = check_and_mark(file);
	if (error || !(file->f_flags & MARKED))
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_unmarked_ok)

static int clear_unmarked_later_bad(struct file *file)
{
	int error = check_unless_marked(file);

	unmark(file);
	if (error || file->f_flags & MARKED)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_unmarked_later_bad)

static int clear_marked_first_bad(struct file *file)
{
	int error;

	mark(file);
	error = check_unless_marked(file);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_marked_first_bad)

static int clear_marked_later_ok(struct file *file)
{
	int error;

	unmark(file);
	error = check_unless_marked(file);
	mark(file);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_marked_later_ok)

/* what the caller itself changes is another matter than what was read before */
static int clear_local_ok(struct file *file, int cmd)
{
	int asked = cmd;

	if (asked && security_file_truncate(file))
		return -EACCES;
	cmd = 0;
	return asked ? do_ftruncate(file, cmd) : 0;
}
FILE_ENTRY_WITH(clear_local_ok, int)

static int clear_local_bad(struct file *file, int cmd)
{
	if (cmd && security_file_truncate(file))
		return -EACCES;
	cmd++;
	return cmd ? do_ftruncate(file, cmd) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_local_bad, int)
