// A flag skips the check, and the callers between change other flags, or that one.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define FROM_KERNEL 1
#define QUIET 2

static int check_deep(struct file *file, unsigned int flags)
{
	if (flags & FROM_KERNEL)
		return 0;
	return security_file_truncate(file);
}

static int check_between(struct file *file, unsigned int flags)
{
	return check_deep(file, flags & ~QUIET);
}

static int check(struct file *file, unsigned int flags)
{
	return check_between(file, flags | QUIET);
}

static int check_strictly(struct file *file, unsigned int flags)
{
	return check_between(file, flags & ~FROM_KERNEL);
}

static int clear_constant_ok(struct file *file)
{
	int error = check(file, QUIET);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_constant_ok)

static int clear_constant_bad(struct file *file)
{
	int error = check(file, FROM_KERNEL);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_constant_bad)

static int clear_masked_ok(struct file *file, unsigned int flags)
{
	int error = check(file, flags & QUIET);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_masked_ok, unsigned int)

static int clear_masked_bad(struct file *file, unsigned int flags)
{
	int error = check(file, flags & ~QUIET);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_masked_bad, unsigned int)

static int clear_strictly_ok(struct file *file, unsigned int flags)
{
	int error = check_strictly(file, flags);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_strictly_ok, unsigned int)

static int clear_from_user_ok(struct file *file, unsigned int flags)
{
	int error = check(file, flags);

	if (error)
		return error;
	if (flags & FROM_KERNEL)
		return 0;
	return do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_from_user_ok, unsigned int)

static int clear_from_user_bad(struct file *file, unsigned int flags)
{
	int error = check(file, flags);

	if (error)
		return error;
	if (flags & QUIET)
		return 0;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_from_user_bad, unsigned int)

static int clear_toggled_ok(struct file *file, unsigned int flags)
{
	int error;

	flags |= FROM_KERNEL;
	error = check(file, flags ^ FROM_KERNEL);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_toggled_ok, unsigned int)

static int clear_toggled_bad(struct file *file, unsigned int flags)
{
	int error;

	flags &= ~FROM_KERNEL;
	error = check(file, flags ^ FROM_KERNEL);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_toggled_bad, unsigned int)
