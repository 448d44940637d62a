// An authorizer that answers yes or no accepts with anything but zero.
// rules: nonzero.yaml ../entries.yaml
#include "fs.h"

bool may_truncate(struct file *file);

static int truncate_ok(struct file *file)
{
	if (!may_truncate(file))
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	if (may_truncate(file))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_bad)

static int permission(struct file *file)
{
	if (file->f_inode && may_truncate(file))
		return 0;
	return -EPERM;
}

static int truncate_wrapped_ok(struct file *file)
{
	int error = permission(file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_wrapped_ok)

static bool may_not(struct file *file)
{
	return !may_truncate(file) || !file->f_inode;
}

static int truncate_inverted_ok(struct file *file)
{
	if (may_not(file))
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_inverted_ok)

static int truncate_inverted_bad(struct file *file)
{
	if (!may_not(file))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_inverted_bad)

static int truncate_compared_ok(struct file *file)
{
	if (may_truncate(file) == false)
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_compared_ok)

static int truncate_or_flag_bad(struct file *file)
{
	if (!(may_truncate(file) || file->f_flags))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_or_flag_bad)
