// The same check stands in several branches, and answers are gathered before they are tested.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int prepare(struct file *file);

static int clear_both_ok(struct file *file)
{
	int error;

	if (file->f_flags & 1) {
		error = prepare(file);
		if (error)
			return error;
		error = security_file_truncate(file);
	} else {
		error = security_file_truncate(file);
	}
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_both_ok)

static int clear_both_bad(struct file *file)
{
	int error;

	if (file->f_flags & 1) {
		error = security_file_truncate(file);
		if (error)
			return error;
		error = prepare(file);
	} else {
		error = prepare(file);
	}
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_both_bad)

static int clear_again_ok(struct file *file)
{
	int error = security_file_truncate(file);

	if (error == -EAGAIN)
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_again_ok)

/* the second answer is the one that nobody looks at, and the first one was yes */
static int clear_again_unread_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	security_file_truncate(file);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_again_unread_ok)

static int clear_gathered_ok(struct file *file)
{
	struct file *other = next_file(file);
	int err = 0;

	err |= security_file_truncate(file);
	err |= security_file_truncate(other);
	if (err)
		return -EACCES;
	return do_ftruncate(other, 0);
}
FILE_ENTRY(clear_gathered_ok)

static int clear_gathered_bad(struct file *file)
{
	struct file *other = next_file(file);
	int err = 0;

	err |= security_file_truncate(file);
	err &= security_file_truncate(other);
	if (err)
		return -EACCES;
	return do_ftruncate(other, 0); // expect: file/truncate other
}
FILE_ENTRY(clear_gathered_bad)

static int clear_gathered_in_loop_ok(struct file *file, int rounds)
{
	int err = security_file_truncate(file);

	while (rounds-- > 0)
		err |= prepare(file);
	if (err)
		return -EACCES;
	return do_ftruncate(file, 0); // spurious: file/truncate - what is gathered in a loop is forgotten in the next round
}

static int clear_gathered_in_loop_bad(struct file *file, int rounds)
{
	int err = security_file_truncate(file);

	while (rounds-- > 0)
		err = prepare(file);
	if (err)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

/* errors are counted instead of kept */
static int clear_counted_ok(struct file *file)
{
	int errors = 0;

	if (prepare(file))
		errors++;
	if (security_file_truncate(file))
		errors++;
	if (errors)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_counted_ok)

static int clear_counted_bad(struct file *file)
{
	int errors = 0;

	if (prepare(file))
		errors++;
	if (security_file_truncate(file))
		errors++;
	if (errors > 1)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_counted_bad)

SYSCALL_DEFINE3(gathered, int, fd, int, rounds, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? clear_gathered_in_loop_ok(file, rounds) : clear_gathered_in_loop_bad(file, rounds);
}
