// Inside the loop the variable moves on, before or after the check and the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int move_first_ok(struct file *file)
{
	while (file->f_flags) {
		file = next_file(file);
		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(move_first_ok)

static int move_between_bad(struct file *file)
{
	while (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		file = next_file(file);
		do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
	}
	return 0;
}
FILE_ENTRY(move_between_bad)

/* the check of this round is for the operation of the next */
static int move_last_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	while (file->f_flags) {
		do_ftruncate(file, 0);
		file = next_file(file);
		if (security_file_truncate(file))
			return -EACCES;
	}
	return 0;
}
FILE_ENTRY(move_last_ok)

static int move_last_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	while (file->f_flags) {
		do_ftruncate(file, 0); // expect: file/truncate file
		if (security_file_truncate(file))
			return -EACCES;
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(move_last_bad)

static int move_sometimes_ok(struct file *file)
{
	while (file->f_flags) {
		if (file->f_flags & 1)
			file = next_file(file);
		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(move_sometimes_ok)

static int move_sometimes_bad(struct file *file)
{
	while (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		if (file->f_flags & 1)
			file = next_file(file);
		do_ftruncate(file, 0); // expect: file/truncate file
	}
	return 0;
}
FILE_ENTRY(move_sometimes_bad)

/* one variable walks ahead, the other follows with the file that was checked */
static int follow_ok(struct file *ahead)
{
	struct file *behind;

	do {
		if (security_file_truncate(ahead))
			return -EACCES;
		behind = ahead;
		ahead = next_file(ahead);
		do_ftruncate(behind, 0);
	} while (ahead);
	return 0;
}
FILE_ENTRY(follow_ok)

static int follow_bad(struct file *ahead)
{
	struct file *behind;

	do {
		if (security_file_truncate(ahead))
			return -EACCES;
		ahead = next_file(ahead);
		behind = ahead;
		do_ftruncate(behind, 0); // expect: file/truncate ahead (wrong-object)
	} while (ahead);
	return 0;
}
FILE_ENTRY(follow_bad)
