// Whether to ask and what was answered are folded into one conditional expression.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_folded_ok(struct file *file)
{
	int err = (file->f_flags & 1) && security_file_truncate(file) ? -EPERM : 0;

	if (err)
		return err;
	if (!(file->f_flags & 1))
		return 0;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_folded_ok)

static int clear_folded_bad(struct file *file)
{
	int err = (file->f_flags & 1) && security_file_truncate(file) ? -EPERM : 0;

	if (err)
		return err;
	if (file->f_flags & 1)
		return 0;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_folded_bad)

static int clear_or_ok(struct file *file)
{
	int err = !(file->f_flags & 1) || security_file_truncate(file) ? -EPERM : 0;

	return err ? err : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_or_ok)

static int clear_or_bad(struct file *file)
{
	int err = !(file->f_flags & 1) || security_file_truncate(file) ? 0 : -EPERM;

	return err ? err : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_or_bad)

static int clear_mapped_ok(struct file *file)
{
	int err = security_file_truncate(file) ? -EPERM : 0;

	return err ? err : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_mapped_ok)

static int clear_mapped_bad(struct file *file)
{
	int err = security_file_truncate(file) ? 0 : -EPERM;

	return err ? err : do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_mapped_bad)

/* the middle of the ternary is the refused arm */
static int clear_nested_ok(struct file *file)
{
	int err = !file->f_inode ? -EBADF : security_file_truncate(file) ? -EPERM : file->f_flags ? -EINVAL : 0;

	if (err)
		return err;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_nested_ok)

static int clear_nested_bad(struct file *file)
{
	int err = !file->f_inode ? 0 : security_file_truncate(file) ? -EPERM : file->f_flags ? -EINVAL : 0;

	if (err)
		return err;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_nested_bad)
