// What was just made belongs to its maker, what was found does not.
// rules: fresh.yaml ../entries.yaml
#include "fs.h"

struct file *alloc_empty_file(int flags);

static struct file *alloc_clean(int flags)
{
	struct file *file = alloc_empty_file(flags);

	if (IS_ERR(file))
		return file;
	file->f_flags = 0;
	return file;
}

static struct file *find_or_alloc(int fd)
{
	struct file *file = fget(fd);

	if (!file)
		file = alloc_empty_file(0);
	return file;
}

static int clear(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: clear_found
}

SYSCALL_DEFINE1(fresh_ok, int, flags)
{
	struct file *file = alloc_empty_file(flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(found_bad, int, fd)
{
	struct file *file = fget(fd);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

SYSCALL_DEFINE1(fresh_wrapped_ok, int, flags)
{
	struct file *file = alloc_clean(flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(fresh_passed_ok, int, flags)
{
	struct file *file = alloc_empty_file(flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return clear(file);
}

SYSCALL_DEFINE1(clear_found, int, fd)
{
	struct file *file = fget(fd);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return clear(file);
}

SYSCALL_DEFINE1(either_ok, int, fd)
{
	struct file *file = fget(fd);

	if (file && security_file_truncate(file))
		return -EACCES;
	if (!file)
		file = alloc_empty_file(0);
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(either_bad, int, fd)
{
	struct file *file = fget(fd);

	if (!file)
		file = alloc_empty_file(0);
	return do_ftruncate(file, 0); // expect: file/truncate file
}

SYSCALL_DEFINE1(either_wrapped_bad, int, fd)
{
	struct file *file = find_or_alloc(fd);

	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

SYSCALL_DEFINE1(next_of_fresh_bad, int, flags)
{
	struct file *file = alloc_empty_file(flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_ftruncate(next_file(file), 0); // expect: file/truncate next_file() (missing)
}
