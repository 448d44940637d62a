// The check and the operation stand in different functions under the same command.
// rules: shmctl.yaml ../entries.yaml
#include "fs.h"

#define IPC_SET 1
#define IPC_STAT 2

static int perform_ok(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return ipc_update_perm(perm, 0600);
	return ipc_stat_perm(perm);
}

SYSCALL_DEFINE2(shmctl_ok, int, id, int, cmd)
{
	struct shmid_kernel *shp = shm_obtain(id);
	int error = 0;

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	if (cmd == IPC_SET)
		error = security_shm_shmctl(&shp->shm_perm, cmd);
	if (error)
		return error;
	return perform_ok(&shp->shm_perm, cmd);
}

static int perform_bad(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return ipc_update_perm(perm, 0600); // expect: shm/set perm // entry: shmctl
	return ipc_stat_perm(perm);
}

SYSCALL_DEFINE2(shmctl, int, id, int, cmd)
{
	struct shmid_kernel *shp = shm_obtain(id);
	int error = 0;

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	if (cmd == IPC_STAT)
		error = security_shm_shmctl(&shp->shm_perm, cmd);
	if (error)
		return error;
	return perform_bad(&shp->shm_perm, cmd);
}

/* never called with IPC_SET, so the obligation never arises */
SYSCALL_DEFINE1(shmstat_ok, int, id)
{
	struct shmid_kernel *shp = shm_obtain(id);

	if (IS_ERR(shp))
		return PTR_ERR(shp);
	return perform_ok(&shp->shm_perm, IPC_STAT);
}
