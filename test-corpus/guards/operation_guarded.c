// The operation is made only under a condition that the callers meet or do not meet.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define DRY_RUN 1

static int shorten_ok(struct file *file, loff_t length, unsigned int flags)
{
	if (length < 0)
		return -EINVAL;
	if (flags & DRY_RUN)
		return 0;
	return do_ftruncate(file, length);
}

static int shorten_level_ok(struct file *file, loff_t length, unsigned int flags)
{
	return shorten_ok(file, length, flags);
}

static int estimate_constant_ok(struct file *file)
{
	return shorten_level_ok(file, 0, DRY_RUN);
}
FILE_ENTRY(estimate_constant_ok)

static int estimate_added_ok(struct file *file, unsigned int flags)
{
	return shorten_level_ok(file, 0, flags | DRY_RUN);
}
FILE_ENTRY_WITH(estimate_added_ok, unsigned int)

static int estimate_refused_ok(struct file *file, unsigned int flags)
{
	if (!(flags & DRY_RUN))
		return -EPERM;
	return shorten_level_ok(file, 0, flags);
}
FILE_ENTRY_WITH(estimate_refused_ok, unsigned int)

static int shorten_negative_ok(struct file *file, loff_t length)
{
	return shorten_level_ok(file, length < 0 ? length : -1, 0);
}
FILE_ENTRY_WITH(shorten_negative_ok, loff_t)

static int shorten_checked_ok(struct file *file, unsigned int flags)
{
	if (!(flags & DRY_RUN) && security_file_truncate(file))
		return -EACCES;
	return shorten_level_ok(file, 0, flags);
}
FILE_ENTRY_WITH(shorten_checked_ok, unsigned int)

static int shorten_bad(struct file *file, loff_t length, unsigned int flags)
{
	if (length < 0)
		return -EINVAL;
	if (flags & DRY_RUN)
		return 0;
	return do_ftruncate(file, length); // expect: file/truncate file // entry: constant removed refused negative checked
}

static int shorten_level(struct file *file, loff_t length, unsigned int flags)
{
	return shorten_bad(file, length, flags);
}

static int constant(struct file *file)
{
	return shorten_level(file, 0, 0);
}
FILE_ENTRY(constant)

static int removed(struct file *file, unsigned int flags)
{
	return shorten_level(file, 0, flags & ~DRY_RUN);
}
FILE_ENTRY_WITH(removed, unsigned int)

static int refused(struct file *file, unsigned int flags)
{
	if (flags & DRY_RUN)
		return -EPERM;
	return shorten_level(file, 0, flags);
}
FILE_ENTRY_WITH(refused, unsigned int)

static int negative(struct file *file, loff_t length)
{
	return shorten_level(file, length < 0 ? 0 : -1, 0);
}
FILE_ENTRY_WITH(negative, loff_t)

static int checked(struct file *file, unsigned int flags)
{
	if ((flags & DRY_RUN) && security_file_truncate(file))
		return -EACCES;
	return shorten_level(file, 0, flags);
}
FILE_ENTRY_WITH(checked, unsigned int)
