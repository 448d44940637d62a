// Only with this argument is the call an operation.
// rules: when.yaml ../entries.yaml
#include "fs.h"

static int unlock_ok(struct file *file)
{
	return shmem_lock(file, 0);
}
FILE_ENTRY(unlock_ok)

static int lock_ok(struct file *file)
{
	int error = security_file_permission(file, MAY_WRITE);
	if (error)
		return error;
	return shmem_lock(file, 1);
}
FILE_ENTRY(lock_ok)

static int lock_bad(struct file *file)
{
	return shmem_lock(file, 1); // expect: shm/lock file
}
FILE_ENTRY(lock_bad)
