// The operation needs two rights at once, or one of two.
// rules: both.yaml ../entries.yaml
#include "fs.h"

static int update_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_READ | MAY_WRITE);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(update_ok)

static int update_bad(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE);

	return error ? error : do_ftruncate(file, 0); // expect: file/update file (wrong-mode)
}
FILE_ENTRY(update_bad)

static int update_completed_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_READ))
		return -EINVAL;
	error = security_file_permission(file, mask | MAY_WRITE);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(update_completed_ok, int)

static int update_completed_bad(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_WRITE))
		return -EINVAL;
	error = security_file_permission(file, mask | MAY_WRITE);
	return error ? error : do_ftruncate(file, 0); // expect: file/update file (wrong-mode)
}
FILE_ENTRY_WITH(update_completed_bad, int)

static int update_tested_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_READ) || !(mask & MAY_WRITE))
		return -EINVAL;
	error = security_file_permission(file, mask);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(update_tested_ok, int)

static int update_tested_bad(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_READ) && !(mask & MAY_WRITE))
		return -EINVAL;
	error = security_file_permission(file, mask);
	return error ? error : do_ftruncate(file, 0); // expect: file/update file (wrong-mode)
}
FILE_ENTRY_WITH(update_tested_bad, int)

static int lock_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_READ);

	return error ? error : shmem_lock(file, 1);
}
FILE_ENTRY(lock_ok)

static int lock_bad(struct file *file)
{
	int error = security_file_permission(file, 1);

	return error ? error : shmem_lock(file, 1); // expect: file/lock file (wrong-mode)
}
FILE_ENTRY(lock_bad)

static int lock_either_ok(struct file *file, int op)
{
	int error = security_file_permission(file, op ? MAY_WRITE : MAY_READ);

	return error ? error : shmem_lock(file, 1);
}
FILE_ENTRY_WITH(lock_either_ok, int)

static int lock_either_bad(struct file *file, int op)
{
	int error = security_file_permission(file, op ? MAY_WRITE : 0);

	return error ? error : shmem_lock(file, 1); // expect: file/lock file
}
FILE_ENTRY_WITH(lock_either_bad, int)

static int lock_tested_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & (MAY_READ | MAY_WRITE)))
		return -EINVAL;
	error = security_file_permission(file, mask);
	return error ? error : shmem_lock(file, 1);
}
FILE_ENTRY_WITH(lock_tested_ok, int)

static int lock_tested_bad(struct file *file, int mask)
{
	int error;

	if (!mask)
		return -EINVAL;
	error = security_file_permission(file, mask);
	return error ? error : shmem_lock(file, 1); // expect: file/lock file (wrong-mode)
}
FILE_ENTRY_WITH(lock_tested_bad, int)
