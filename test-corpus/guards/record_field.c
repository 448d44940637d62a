// The condition stands in a field of the structure that is handed down.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1
#define QUIET 2

struct request {
	struct file *file;
	unsigned int flags;
};

static int check(struct request *request)
// fact: ensures file/truncate request->file (returns 0) if (request->flags & 1) == 0
{
	if (request->flags & NO_CHECK)
		return 0;
	return security_file_truncate(request->file);
}

static void set_flag(struct request *request, unsigned int flag)
// fact: stores request->flags = request->flags | flag
{
	request->flags |= flag;
}

static int clear_plain_ok(struct file *file)
{
	struct request request = { .file = file };
	int error = check(&request);

	return error ? error : do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_plain_ok)

static int clear_plain_bad(struct file *file)
{
	struct request request = { .file = file, .flags = NO_CHECK };
	int error = check(&request);

	return error ? error : do_ftruncate(request.file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_plain_bad)

static int clear_chosen_ok(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags & ~NO_CHECK };
	int error = check(&request);

	return error ? error : do_ftruncate(request.file, 0);
}
FILE_ENTRY_WITH(clear_chosen_ok, unsigned int)

static int clear_chosen_bad(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags & ~QUIET };
	int error = check(&request);

	return error ? error : do_ftruncate(request.file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_chosen_bad, unsigned int)

static int clear_set_ok(struct file *file)
{
	struct request request = { .file = file };
	int error;

	set_flag(&request, QUIET);
	error = check(&request);
	return error ? error : do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_set_ok)

static int clear_set_bad(struct file *file)
{
	struct request request = { .file = file };
	int error;

	set_flag(&request, NO_CHECK);
	error = check(&request);
	return error ? error : do_ftruncate(request.file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_set_bad)

static int perform_ok(struct request *request)
// fact: requires file/truncate request->file if (request->flags & 1) == 0
{
	if (request->flags & NO_CHECK)
		return -EPERM;
	return do_ftruncate(request->file, 0);
}

static int perform_bad(struct request *request)
{
	if (request->flags & QUIET)
		return -EPERM;
	return do_ftruncate(request->file, 0); // expect: file/truncate request->file // entry: clear_both
}

static int clear_both_ok(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags };
	int error = check(&request);

	return error ? error : perform_ok(&request);
}
FILE_ENTRY_WITH(clear_both_ok, unsigned int)

static int clear_both(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags };
	int error = check(&request);

	return error ? error : perform_bad(&request);
}
FILE_ENTRY_WITH(clear_both, unsigned int)

static int clear_between_ok(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags };
	int error = check(&request);

	request.flags |= QUIET;
	if (request.flags & NO_CHECK)
		return -EPERM;
	return error ? error : do_ftruncate(request.file, 0);
}
FILE_ENTRY_WITH(clear_between_ok, unsigned int)

static int clear_between_bad(struct file *file, unsigned int flags)
{
	struct request request = { .file = file, .flags = flags };
	int error = check(&request);

	request.flags &= ~NO_CHECK;
	if (request.flags & NO_CHECK)
		return -EPERM;
	return error ? error : do_ftruncate(request.file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_between_bad, unsigned int)
