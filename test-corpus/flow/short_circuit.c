// Check and operation stand in one condition, which decides their order.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_or_ok(struct file *file)
{
	if (security_file_truncate(file) || do_ftruncate(file, 0))
		return -EACCES;
	return 0;
}
FILE_ENTRY(truncate_or_ok)

static int truncate_and_bad(struct file *file)
{
	if (security_file_truncate(file) && do_ftruncate(file, 0)) // expect: file/truncate file
		return -EACCES;
	return 0;
}
FILE_ENTRY(truncate_and_bad)

static int truncate_wrong_order_bad(struct file *file)
{
	if (do_ftruncate(file, 0) || security_file_truncate(file)) // expect: file/truncate file (late)
		return -EACCES;
	return 0;
}
FILE_ENTRY(truncate_wrong_order_bad)

static int truncate_if_set_ok(struct file *file)
{
	if (!(file->f_flags && !security_file_truncate(file)))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_if_set_ok)

static int truncate_if_set_bad(struct file *file)
{
	if (!(file->f_flags && security_file_truncate(file)))
		return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	return -EACCES;
}
FILE_ENTRY(truncate_if_set_bad)

static int truncate_all_of_ok(struct file *file, int size)
{
	if (size < 0 || !file->f_inode || (size > 4096 && !file->f_op) || security_file_truncate(file))
		return -EINVAL;
	return do_ftruncate(file, size);
}

static int truncate_all_of_bad(struct file *file, int size)
{
	if (size < 0 || !file->f_inode || (size > 4096 && security_file_truncate(file)))
		return -EINVAL;
	return do_ftruncate(file, size); // expect: file/truncate file (bypass)
}

SYSCALL_DEFINE3(all_of, int, fd, int, size, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? truncate_all_of_ok(file, size) : truncate_all_of_bad(file, size);
}
