// A checked variable must not be given another object before it is used.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static void advance(struct file **file)
{
	*file = next_file(*file);
}

static int clear_before_ok(struct file *file)
{
	file = next_file(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_before_ok)

static int clear_after_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	file = next_file(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_after_bad)

static int clear_itself_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	file = (struct file *)(unsigned long)file;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_itself_ok)

/* the way with the new object does not lead to the use */
static int clear_left_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	if (file->f_flags) {
		file = next_file(file);
		fput(file);
		return 0;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_left_ok)

static int clear_joined_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	if (file->f_flags) {
		file = next_file(file);
		fput(file);
	}
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_joined_bad)

static int clear_checked_again_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	if (file->f_flags) {
		file = next_file(file);
		if (security_file_truncate(file))
			return -EACCES;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_checked_again_ok)

static int clear_advanced_ok(struct file *file)
{
	advance(&file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_advanced_ok)

static int clear_advanced_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	advance(&file);
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_advanced_bad)

static int clear_restored_ok(struct file *file)
{
	struct file *saved = file;

	if (security_file_truncate(file))
		return -EACCES;
	file = next_file(file);
	fput(file);
	file = saved;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_restored_ok)
