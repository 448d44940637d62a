// An edge leads from below the hook back above it, so what it checked may be another object.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_in_round_ok(struct file *file)
{
	while (file) {
		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(clear_in_round_ok)

static int clear_next_round_bad(struct file *file)
{
	while (file) {
		if (security_file_truncate(file))
			return -EACCES;
		file = next_file(file);
		do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
	}
	return 0;
}
FILE_ENTRY(clear_next_round_bad)

static int clear_goto_ok(struct file *file)
{
again:
	if (security_file_truncate(file))
		return -EACCES;
	if (do_ftruncate(file, 0) == -EAGAIN) {
		file = next_file(file);
		goto again;
	}
	return 0;
}
FILE_ENTRY(clear_goto_ok)

static int clear_goto_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
again:
	if (do_ftruncate(file, 0) == -EAGAIN) { // expect: file/truncate file
		file = next_file(file);
		goto again;
	}
	return 0;
}
FILE_ENTRY(clear_goto_bad)

/* nothing is assigned in the loop, so one check is enough for all rounds */
static int clear_same_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	while (do_ftruncate(file, 0) == -EAGAIN)
		file->f_flags = 0;
	return 0;
}
FILE_ENTRY(clear_same_ok)

/* the rounds that check are not those that use */
static int clear_alternating_bad(struct file *file)
{
	bool check = true;

	for (; file; file = next_file(file)) {
		if (check && security_file_truncate(file))
			return -EACCES;
		if (!check)
			do_ftruncate(file, 0); // expect: file/truncate file
		check = !check;
	}
	return 0;
}
FILE_ENTRY(clear_alternating_bad)

static int clear_last_ok(struct file *file)
{
	struct file *last;

	do {
		last = file;
		if (security_file_truncate(last))
			return -EACCES;
		file = next_file(last);
	} while (file);
	return do_ftruncate(last, 0);
}
FILE_ENTRY(clear_last_ok)

static int clear_last_bad(struct file *file)
{
	struct file *last;

	do {
		if (security_file_truncate(file))
			return -EACCES;
		last = next_file(file);
		file = next_file(last);
	} while (file);
	return do_ftruncate(last, 0); // expect: file/truncate last (wrong-object)
}
FILE_ENTRY(clear_last_bad)
