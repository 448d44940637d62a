// Any of several conditions spares the check, or any of several asks for it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1
#define FROM_KERNEL 2
#define QUIET 4

static int check_unless_one(struct file *file, unsigned int flags)
{
	if (flags & NO_CHECK)
		return 0;
	return security_file_truncate(file);
}

static int check_unless_any(struct file *file, unsigned int flags)
{
	if (flags & NO_CHECK)
		return 0;
	if (flags & FROM_KERNEL)
		return 0;
	return security_file_truncate(file);
}

static int check_unless_mask(struct file *file, unsigned int flags)
{
	if (flags & (NO_CHECK | FROM_KERNEL))
		return 0;
	return security_file_truncate(file);
}

static int check_unless_either(struct file *file, unsigned int flags, int owner)
{
	if ((flags & NO_CHECK) || owner == 0)
		return 0;
	return security_file_truncate(file);
}

static int clear_one_ok(struct file *file)
{
	int error = check_unless_one(file, QUIET);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_one_ok)

static int clear_any_ok(struct file *file)
{
	int error = check_unless_any(file, QUIET);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - of the conditions that spare the check only what is common to all is kept
}
FILE_ENTRY(clear_any_ok)

static int clear_any_bad(struct file *file)
{
	int error = check_unless_any(file, FROM_KERNEL);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_any_bad)

static int clear_mask_ok(struct file *file)
{
	int error = check_unless_mask(file, QUIET);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_mask_ok)

static int clear_mask_bad(struct file *file)
{
	int error = check_unless_mask(file, FROM_KERNEL);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_mask_bad)

static int clear_either_ok(struct file *file)
{
	int error = check_unless_either(file, QUIET, 1);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - of the conditions that spare the check only what is common to all is kept
}
FILE_ENTRY(clear_either_ok)

static int clear_either_bad(struct file *file)
{
	int error = check_unless_either(file, QUIET, 0);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_either_bad)

static int clear_refused_ok(struct file *file, unsigned int flags)
{
	int error = check_unless_any(file, flags);

	if (error)
		return error;
	if ((flags & NO_CHECK) || (flags & FROM_KERNEL))
		return -EPERM;
	return do_ftruncate(file, 0); // spurious: file/truncate - of the conditions that spare the check only what is common to all is kept
}
FILE_ENTRY_WITH(clear_refused_ok, unsigned int)

static int clear_refused_bad(struct file *file, unsigned int flags)
{
	int error = check_unless_any(file, flags);

	if (error)
		return error;
	if ((flags & NO_CHECK) && (flags & FROM_KERNEL))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_refused_bad, unsigned int)

/* the reasons are the same, but each is answered with its own number */
static int check_with_reason(struct file *file, unsigned int flags)
{
	if (flags & NO_CHECK)
		return 1;
	if (flags & FROM_KERNEL)
		return 2;
	return security_file_truncate(file);
}

static int clear_reasoned_ok(struct file *file)
{
	int answer = check_with_reason(file, QUIET);

	return answer ? answer : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_reasoned_ok)

static int clear_reasoned_bad(struct file *file)
{
	int answer = check_with_reason(file, FROM_KERNEL);

	return answer < 0 ? answer : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_reasoned_bad)
