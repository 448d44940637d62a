// The callee drops the object it was given and looks another one up.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static struct file *refresh(struct file *file)
{
	struct file *fresh = next_file(file);

	fput(file);
	return fresh;
}

static struct file *maybe_refresh(struct file *file)
{
	return file->f_flags ? refresh(file) : file;
}

static void replace(struct file **file)
{
	struct file *old = *file;

	*file = next_file(old);
	fput(old);
}

static void replace_sometimes(struct file **file)
{
	if ((*file)->f_flags)
		replace(file);
}

static int truncate_refreshed_ok(struct file *file)
{
	file = refresh(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_refreshed_ok)

static int truncate_refreshed_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	file = refresh(file);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_refreshed_bad)

static int truncate_maybe_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	file = maybe_refresh(file);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_maybe_bad)

static int truncate_replaced_ok(struct file *file)
{
	replace(&file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_replaced_ok)

static int truncate_replaced_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	replace(&file);
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_replaced_bad)

static int truncate_replaced_sometimes_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	replace_sometimes(&file);
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_replaced_sometimes_bad)
