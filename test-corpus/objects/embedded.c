// The address of an embedded structure names the same object wherever it is taken.
// rules: ../interprocedural/shmctl.yaml ../entries.yaml
#include "fs.h"

static int set_ok(struct shmid_kernel *shp)
{
	struct kern_ipc_perm *perm = &shp->shm_perm;
	int error = security_shm_shmctl(perm, 1);

	if (error)
		return error;
	return ipc_update_perm(&shp->shm_perm, 0600);
}

static int set_around_ok(struct kern_ipc_perm *perm)
{
	struct shmid_kernel *shp = container_of(perm, struct shmid_kernel, shm_perm);
	int error = security_shm_shmctl(&shp->shm_perm, 1);

	if (error)
		return error;
	return ipc_update_perm(perm, 0600);
}

static int set_neighbour_bad(struct shmid_kernel *shp)
{
	struct kern_ipc_perm *perm = &shp->shm_perm;
	int error = security_shm_shmctl(perm + 1, 1);

	if (error)
		return error;
	return ipc_update_perm(perm, 0600); // expect: shm/set &shp->shm_perm (wrong-object)
}

SYSCALL_DEFINE2(shmset, int, id, int, how)
{
	struct shmid_kernel *shp = shm_obtain(id);

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	if (how == 0)
		return set_ok(shp);
	if (how == 1)
		return set_around_ok(&shp->shm_perm);
	return set_neighbour_bad(shp);
}
