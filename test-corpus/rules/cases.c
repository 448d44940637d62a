// One item stands for a rule a command; names that stand together are a set.
// rules: cases.yaml ../entries.yaml
#include "fs.h"

#define IPC_SET 1
#define IPC_STAT 2
#define SHM_LOCK 11

static int set_ok(struct shmid_kernel *shp)
{
	if (security_shm_shmctl(&shp->shm_perm, IPC_SET))
		return -EACCES;
	return ipc_update_perm(&shp->shm_perm, 0600);
}

static int set_bad(struct shmid_kernel *shp)
{
	if (security_shm_shmctl(&shp->shm_perm, IPC_STAT))
		return -EACCES;
	return ipc_update_perm(&shp->shm_perm, 0600); // expect: shm/set &shp->shm_perm (wrong-mode)
}

static int stat_ok(struct shmid_kernel *shp)
{
	if (security_shm_shmctl(&shp->shm_perm, IPC_STAT))
		return -EACCES;
	return ipc_stat_perm(&shp->shm_perm);
}

static int stat_bad(struct shmid_kernel *shp)
{
	return ipc_stat_perm(&shp->shm_perm); // expect: shm/stat &shp->shm_perm (missing)
}

static int lock_ok(struct shmid_kernel *shp)
{
	if (security_shm_shmctl(&shp->shm_perm, SHM_LOCK))
		return -EACCES;
	return shmem_lock(shp->shm_file, 1);
}

static int lock_bad(struct shmid_kernel *shp, struct shmid_kernel *other)
{
	if (security_shm_shmctl(&other->shm_perm, SHM_LOCK))
		return -EACCES;
	return shmem_lock(shp->shm_file, 1); // expect: shm/lock shp->shm_file (wrong-object)
}

/* exempt, by the set */
static int discard_segment(struct shmid_kernel *shp)
{
	return ipc_update_perm(&shp->shm_perm, 0);
}

static int forget_segment(struct shmid_kernel *shp)
{
	return ipc_update_perm(&shp->shm_perm, 0);
}

SYSCALL_DEFINE3(shm_control, int, id, int, other, int, cmd)
{
	struct shmid_kernel *shp = shm_obtain(id);

	switch (cmd) {
	case 0:
		return set_ok(shp);
	case 1:
		return set_bad(shp);
	case 2:
		return stat_ok(shp);
	case 3:
		return stat_bad(shp);
	case 4:
		return lock_ok(shp);
	case 5:
		return lock_bad(shp, shm_obtain(other));
	case 6:
		return discard_segment(shp);
	default:
		return forget_segment(shp);
	}
}
