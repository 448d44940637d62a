// A callee writes a field that its caller has judged, and the caller reads it again.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static void set(struct shmid_kernel *shp, struct file *file)
{
	shp->shm_file = file;
}

static void set_sometimes(struct shmid_kernel *shp, struct file *file)
{
	if (shp->shm_size)
		shp->shm_file = file;
}

static void set_size(struct shmid_kernel *shp)
{
	shp->shm_size = 0;
}

static int clear_set_bad(struct shmid_kernel *shp, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	set(shp, other);
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate other (wrong-object)
}

static int clear_set_sometimes_bad(struct shmid_kernel *shp, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	set_sometimes(shp, other);
	return do_ftruncate(shp->shm_file, 0); // expect: file/truncate shp->shm_file
}

static int clear_size_ok(struct shmid_kernel *shp)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	set_size(shp);
	return do_ftruncate(shp->shm_file, 0);
}

static int clear_alias_bad(struct shmid_kernel *shp, struct shmid_kernel *twin, struct file *other)
{
	if (security_file_truncate(shp->shm_file))
		return -EACCES;
	if (shp != twin)
		return -EINVAL;
	twin->shm_file = other;
	return do_ftruncate(shp->shm_file, 0); // missed: file/truncate - a store through an equal pointer is not seen through the other
}

SYSCALL_DEFINE3(heap_stores, int, id, int, fd, int, how)
{
	struct shmid_kernel *shp = shm_obtain(id);

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	switch (how) {
	case 0:
		return clear_set_bad(shp, fget(fd));
	case 1:
		return clear_set_sometimes_bad(shp, fget(fd));
	case 2:
		return clear_alias_bad(shp, shm_obtain(fd), fget(fd));
	default:
		return clear_size_ok(shp);
	}
}
