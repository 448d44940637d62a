// The right is a command, which must be the very one that is carried out.
// rules: command.yaml ../entries.yaml
#include "fs.h"

#define IPC_RMID 0
#define IPC_SET 1
#define IPC_STAT 2
#define SHM_STAT 13

static int control_ok(struct kern_ipc_perm *perm, int cmd)
{
	int error = security_shm_shmctl(perm, cmd);

	if (error)
		return error;
	switch (cmd) {
	case IPC_SET:
		return ipc_update_perm(perm, 0600);
	case IPC_STAT:
	case SHM_STAT:
		return ipc_stat_perm(perm);
	}
	return -EINVAL;
}
SHM_ENTRY(control_ok)

static int control_bad(struct kern_ipc_perm *perm, int cmd)
{
	int error = security_shm_shmctl(perm, cmd);

	if (error)
		return error;
	switch (cmd) {
	case IPC_RMID:
		return ipc_update_perm(perm, 0600); // expect: shm/set perm (wrong-mode)
	case IPC_STAT:
	case SHM_STAT:
		return ipc_stat_perm(perm);
	}
	return -EINVAL;
}
SHM_ENTRY(control_bad)

/* every other command is checked as IPC_STAT */
static int stat_mapped_ok(struct kern_ipc_perm *perm, int cmd)
{
	int error = security_shm_shmctl(perm, cmd == IPC_SET ? IPC_SET : IPC_STAT);

	if (error)
		return error;
	return cmd == IPC_SET ? ipc_update_perm(perm, 0600) : ipc_stat_perm(perm);
}
SHM_ENTRY(stat_mapped_ok)

static int stat_mapped_bad(struct kern_ipc_perm *perm, int cmd)
{
	int error = security_shm_shmctl(perm, cmd == IPC_SET ? IPC_STAT : IPC_SET);

	if (error)
		return error;
	return cmd == IPC_SET ? ipc_update_perm(perm, 0600) : 0; // expect: shm/set perm
}
SHM_ENTRY(stat_mapped_bad)

static int stat_listed_ok(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd != IPC_STAT && cmd != SHM_STAT)
		return -EINVAL;
	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return ipc_stat_perm(perm);
}
SHM_ENTRY(stat_listed_ok)

static int stat_listed_bad(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd != IPC_STAT && cmd != IPC_RMID)
		return -EINVAL;
	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return ipc_stat_perm(perm); // expect: shm/stat perm (wrong-mode)
}
SHM_ENTRY(stat_listed_bad)

/* a bit of the command that means something else is dropped for the hook */
static int version_dropped_ok(struct kern_ipc_perm *perm, int cmd)
{
	int plain = cmd & ~0x100;

	if (security_shm_shmctl(perm, plain))
		return -EACCES;
	return plain == IPC_SET ? ipc_update_perm(perm, 0600) : 0;
}
SHM_ENTRY(version_dropped_ok)

static int version_dropped_bad(struct kern_ipc_perm *perm, int cmd)
{
	int plain = cmd & ~0x100;

	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return plain == IPC_SET ? ipc_update_perm(perm, 0600) : 0; // expect: shm/set perm (wrong-mode)
}
SHM_ENTRY(version_dropped_bad)

/* the range leaves one command */
static int between_ok(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd <= IPC_RMID || cmd >= IPC_STAT)
		return -EINVAL;
	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return ipc_update_perm(perm, 0600);
}
SHM_ENTRY(between_ok)

static int between_bad(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd < IPC_RMID || cmd >= IPC_STAT)
		return -EINVAL;
	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return ipc_update_perm(perm, 0600); // expect: shm/set perm (wrong-mode)
}
SHM_ENTRY(between_bad)
