// System V IPC: what is done to a segment, queue or set is asked of the hook of its kind.
// rules: pack:ipc.yaml pack:entries.yaml pack:values.yaml
// only: ipc/permission ipc/set ipc/stat ipc/info ipc/shm-remove ipc/shm-lock ipc/shmat ipc/msg-remove ipc/msgsnd ipc/sem-remove ipc/sem-setval ipc/semop
#include "kernel.h"

struct file;
struct kern_ipc_perm { int id; };
struct msg_msg;
struct msg_queue { struct kern_ipc_perm q_perm; };
struct sem_array { struct kern_ipc_perm sem_perm; };
struct sem_queue;
struct shmid_kernel { struct kern_ipc_perm shm_perm; struct file *shm_file; };

int security_ipc_permission(struct kern_ipc_perm *ipcp, short flag);
int security_shm_shmctl(struct kern_ipc_perm *shp, int cmd);
int security_shm_shmat(struct kern_ipc_perm *shp, char __user *shmaddr, int shmflg);
int security_msg_queue_msgctl(struct kern_ipc_perm *msq, int cmd);
int security_msg_queue_msgsnd(struct kern_ipc_perm *msq, struct msg_msg *msg, int msqflg);
int security_sem_semctl(struct kern_ipc_perm *sma, int cmd);
int security_sem_semop(struct kern_ipc_perm *sma, void *sops, unsigned int nsops, int alter);
int ipc_update_perm(const void *in, struct kern_ipc_perm *out);
void kernel_to_ipc64_perm(struct kern_ipc_perm *in, void *out);
int ipc_get_maxidx(void *ids);
void do_shm_rmid(void *ns, struct kern_ipc_perm *perm);
int shmem_lock(struct file *file, int lock);
struct file *alloc_file_clone(struct file *base, int flags);
void freeque(void *ns, struct kern_ipc_perm *perm);
void freeary(void *ns, struct kern_ipc_perm *perm);
int pipelined_send(struct msg_queue *msq, struct msg_msg *msg);
int perform_atomic_semop(struct sem_array *sma, struct sem_queue *q);
void do_smart_update(struct sem_array *sma, void *sops);
struct shmid_kernel *shm_obtain(int id);
struct msg_queue *msq_obtain(int id);
struct sem_array *sem_obtain(int id);
struct msg_msg *load_msg(int size);

static int ipcperms(struct kern_ipc_perm *ipcp, short flag)
{
	return security_ipc_permission(ipcp, flag);
}

SYSCALL_DEFINE2(shmctl_ok, int, id, int, cmd)
{
	struct shmid_kernel *shp = shm_obtain(id);
	int err = security_shm_shmctl(&shp->shm_perm, cmd);

	if (err)
		return err;
	if (cmd == 1)
		return ipc_update_perm(NULL, &shp->shm_perm);
	if (cmd == 2)
		kernel_to_ipc64_perm(&shp->shm_perm, NULL);
	if (cmd == 3)
		return shmem_lock(shp->shm_file, 1);
	do_shm_rmid(NULL, &shp->shm_perm);
	return 0;
}

SYSCALL_DEFINE2(shmctl_bad, int, id, int, cmd)
{
	struct shmid_kernel *shp = shm_obtain(id), *other = shm_obtain(id);
	int err = security_shm_shmctl(&other->shm_perm, cmd);

	if (err)
		return err;
	if (cmd == 1)
		return ipc_update_perm(NULL, &shp->shm_perm); // expect: ipc/set shp (wrong-object)
	if (cmd == 2)
		kernel_to_ipc64_perm(&shp->shm_perm, NULL); // expect: ipc/stat shp (wrong-object)
	if (cmd == 3)
		return shmem_lock(shp->shm_file, 1); // expect: ipc/shm-lock shp->shm_file (wrong-object)
	do_shm_rmid(NULL, &shp->shm_perm); // expect: ipc/shm-remove shp (wrong-object)
	return 0;
}

SYSCALL_DEFINE2(info_ok, void *, ids, int, cmd)
{
	int err = security_sem_semctl(NULL, cmd);

	return err ? err : ipc_get_maxidx(ids);
}

SYSCALL_DEFINE2(info_bad, void *, ids, int, cmd)
{
	return ipc_get_maxidx(ids); // expect: ipc/info 0 (missing)
}

static int do_shmat(struct shmid_kernel *shp, int way)
{
	int err = way == 1 ? 0 : ipcperms(&shp->shm_perm, 4);

	if (!err && way != 2)
		err = security_shm_shmat(&shp->shm_perm, NULL, 0);
	if (err)
		return err;
	return !alloc_file_clone(shp->shm_file, 2); // expect: ipc/permission shp->shm_file (bypass) // expect: ipc/shmat shp->shm_file (bypass)
}

SYSCALL_DEFINE2(shmat, int, id, int, way)
{
	return do_shmat(shm_obtain(id), way);
}

SYSCALL_DEFINE2(msgctl, int, id, int, boldly)
{
	struct msg_queue *msq = msq_obtain(id);
	int err;

	if (boldly) {
		freeque(NULL, &msq->q_perm); // expect: ipc/msg-remove msq (missing)
		return 0;
	}
	err = security_msg_queue_msgctl(&msq->q_perm, 0);
	if (!err)
		freeque(NULL, &msq->q_perm);
	return err;
}

static int do_msgsnd(struct msg_queue *msq, struct msg_msg *msg, struct msg_msg *other)
{
	int err = ipcperms(&msq->q_perm, 2);

	if (!err)
		err = security_msg_queue_msgsnd(&msq->q_perm, msg, 0);
	if (err)
		return err;
	return other ? pipelined_send(msq, other) : pipelined_send(msq, msg); // expect: ipc/msgsnd msq, other (wrong-object)
}

SYSCALL_DEFINE2(msgsnd, int, id, int, size)
{
	return do_msgsnd(msq_obtain(id), load_msg(1), size ? load_msg(size) : NULL);
}

SYSCALL_DEFINE2(semctl, int, id, int, boldly)
{
	struct sem_array *sma = sem_obtain(id);
	int err;

	if (boldly) {
		freeary(NULL, &sma->sem_perm); // expect: ipc/sem-remove sma (missing)
		return 0;
	}
	err = security_sem_semctl(&sma->sem_perm, 0);
	if (!err)
		freeary(NULL, &sma->sem_perm);
	return err;
}

static int semctl_setval(struct sem_array *sma, int boldly)
{
	int err;

	if (boldly) {
		do_smart_update(sma, NULL); // expect: ipc/sem-setval sma (missing)
		return 0;
	}
	err = security_sem_semctl(&sma->sem_perm, 16);
	if (!err)
		do_smart_update(sma, NULL);
	return err;
}

SYSCALL_DEFINE2(setval, int, id, int, boldly)
{
	return semctl_setval(sem_obtain(id), boldly);
}

static int __do_semtimedop(struct sem_array *sma, int way)
{
	int err = way == 1 ? 0 : ipcperms(&sma->sem_perm, 2);

	if (!err && way != 2)
		err = security_sem_semop(&sma->sem_perm, NULL, 1, 1);
	if (err)
		return err;
	return perform_atomic_semop(sma, NULL); // expect: ipc/permission sma (bypass) // expect: ipc/semop sma (bypass)
}

SYSCALL_DEFINE2(semop, int, id, int, way)
{
	return __do_semtimedop(sem_obtain(id), way);
}
