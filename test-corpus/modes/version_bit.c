// A bit that only says which layout is meant is taken out of the command on its way.
// rules: command.yaml ../entries.yaml
#include "fs.h"

#define IPC_SET 1
#define IPC_STAT 2
#define IPC_LONG 0x100

static int take_version(int *cmd)
{
	int is_long = *cmd & IPC_LONG;

	*cmd &= ~IPC_LONG;
	return is_long;
}

static int control_ok(struct kern_ipc_perm *perm, int cmd)
{
	int is_long = take_version(&cmd);

	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return cmd == IPC_SET ? ipc_update_perm(perm, is_long) : 0;
}
SHM_ENTRY(control_ok)

static int control_bad(struct kern_ipc_perm *perm, int cmd)
{
	int error = security_shm_shmctl(perm, cmd);
	int is_long = take_version(&cmd);

	if (error)
		return error;
	return cmd == IPC_SET ? ipc_update_perm(perm, is_long) : 0; // expect: shm/set perm (wrong-mode)
}
SHM_ENTRY(control_bad)

static int perform_ok(struct kern_ipc_perm *perm, int cmd, int version)
{
	switch (cmd) {
	case IPC_SET:
		return ipc_update_perm(perm, version);
	case IPC_STAT:
		return ipc_stat_perm(perm);
	}
	return -EINVAL;
}

static int perform_bad(struct kern_ipc_perm *perm, int cmd, int version)
{
	switch (cmd) {
	case IPC_SET:
		return ipc_update_perm(perm, version); // expect: shm/set perm // entry: perform_other
	}
	return -EINVAL;
}

static int perform_same_ok(struct kern_ipc_perm *perm, int cmd)
{
	int plain = cmd & ~IPC_LONG;

	if (security_shm_shmctl(perm, plain))
		return -EACCES;
	return perform_ok(perm, plain, cmd & IPC_LONG);
}
SHM_ENTRY(perform_same_ok)

static int perform_other(struct kern_ipc_perm *perm, int cmd)
{
	if (security_shm_shmctl(perm, cmd))
		return -EACCES;
	return perform_bad(perm, cmd & ~IPC_LONG, cmd & IPC_LONG);
}
SHM_ENTRY(perform_other)
