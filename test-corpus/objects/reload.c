// A field that is read again after the lock was dropped may hold another object.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void lock(struct shmid_kernel *shp);
void unlock(struct shmid_kernel *shp);

static int truncate_held_ok(struct shmid_kernel *shp)
{
	struct file *file;
	int error;

	lock(shp);
	file = shp->shm_file;
	error = security_file_truncate(file);
	unlock(shp);
	if (error)
		return error;
	return do_ftruncate(file, 0);
}

static int truncate_field_ok(struct shmid_kernel *shp)
{
	int error;

	lock(shp);
	error = security_file_truncate(shp->shm_file);
	if (!error)
		error = do_ftruncate(shp->shm_file, 0);
	unlock(shp);
	return error;
}

static int truncate_relocked_bad(struct shmid_kernel *shp)
{
	int error;

	lock(shp);
	error = security_file_truncate(shp->shm_file);
	unlock(shp);
	if (error)
		return error;
	lock(shp);
	error = do_ftruncate(shp->shm_file, 0); // missed: file/truncate - heap fields are taken as stable between two reads, whatever is unlocked in between
	unlock(shp);
	return error;
}

static int truncate_once_ok(struct shmid_kernel *shp)
{
	struct file *file = READ_ONCE(shp->shm_file);

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

static int truncate_read_twice_bad(struct shmid_kernel *shp)
{
	if (security_file_truncate(READ_ONCE(shp->shm_file)))
		return -EACCES;
	return do_ftruncate(READ_ONCE(shp->shm_file), 0); // missed: file/truncate - two volatile reads of a field are taken for one
}

static int truncate_overwritten_bad(struct shmid_kernel *shp, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	shp->shm_file = other;
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

static void replace(struct shmid_kernel *shp)
{
	shp->shm_file = next_file(shp->shm_file);
}

static int truncate_replaced_bad(struct shmid_kernel *shp)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	replace(shp);
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate shp->shm_file
}

SYSCALL_DEFINE3(reload, int, id, int, how, int, fd)
{
	struct shmid_kernel *shp = shm_obtain(id);

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	switch (how) {
	case 0:
		return truncate_held_ok(shp);
	case 1:
		return truncate_field_ok(shp);
	case 2:
		return truncate_relocked_bad(shp);
	case 3:
		return truncate_once_ok(shp);
	case 4:
		return truncate_read_twice_bad(shp);
	case 5:
		return truncate_overwritten_bad(shp, fget(fd));
	default:
		return truncate_replaced_bad(shp);
	}
}
