// A message leaves its queue only after the hook agreed that the caller receives it.
// rules: pack:ipc.yaml pack:entries.yaml pack:values.yaml
// only: ipc/msgrcv ipc/msgrcv-sleeping
#include "kernel.h"

struct msg_msg { struct msg_msg *next; };
struct kern_ipc_perm { int id; };
struct msg_queue { struct kern_ipc_perm q_perm; long q_rtime; struct msg_msg *messages; };

struct task_struct;
struct msg_receiver { struct task_struct *r_tsk; struct msg_msg *r_msg; };

int security_msg_queue_msgrcv(struct kern_ipc_perm *msq, struct msg_msg *msg,
			      struct task_struct *target);
struct task_struct *get_current(void);
struct msg_receiver *receiver_of(struct msg_queue *msq);
struct msg_queue *queue_of(int id);
int give(struct msg_msg *msg);

static struct msg_msg *find_msg(struct msg_queue *msq)
{
	struct msg_msg *msg;

	for (msg = msq->messages; msg; msg = msg->next)
		if (!security_msg_queue_msgrcv(&msq->q_perm, msg, get_current()))
			return msg;
	return ERR_PTR(-EAGAIN);
}

static long do_msgrcv(int id, int first)
{
	struct msg_queue *msq = queue_of(id);
	struct msg_msg *msg = first ? msq->messages : find_msg(msq);

	if (IS_ERR(msg))
		return PTR_ERR(msg);
	msq->q_rtime = 1; // expect: ipc/msgrcv msq (bypass) // entry: receive_first
	return give(msg);
}

SYSCALL_DEFINE1(receive, int, id)
{
	return do_msgrcv(id, 0);
}

SYSCALL_DEFINE1(receive_first, int, id)
{
	return do_msgrcv(id, 1);
}

static int pipelined_send(struct msg_queue *msq, struct msg_msg *msg, int as_sender)
{
	struct msg_receiver *msr = receiver_of(msq);

	if (as_sender) {
		if (!security_msg_queue_msgrcv(&msq->q_perm, msg, get_current()))
			msr->r_msg = msg; // expect: ipc/msgrcv-sleeping msg, msr->r_tsk (wrong-object)
		return 0;
	}
	if (!security_msg_queue_msgrcv(&msq->q_perm, msg, msr->r_tsk))
		msr->r_msg = msg;
	return 0;
}

SYSCALL_DEFINE2(send, int, id, int, as_sender)
{
	struct msg_queue *msq = queue_of(id);

	if (!msq->messages)
		return -EINVAL;
	return pipelined_send(msq, msq->messages, as_sender);
}
