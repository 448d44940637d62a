// The callee answers with a pointer, and the caller asks it in one of the usual ways.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static inline bool IS_ERR_OR_NULL(const void *ptr)
{
	return unlikely(!ptr) || IS_ERR(ptr);
}

static inline int PTR_ERR_OR_ZERO(const void *ptr)
{
	if (IS_ERR(ptr))
		return PTR_ERR(ptr);
	return 0;
}

static struct file *open_checked(int fd)
{
	struct file *file = fget(fd);
	int error;

	if (!file)
		return ERR_PTR(-EBADF);
	error = security_file_truncate(file);
	if (error) {
		fput(file);
		file = ERR_PTR(error);
	}
	return file;
}

static struct file *open_or_null(int fd)
{
	struct file *file = fget(fd);

	if (file && security_file_truncate(file)) {
		fput(file);
		return NULL;
	}
	return file;
}

SYSCALL_DEFINE1(is_err_ok, int, fd)
{
	struct file *file = open_checked(fd);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(is_err_or_null_ok, int, fd)
{
	struct file *file = open_checked(fd);

	if (IS_ERR_OR_NULL(file))
		return -EBADF;
	return do_ftruncate(file, 0); // spurious: file/truncate - a callee looked the file up, judged and returned it, which its caller does not learn
}

SYSCALL_DEFINE1(ptr_err_or_zero_ok, int, fd)
{
	struct file *file = open_checked(fd);
	int error = PTR_ERR_OR_ZERO(file);

	if (error)
		return error;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(null_ok, int, fd)
{
	struct file *file = open_or_null(fd);

	if (!file)
		return -EBADF;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(ptr_err_or_zero_bad, int, fd)
{
	struct file *file = fget(fd);
	struct file *judged = open_checked(fd);
	int error = PTR_ERR_OR_ZERO(judged);

	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file 
}

static struct file *judge(struct file *file)
{
	int error = security_file_truncate(file);

	return error ? ERR_PTR(error) : file;
}

static int truncate_judged_or_null_bad(struct file *file)
{
	if (!judge(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_judged_or_null_bad)

static int truncate_judged_ok(struct file *file)
{
	int error = PTR_ERR_OR_ZERO(judge(file));

	if (error)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_judged_ok)

static int truncate_judged_pointer_ok(struct file *file)
{
	struct file *judged = judge(file);

	if (IS_ERR_OR_NULL(judged))
		return -EACCES;
	return do_ftruncate(judged, 0); // spurious: file/truncate - what IS_ERR_OR_NULL says about its argument is not known to the caller
}
FILE_ENTRY(truncate_judged_pointer_ok)
