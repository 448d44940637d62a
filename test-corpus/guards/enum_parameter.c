// An enumeration says what is to be done; checker and doer read it differently.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

enum request { QUERY, CLEAR, HALVE, REQUESTS };

static int check_changes(struct file *file, enum request request)
{
	switch (request) {
	case QUERY:
		return 0;
	default:
		return security_file_truncate(file);
	}
}

static int check_clear(struct file *file, enum request request)
{
	switch (request) {
	case CLEAR:
		return security_file_truncate(file);
	default:
		return 0;
	}
}

static int change_ok(struct file *file, enum request request)
{
	if (request == CLEAR)
		return do_ftruncate(file, 0);
	if (request == HALVE)
		return do_ftruncate(file, 512);
	return 0;
}

static int change_checked_ok(struct file *file, enum request request)
{
	int error = check_changes(file, request);

	return error ? error : change_ok(file, request);
}
FILE_ENTRY_WITH(change_checked_ok, enum request)

static int change_bad(struct file *file, enum request request)
{
	if (request == CLEAR)
		return do_ftruncate(file, 0);
	if (request == HALVE)
		return do_ftruncate(file, 512); // expect: file/truncate file // entry: change_checked
	return 0;
}

static int change_checked(struct file *file, enum request request)
{
	int error = check_clear(file, request);

	return error ? error : change_bad(file, request);
}
FILE_ENTRY_WITH(change_checked, enum request)

static int clear_constant_ok(struct file *file)
{
	int error = check_clear(file, CLEAR);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_constant_ok)

static int clear_constant_bad(struct file *file)
{
	int error = check_clear(file, HALVE);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_constant_bad)

/* what remains after two refusals is the third */
static int clear_remaining_ok(struct file *file, enum request request)
{
	int error;

	if (request >= REQUESTS || request == QUERY || request == HALVE)
		return -EINVAL;
	error = check_clear(file, request);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_remaining_ok, enum request)

static int clear_remaining_bad(struct file *file, enum request request)
{
	int error;

	if (request >= REQUESTS || request == QUERY)
		return -EINVAL;
	error = check_clear(file, request);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_remaining_bad, enum request)
