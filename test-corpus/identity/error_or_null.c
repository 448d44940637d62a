// A lookup answers with an object, with nothing or with an error, and the caller sorts these out.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct file *open_elsewhere(int fd);

static inline bool IS_ERR_OR_NULL(const void *ptr)
{
	return unlikely(!ptr) || IS_ERR(ptr);
}

static inline void *ERR_CAST(const void *ptr)
{
	return (void *)ptr;
}

SYSCALL_DEFINE1(error_or_null_ok, int, fd)
{
	struct file *file = open_elsewhere(fd);

	if (IS_ERR_OR_NULL(file))
		return file ? PTR_ERR(file) : -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(error_or_null_bad, int, fd)
{
	struct file *file = open_elsewhere(fd);

	if (IS_ERR_OR_NULL(file))
		return file ? PTR_ERR(file) : -EBADF;
	if (!file && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

static struct file *open_or_error(int fd)
{
	struct file *file = open_elsewhere(fd);

	if (!file)
		file = ERR_PTR(-ENOENT);
	return file;
}

SYSCALL_DEFINE1(error_instead_ok, int, fd)
{
	struct file *file = open_or_error(fd);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

static struct file *first_of(int fd, int other)
{
	struct file *file = open_elsewhere(fd);

	if (IS_ERR(file))
		file = open_elsewhere(other);
	return file;
}

SYSCALL_DEFINE2(first_ok, int, fd, int, other)
{
	struct file *file = first_of(fd, other);

	if (IS_ERR(file) || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(first_bad, int, fd, int, other)
{
	struct file *file = open_elsewhere(fd);

	if (!IS_ERR(file) && security_file_truncate(file))
		return -EACCES;
	if (IS_ERR(file))
		file = open_elsewhere(other);
	return do_ftruncate(file, 0); // expect: file/truncate file
}

static struct dentry *find_checked(struct file *file)
{
	struct file *found = next_file(file);

	if (IS_ERR(found))
		return ERR_CAST(found);
	if (security_file_truncate(file))
		return ERR_PTR(-EACCES);
	return found->f_path.dentry;
}

static int clear_after_lookup_ok(struct file *file)
{
	struct dentry *dentry = find_checked(file);

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_after_lookup_ok)

static int clear_after_lookup_bad(struct file *file)
{
	struct dentry *dentry = find_checked(file);

	if (IS_ERR(dentry) && PTR_ERR(dentry) != -EACCES)
		return PTR_ERR(dentry);
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_after_lookup_bad)
