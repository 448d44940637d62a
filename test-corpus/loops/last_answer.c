// The answers of many rounds end in one variable, which is tested after the loop.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

/* stops at the first refusal */
static int first_refusal_ok(struct file *file, int rounds)
{
	int error = security_file_truncate(file);

	while (!error && rounds-- > 0)
		error = security_file_truncate(next_file(file));
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(first_refusal_ok, int)

/* a later answer takes the place of the first */
static int last_answer_bad(struct file *file, int rounds)
{
	int error = security_file_truncate(file);

	while (rounds-- > 0)
		error = security_file_truncate(next_file(file));
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(last_answer_bad, int)

/* refusals are collected, so none gets lost */
static int collected_ok(struct file *file, int rounds)
{
	int error = security_file_truncate(file);

	while (rounds-- > 0) {
		int again = security_file_truncate(next_file(file));

		if (again)
			error = again;
	}
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(collected_ok, int)

static int collected_bad(struct file *file, int rounds)
{
	int error = security_file_truncate(file);

	while (rounds-- > 0) {
		int again = security_file_truncate(next_file(file));

		if (!again)
			error = again;
	}
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(collected_bad, int)

/* how many were refused */
static int counted_ok(struct file *file)
{
	int refused = 0;

	for (int i = 0; i < 3; i++)
		if (security_file_truncate(file))
			refused++;
	return refused ? -EACCES : do_ftruncate(file, 0); // spurious: file/truncate - a number that counts refusals is not tied to them
}
FILE_ENTRY(counted_ok)

static int counted_bad(struct file *file)
{
	int refused = 0;

	for (int i = 0; i < 3; i++)
		if (security_file_truncate(file))
			refused++;
	return refused > 2 ? -EACCES : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(counted_bad)
