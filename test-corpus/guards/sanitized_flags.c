// A callee takes the dangerous flag away before the check looks at it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1
#define QUIET 2

static unsigned int without(unsigned int flags, unsigned int removed)
{
	return flags & ~removed;
}

static void remove_from(unsigned int *flags, unsigned int removed)
{
	*flags &= ~removed;
}

static int validate(unsigned int flags, unsigned int allowed)
{
	return flags & ~allowed ? -EINVAL : 0;
}

static int check(struct file *file, unsigned int flags)
{
	return flags & NO_CHECK ? 0 : security_file_truncate(file);
}

static int clear_returned_ok(struct file *file, unsigned int flags)
{
	int error = check(file, without(flags, NO_CHECK));

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_returned_ok, unsigned int)

static int clear_returned_bad(struct file *file, unsigned int flags)
{
	int error = check(file, without(flags, QUIET));

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_returned_bad, unsigned int)

static int clear_removed_ok(struct file *file, unsigned int flags)
{
	int error;

	remove_from(&flags, NO_CHECK);
	error = check(file, flags);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_removed_ok, unsigned int)

static int clear_removed_bad(struct file *file, unsigned int flags)
{
	int error;

	remove_from(&flags, QUIET);
	error = check(file, flags);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_removed_bad, unsigned int)

static int clear_validated_ok(struct file *file, unsigned int flags)
{
	int error = validate(flags, QUIET);

	if (!error)
		error = check(file, flags);
	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - what the answer of a callee says about its argument is not known
}
FILE_ENTRY_WITH(clear_validated_ok, unsigned int)

static int clear_validated_bad(struct file *file, unsigned int flags)
{
	int error = validate(flags, NO_CHECK | QUIET);

	if (!error)
		error = check(file, flags);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_validated_bad, unsigned int)
