// A hook that answers with a truth value says yes with true.
// rules: bool_hook.yaml ../entries.yaml
#include "fs.h"

bool ns_capable(struct file *file, int capability);

static inline bool may_clear(struct file *file)
{
	return ns_capable(file, 1) || ns_capable(file, 21);
}

static inline bool may_clear_both(struct file *file)
{
	return file->f_inode && ns_capable(file, 1);
}

static bool refused(struct file *file)
{
	if (!ns_capable(file, 1))
		return true;
	return file->f_flags & 1;
}

static int clear_true_ok(struct file *file)
{
	if (!ns_capable(file, 1))
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_true_ok)

static int clear_true_bad(struct file *file)
{
	if (ns_capable(file, 1))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_true_bad)

static int clear_either_ok(struct file *file)
{
	if (!may_clear(file))
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_either_ok)

static int clear_either_bad(struct file *file)
{
	if (!may_clear(file) && !file->f_flags)
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_either_bad)

static int clear_both_ok(struct file *file)
{
	bool allowed = may_clear_both(file);

	return allowed ? do_ftruncate(file, 0) : -EPERM;
}
FILE_ENTRY(clear_both_ok)

static int clear_both_bad(struct file *file)
{
	bool allowed = may_clear_both(file);

	return allowed ? -EPERM : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_both_bad)

static int clear_refused_ok(struct file *file)
{
	int error = refused(file) ? -EPERM : 0;

	return error ?: do_ftruncate(file, 0);
}
FILE_ENTRY(clear_refused_ok)

static int clear_refused_bad(struct file *file)
{
	int error = refused(file) ? 0 : -EPERM;

	return error ?: do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_refused_bad)

static int clear_compared_ok(struct file *file)
{
	if (ns_capable(file, 1) != true)
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_compared_ok)

static int clear_counted_ok(struct file *file)
{
	int rights = 0;

	rights += ns_capable(file, 1);
	if (rights == 0)
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_counted_ok)
