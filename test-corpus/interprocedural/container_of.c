// The hook sees the embedded permissions, the operation the file of the segment around them.
// rules: shmlock.yaml ../entries.yaml
#include "fs.h"

static struct shmid_kernel *segment_of(struct kern_ipc_perm *perm) // fact: returns (perm - 8)
{
	return container_of(perm, struct shmid_kernel, shm_perm);
}

static int lock_ok(struct kern_ipc_perm *perm)
{
	return shmem_lock(segment_of(perm)->shm_file, 1);
}

SYSCALL_DEFINE1(shmlock_ok, int, id)
{
	struct shmid_kernel *shp = shm_obtain(id);
	int error;

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	error = security_shm_shmctl(&shp->shm_perm, 11);
	if (error)
		return error;
	return lock_ok(&shp->shm_perm);
}

static int lock_of_bad(struct shmid_kernel *shp, struct shmid_kernel *other)
{
	int error = security_shm_shmctl(&other->shm_perm, 11);
	if (error)
		return error;
	return shmem_lock(segment_of(&shp->shm_perm)->shm_file, 1); // expect: shm/lock shp->shm_file (wrong-object)
}

SYSCALL_DEFINE2(shmlock_of, int, id, int, other)
{
	struct shmid_kernel *shp = shm_obtain(id), *checked = shm_obtain(other);

	if (IS_ERR(shp) || IS_ERR(checked))
		return -EINVAL;
	return lock_of_bad(shp, checked);
}
