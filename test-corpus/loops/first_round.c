// What is set before a loop holds in its first round, and may not in the later ones.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

/* inference knows nothing of exclusive or: the solver has to see it */

/* the first round asks, and every other comes after it */
static int asked_first_ok(struct file *file, unsigned int start)
{
	unsigned int first = 1;

	if (start ^ 1)
		return -EINVAL;
	do {
		if (first == start && security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
		first = file->f_flags;
	} while (first);
	return 0;
}
FILE_ENTRY_WITH(asked_first_ok, unsigned int)

static int asked_first_bad(struct file *file, unsigned int start)
{
	unsigned int first = 0;

	if (start ^ 1)
		return -EINVAL;
	do {
		if (first == start && security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0); // expect: file/truncate file (bypass)
		first = file->f_flags;
	} while (first);
	return 0;
}
FILE_ENTRY_WITH(asked_first_bad, unsigned int)

/* each round has another file, so that the first answer says nothing of the others */
static int asked_for_each_ok(struct file *file, unsigned int start)
{
	unsigned int first = start;

	if (start ^ 1)
		return -EINVAL;
	do {
		file = next_file(file);
		if (first == start && security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
		first = start;
	} while (file->f_flags);
	return 0;
}
FILE_ENTRY_WITH(asked_for_each_ok, unsigned int)

static int asked_for_first_bad(struct file *file, unsigned int start)
{
	unsigned int first = start;

	if (start ^ 1)
		return -EINVAL;
	do {
		file = next_file(file);
		if (first == start && security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0); // expect: file/truncate file
		first = file->f_flags;
	} while (first);
	return 0;
}
FILE_ENTRY_WITH(asked_for_first_bad, unsigned int)

/* what would be done in a later round, and there is none */
static int only_round_ok(struct file *file, unsigned int start)
{
	unsigned int work = 0;

	if (start ^ 1)
		return -EINVAL;
	do {
		if (work)
			do_ftruncate(file, 0);
		work = file->f_flags;
	} while (start != 1);
	return 0;
}
FILE_ENTRY_WITH(only_round_ok, unsigned int)

static int only_round_bad(struct file *file, unsigned int start)
{
	unsigned int work = 0;

	if (start ^ 1)
		return -EINVAL;
	do {
		if (work)
			do_ftruncate(file, 0); // expect: file/truncate file
		work = file->f_flags;
	} while (start == 1);
	return 0;
}
FILE_ENTRY_WITH(only_round_bad, unsigned int)

/* what the loop is left with, when it is left in the first round */
static int left_at_once_ok(struct file *file, unsigned int start)
{
	unsigned int rounds = 0;

	if (start ^ 1)
		return -EINVAL;
	while (next_file(file)) {
		if (start == 1)
			break;
		rounds++;
	}
	if (rounds && start != 3)
		do_ftruncate(file, 0);
	return 0;
}
FILE_ENTRY_WITH(left_at_once_ok, unsigned int)

static int left_at_once_bad(struct file *file, unsigned int start)
{
	unsigned int rounds = 0;

	if (start ^ 2)
		return -EINVAL;
	while (next_file(file)) {
		if (start == 1)
			break;
		rounds++;
	}
	if (rounds && start != 3)
		do_ftruncate(file, 0); // expect: file/truncate file
	return 0;
}
FILE_ENTRY_WITH(left_at_once_bad, unsigned int)

/* of two loops, one in the other, each has a first round */
static int nested_ok(struct file *file, unsigned int start)
{
	unsigned int outer = 0, inner;

	if (start ^ 1)
		return -EINVAL;
	do {
		inner = 0;
		do {
			if (outer | inner)
				do_ftruncate(file, 0);
			inner = file->f_flags;
		} while (start != 1);
		outer = file->f_flags;
	} while (start > 1);
	return 0;
}
FILE_ENTRY_WITH(nested_ok, unsigned int)

static int nested_bad(struct file *file, unsigned int start)
{
	unsigned int outer = 0, inner;

	if (start ^ 1)
		return -EINVAL;
	do {
		inner = 0;
		do {
			if (outer | inner)
				do_ftruncate(file, 0); // expect: file/truncate file
			inner = file->f_flags;
		} while (start != 1);
		outer = file->f_flags;
	} while (start > 0);
	return 0;
}
FILE_ENTRY_WITH(nested_bad, unsigned int)
