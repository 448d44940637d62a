// Every early return cleans up, and one of them should have been there.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void *alloc_buffer(size_t size);
void free_buffer(void *buffer);
int copy_in(void *buffer, const char __user *from);

static int clear_cleaned_ok(struct file *file)
{
	void *buffer = alloc_buffer(16);

	if (!buffer)
		return -EINVAL;
	if (copy_in(buffer, NULL)) {
		free_buffer(buffer);
		return -EINVAL;
	}
	if (security_file_truncate(file)) {
		free_buffer(buffer);
		return -EACCES;
	}
	free_buffer(buffer);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_cleaned_ok)

static int clear_cleaned_bad(struct file *file)
{
	void *buffer = alloc_buffer(16);

	if (!buffer)
		return -EINVAL;
	if (copy_in(buffer, NULL)) {
		free_buffer(buffer);
		return -EINVAL;
	}
	if (security_file_truncate(file)) {
		free_buffer(buffer);
	}
	free_buffer(buffer);
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_cleaned_bad)

/* what is cleaned up on the error path is nobody's operation */
static int clear_undone_ok(struct file *file)
{
	struct file *backup = next_file(file);
	int error = security_file_truncate(file);

	if (error) {
		fput(backup);
		return error;
	}
	error = do_ftruncate(file, 0);
	fput(backup);
	return error;
}
FILE_ENTRY(clear_undone_ok)

static int clear_undone_bad(struct file *file)
{
	struct file *backup = next_file(file);
	int error = security_file_truncate(file);

	if (error) {
		do_ftruncate(backup, 0); // expect: file/truncate backup
		return error;
	}
	error = do_ftruncate(file, 0);
	fput(backup);
	return error;
}
FILE_ENTRY(clear_undone_bad)

static int clear_dropped_ok(struct file *file)
{
	struct file *extra = file->f_flags ? next_file(file) : NULL;

	if (security_file_truncate(file))
		goto drop;
	do_ftruncate(file, 0);
	if (extra && !security_file_truncate(extra))
		do_ftruncate(extra, 0);
drop:
	if (extra)
		fput(extra);
	return 0;
}
FILE_ENTRY(clear_dropped_ok)
