// A process calls another, and hands it objects and files, only after the hooks agreed for both.
// rules: pack:binder.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

struct cred;
struct file;
struct binder_alloc { int pages; };
struct binder_proc { const struct cred *cred; struct binder_alloc alloc; };
struct binder_thread { struct binder_proc *proc; };
struct binder_transaction { struct binder_proc *to_proc; };
struct binder_node { struct binder_proc *proc; };
struct binder_context { struct binder_node *binder_context_mgr_node; };
struct binder_txn_fd_fixup { struct file *file; };

int security_binder_set_context_mgr(const struct cred *mgr);
int security_binder_transaction(const struct cred *from, const struct cred *to);
int security_binder_transfer_binder(const struct cred *from, const struct cred *to);
int security_binder_transfer_file(const struct cred *from, const struct cred *to, const struct file *file);
void *binder_alloc_new_buf(struct binder_alloc *alloc, size_t data_size);
int binder_inc_ref_for_node(struct binder_proc *proc, struct binder_node *node);
void binder_inc_node_nilocked(struct binder_node *node, int strong);
struct binder_proc *proc_of(int fd);
struct binder_thread *thread_of(int fd);
struct binder_node *node_of(int id);
struct file *fget(int fd);

static int binder_ioctl_set_ctx_mgr(struct binder_proc *proc, struct binder_context *context, int again)
{
	if (!again && security_binder_set_context_mgr(proc->cred) < 0)
		return -EPERM;
	context->binder_context_mgr_node = node_of(0); // expect: binder/set-context-manager system
	return 0;
}

SYSCALL_DEFINE2(manage, int, fd, struct binder_context *, context) { return binder_ioctl_set_ctx_mgr(proc_of(fd), context, 0); }
SYSCALL_DEFINE2(manage_again, int, fd, struct binder_context *, context) { return binder_ioctl_set_ctx_mgr(proc_of(fd), context, 1); }

static int binder_transaction(struct binder_proc *proc, int reply, int to, int swapped)
{
	struct binder_proc *target_proc = proc_of(to);

	if (!reply) {
		if (swapped ? security_binder_transaction(target_proc->cred, proc->cred) < 0
			    : security_binder_transaction(proc->cred, target_proc->cred) < 0)
			return -EPERM;
	}
	return binder_alloc_new_buf(&target_proc->alloc, 8) != NULL; // expect: binder/transaction proc->cred, target_proc->cred // entry: call_swapped
}

SYSCALL_DEFINE2(call, int, fd, int, to) { return binder_transaction(proc_of(fd), 0, to, 0); }
SYSCALL_DEFINE2(reply, int, fd, int, to) { return binder_transaction(proc_of(fd), 1, to, 0); }
SYSCALL_DEFINE2(call_swapped, int, fd, int, to) { return binder_transaction(proc_of(fd), 0, to, 1); }

static int binder_translate_handle(struct binder_transaction *t, struct binder_thread *thread, int careful)
{
	struct binder_proc *proc = thread->proc, *target_proc = t->to_proc;
	struct binder_node *node = node_of(1);

	if (careful && security_binder_transfer_binder(proc->cred, target_proc->cred))
		return -EPERM;
	if (node->proc == target_proc) {
		binder_inc_node_nilocked(node, 1); // expect: binder/transfer-object thread->proc->cred, t->to_proc->cred // entry: hand_over_unasked
		return 0;
	}
	return binder_inc_ref_for_node(target_proc, node);
}

SYSCALL_DEFINE2(hand_over, struct binder_transaction *, t, int, fd) { return binder_translate_handle(t, thread_of(fd), 1); }
SYSCALL_DEFINE2(hand_over_unasked, struct binder_transaction *, t, int, fd) { return binder_translate_handle(t, thread_of(fd), 0); }

static int binder_translate_fd(int fd, struct binder_txn_fd_fixup *fixup, struct binder_transaction *t,
			       struct binder_thread *thread, int again)
{
	struct file *file = fget(fd);

	if (security_binder_transfer_file(thread->proc->cred, t->to_proc->cred, file) < 0)
		return -EPERM;
	fixup->file = again ? fget(fd) : file; // expect: binder/transfer-file thread->proc->cred, t->to_proc->cred, fget() (relookup)
	return 0;
}

SYSCALL_DEFINE3(send_file, int, fd, struct binder_txn_fd_fixup *, fixup, struct binder_transaction *, t)
{
	return binder_translate_fd(fd, fixup, t, thread_of(fd), fd);
}
