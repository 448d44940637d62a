// Only one command needs the check, which is made two and three calls above the operation.
// rules: ../interprocedural/shmctl.yaml ../entries.yaml
#include "fs.h"

#define IPC_SET 1
#define IPC_STAT 2

static int apply_ok(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return ipc_update_perm(perm, 0600);
	return ipc_stat_perm(perm);
}

static int route_ok(struct kern_ipc_perm *perm, int cmd) // fact: requires shm/set perm if cmd == 1
{
	return apply_ok(perm, cmd);
}

static int judge_set(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return security_shm_shmctl(perm, cmd);
	return 0;
}

static int judge_known_set(struct kern_ipc_perm *perm, int cmd)
// fact: ensures shm/set perm (returns 0) if cmd == 1
// fact: ensures shm/set nothing (returns 0) if cmd == 2
{
	if (cmd < IPC_SET || cmd > IPC_STAT)
		return -EINVAL;
	return judge_set(perm, cmd);
}

static int control_two_ok(struct kern_ipc_perm *perm, int cmd)
{
	int error = judge_set(perm, cmd);

	if (error)
		return error;
	return route_ok(perm, cmd);
}
SHM_ENTRY(control_two_ok)

static int control_three_ok(struct kern_ipc_perm *perm, int cmd)
{
	int error = judge_known_set(perm, cmd);

	if (error)
		return error;
	return route_ok(perm, cmd);
}
SHM_ENTRY(control_three_ok)

static int apply_bad(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return ipc_update_perm(perm, 0600); // expect: shm/set perm // entry: control_two control_three
	return ipc_stat_perm(perm);
}

static int route(struct kern_ipc_perm *perm, int cmd)
{
	return apply_bad(perm, cmd);
}

static int judge_stat(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_STAT)
		return security_shm_shmctl(perm, cmd);
	return 0;
}

static int judge_known_stat(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd < IPC_SET || cmd > IPC_STAT)
		return -EINVAL;
	return judge_stat(perm, cmd);
}

static int control_two(struct kern_ipc_perm *perm, int cmd)
{
	int error = judge_stat(perm, cmd);

	if (error)
		return error;
	return route(perm, cmd);
}
SHM_ENTRY(control_two)

static int control_three(struct kern_ipc_perm *perm, int cmd)
{
	int error = judge_known_stat(perm, cmd);

	if (error)
		return error;
	return route(perm, cmd);
}
SHM_ENTRY(control_three)

/* refuses the one command that the check leaves out */
static int control_stat_ok(struct kern_ipc_perm *perm, int cmd)
{
	if (cmd == IPC_SET)
		return -EPERM;
	return route_ok(perm, cmd);
}
SHM_ENTRY(control_stat_ok)
