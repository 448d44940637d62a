// The hook is asked again until it gives an answer that counts.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void wait_a_little(void);

static int truncate_while_ok(struct file *file)
{
	int error;

	while ((error = security_file_truncate(file)) == -EAGAIN)
		wait_a_little();
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_while_ok)

static int truncate_while_bad(struct file *file)
{
	int error;

	while ((error = security_file_truncate(file)) == -EAGAIN)
		wait_a_little();
	return error == -EPERM ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_while_bad)

static int truncate_until_allowed_ok(struct file *file)
{
	while (security_file_truncate(file))
		wait_a_little();
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_until_allowed_ok)

static int truncate_until_refused_bad(struct file *file)
{
	while (!security_file_truncate(file))
		wait_a_little();
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(truncate_until_refused_bad)

static int truncate_endless_ok(struct file *file)
{
	for (;;) {
		int error = security_file_truncate(file);

		if (!error)
			break;
		if (error != -EAGAIN)
			return error;
		wait_a_little();
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_endless_ok)

static int truncate_endless_bad(struct file *file)
{
	for (;;) {
		int error = security_file_truncate(file);

		if (!error)
			break;
		if (error != -EAGAIN)
			break;
		wait_a_little();
	}
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_endless_bad)

static int truncate_tries_ok(struct file *file)
{
	int tries = 3;
	int error = -EACCES;

	while (error && tries--)
		error = security_file_truncate(file);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_tries_ok)

static int truncate_tries_bad(struct file *file)
{
	int tries = 3;
	int error = -EACCES;

	while (error && tries--)
		error = security_file_truncate(file);
	return tries < 0 ? do_ftruncate(file, 0) : error; // expect: file/truncate file
}
FILE_ENTRY(truncate_tries_bad)

/* the loop may end before the first answer */
static int truncate_zero_rounds_bad(struct file *file, int tries)
{
	int error = 0;

	for (; tries > 0; tries--) {
		error = security_file_truncate(file);
		if (error != -EAGAIN)
			break;
	}
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(truncate_zero_rounds_bad, int)

static int truncate_some_rounds_ok(struct file *file, int tries)
{
	int error = -EAGAIN;

	for (; tries > 0; tries--) {
		error = security_file_truncate(file);
		if (error != -EAGAIN)
			break;
	}
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(truncate_some_rounds_ok, int)

static int check_patiently(struct file *file)
{
	int error;

	do {
		error = security_file_truncate(file);
	} while (error == -EAGAIN);
	return error;
}

static int check_impatiently(struct file *file)
{
	int error;

	do {
		error = security_file_truncate(file);
	} while (error == -EPERM);
	return error == -EAGAIN ? 0 : error;
}

static int truncate_patiently_ok(struct file *file)
{
	return check_patiently(file) ?: do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_patiently_ok)

static int truncate_impatiently_bad(struct file *file)
{
	return check_impatiently(file) ?: do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_impatiently_bad)
