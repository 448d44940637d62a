// What an IPC object is judged by is set before others can find it.
// rules: pack:ipc.yaml pack:values.yaml pack:entries.yaml
// only: ipc/owner-before-published ipc/mode-before-published
#include "kernel.h"

struct kern_ipc_perm {
	unsigned int uid, gid;
	unsigned short mode;
	int id;
};
struct ipc_ids {
	int in_use;
};
struct msg_queue {
	long time;
	struct kern_ipc_perm q_perm;
};

int ipc_idr_alloc(struct ipc_ids *ids, struct kern_ipc_perm *new);
struct msg_queue *new_queue(void);
unsigned int current_euid(void);

static int add_ok(struct ipc_ids *ids, struct kern_ipc_perm *new)
{
	new->uid = current_euid();
	new->gid = 0;
	new->id = ipc_idr_alloc(ids, new);
	ids->in_use++;
	return new->id;
}

static int add_late_bad(struct ipc_ids *ids, struct kern_ipc_perm *new)
{
	new->id = ipc_idr_alloc(ids, new); // expect: ipc/owner-before-published new (late)
	new->uid = current_euid();
	new->gid = 0;
	ids->in_use++;
	return new->id;
}

static int new_queue_ok(struct ipc_ids *ids, int flags)
{
	struct msg_queue *msq = new_queue();

	msq->q_perm.mode = flags & 0777;
	return add_ok(ids, &msq->q_perm);
}

static int new_queue_bad(struct ipc_ids *ids, int flags)
{
	struct msg_queue *msq = new_queue();

	msq->q_perm.uid = current_euid();
	msq->q_perm.id = ipc_idr_alloc(ids, &msq->q_perm); // expect: ipc/mode-before-published &msq->q_perm (late)
	msq->q_perm.mode = flags & 0777;
	return msq->q_perm.id;
}

static int new_queue_late(struct ipc_ids *ids, int flags)
{
	struct msg_queue *msq = new_queue();

	msq->q_perm.mode = flags & 0777;
	return add_late_bad(ids, &msq->q_perm);
}

SYSCALL_DEFINE3(msgget, struct ipc_ids *, ids, int, flags, int, how)
{
	if (how == 0)
		return new_queue_ok(ids, flags);
	return how == 1 ? new_queue_bad(ids, flags) : new_queue_late(ids, flags);
}
