// A pointer frees itself at the end of its scope, unless it is handed on.
// rules: ../truncate.yaml ../entries.yaml
#include "cleanup.h"

DEFINE_FREE(fput, struct file *, if (_T) fput(_T))

static struct file *open_judged(int fd)
{
	struct file *file __free(fput) = fget(fd);

	if (!file)
		return NULL;
	if (security_file_truncate(file))
		return NULL;
	return_ptr(file);
}

static struct file *open_unjudged(int fd)
{
	struct file *file __free(fput) = fget(fd);

	if (!file)
		return NULL;
	if (!file->f_inode)
		return NULL;
	return_ptr(file);
}

SYSCALL_DEFINE1(freed_ok, int, fd)
{
	struct file *file __free(fput) = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(freed_bad, int, fd)
{
	struct file *file __free(fput) = fget(fd);

	if (file && security_file_truncate(file))
		file = fget(fd + 1);
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE1(handed_on_ok, int, fd)
{
	struct file *file = open_judged(fd);

	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(handed_on_bad, int, fd)
{
	struct file *file = open_unjudged(fd);

	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

SYSCALL_DEFINE1(kept_pointer_ok, int, fd)
{
	struct file *file __free(fput) = fget(fd), *kept;

	if (!file || security_file_truncate(file))
		return -EACCES;
	kept = no_free_ptr(file);
	return do_ftruncate(kept, 0);
}

SYSCALL_DEFINE1(kept_pointer_bad, int, fd)
{
	struct file *file __free(fput) = fget(fd), *kept;

	if (!file)
		return -EACCES;
	kept = no_free_ptr(file);
	return do_ftruncate(kept, 0); // expect: file/truncate file (missing)
}
