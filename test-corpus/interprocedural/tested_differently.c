// The caller of a wrapper tests its answer in other ways than the wrapper's own.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int checked(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return 0;
}

static int one_if_allowed(struct file *file)
{
	int error = security_file_truncate(file);

	return error < 0 ? error : 1;
}

static int size_if_allowed(struct file *file)
{
	int error = security_file_truncate(file);

	if (error)
		return error;
	return file->f_flags & 0xff;
}

static int fd_if_allowed(struct file *file, int fd)
{
	int error = security_file_truncate(file);

	return error ?: fd;
}

static int clear_nonzero_ok(struct file *file)
{
	return checked(file) != 0 ? -EACCES : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_nonzero_ok)

static int clear_equal_ok(struct file *file)
{
	if (checked(file) == 0)
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(clear_equal_ok)

static int clear_at_least_ok(struct file *file)
{
	if (checked(file) >= 0)
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(clear_at_least_ok)

static int clear_other_error_bad(struct file *file)
{
	if (checked(file) == -EPERM)
		return -EPERM;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_other_error_bad)

static int clear_one_ok(struct file *file)
{
	if (one_if_allowed(file) <= 0)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_one_ok)

static int clear_one_bad(struct file *file)
{
	if (!one_if_allowed(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_one_bad)

static int clear_size_ok(struct file *file)
{
	int size = size_if_allowed(file);

	if (size < 0)
		return size;
	return do_ftruncate(file, size);
}
FILE_ENTRY(clear_size_ok)

static int clear_size_bad(struct file *file)
{
	int size = size_if_allowed(file);

	if (size > 0)
		return size;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_size_bad)

static int clear_fd_ok(struct file *file)
{
	int fd = fd_if_allowed(file, 3);

	if (fd < 0)
		return fd;
	return do_ftruncate(file, fd);
}
FILE_ENTRY(clear_fd_ok)
