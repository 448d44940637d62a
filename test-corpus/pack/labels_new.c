// New credentials, tasks, sockets, devices, nodes and states are labelled before anybody meets them.
// rules: pack:task.yaml pack:socket.yaml pack:kernfs.yaml pack:block.yaml pack:xfrm.yaml pack:entries.yaml pack:values.yaml
// only: task/cred-label task/blank-cred-label task/label socket/sock-label socket/label kernfs/label block/device-label xfrm/policy-label xfrm/state-label
#include "task.h"

struct sock { int family; };
struct socket { struct sock *sk; };
struct kernfs_node { struct kernfs_node *parent; };
struct kernfs_root;
struct super_block;
struct inode { int i_mode; };
struct block_device { int bd_dev; };
struct bdev_inode { struct block_device bdev; struct inode vfs_inode; };
struct xfrm_sec_ctx;
struct xfrm_policy { struct xfrm_sec_ctx *security; };
struct xfrm_state { int id; };

int security_prepare_creds(struct cred *new, const struct cred *old, int gfp);
int security_cred_alloc_blank(struct cred *cred, int gfp);
int security_task_alloc(struct task_struct *task, unsigned long clone_flags);
int security_sk_alloc(struct sock *sk, int family, int priority);
int security_socket_post_create(struct socket *sock, int family, int type, int protocol, int kern);
int security_kernfs_init_security(struct kernfs_node *kn_dir, struct kernfs_node *kn);
int security_bdev_alloc(struct block_device *bdev);
int security_xfrm_policy_clone(struct xfrm_sec_ctx *old_ctx, struct xfrm_sec_ctx **new_ctxp);
int security_xfrm_state_alloc_acquire(struct xfrm_state *x, struct xfrm_sec_ctx *polsec, unsigned int secid);
void *kmalloc(unsigned long size);
int copy_semundo(unsigned long clone_flags, struct task_struct *tsk);
void xfrm_sk_policy_link(struct xfrm_policy *pol, int dir);
int km_query(struct xfrm_state *x, void *t, struct xfrm_policy *pol);

struct cred *prepare_creds(void)
{
	struct cred *new = kmalloc(sizeof(*new));

	if (!new)
		return NULL;
	return security_prepare_creds(new, current->cred, 0) < 0 ? NULL : new;
}

static struct cred *prepare_kernel_cred(struct task_struct *daemon)
{
	struct cred *new = kmalloc(sizeof(*new));

	if (new && daemon && security_prepare_creds(new, daemon->cred, 0) < 0)
		return NULL;
	return new; // expect: task/cred-label new (unlabelled)
}

static struct cred *cred_alloc_blank(int blank)
{
	struct cred *new = kmalloc(sizeof(*new));

	if (!blank)
		return new; // expect: task/blank-cred-label new (unlabelled)
	if (!new || security_cred_alloc_blank(new, 0) < 0)
		return NULL;
	return new;
}

SYSCALL_DEFINE1(prepare, int, pid)
{
	return prepare_creds() || prepare_kernel_cred(find_task_by_vpid(pid)) || cred_alloc_blank(pid);
}

static int copy_process(struct task_struct *p, unsigned long clone_flags)
{
	if (clone_flags & 1)
		return copy_semundo(clone_flags, p); // expect: task/label p (unlabelled)
	if (security_task_alloc(p, clone_flags))
		return -EAGAIN;
	return copy_semundo(clone_flags, p);
}

SYSCALL_DEFINE1(clone, unsigned long, flags) { return copy_process(kmalloc(sizeof(struct task_struct)), flags); }

static struct sock *sk_prot_alloc(int family)
{
	struct sock *sk = kmalloc(sizeof(*sk));

	if (family == 1)
		return sk; // expect: socket/sock-label sk (unlabelled)
	if (sk && security_sk_alloc(sk, family, 0))
		return NULL;
	return sk;
}

static int __sock_create(int family, struct socket **res)
{
	struct socket *sock = kmalloc(sizeof(*sock));
	int err;

	sock->sk = sk_prot_alloc(family);
	err = security_socket_post_create(sock, family, 1, 0, 0);
	if (err)
		return err;
	*res = sock;
	return 0;
}

static int sock_create_lite(int family, struct socket **res)
{
	struct socket *sock = kmalloc(sizeof(*sock));

	*res = sock;
	if (!sock)
		return -EINVAL;
	return 0; // expect: socket/label system (unlabelled)
}

SYSCALL_DEFINE1(make_socket, int, family)
{
	struct socket *sock;

	return family ? __sock_create(family, &sock) : sock_create_lite(family, &sock);
}

static struct kernfs_node *__kernfs_new_node(struct kernfs_root *root, struct kernfs_node *parent, int plain)
{
	struct kernfs_node *kn = kmalloc(sizeof(*kn));

	if (!kn)
		return NULL;
	if (parent && !plain && security_kernfs_init_security(parent, kn))
		return NULL;
	return kn; // expect: kernfs/label parent, kn (unlabelled)
}

SYSCALL_DEFINE2(make_node, struct kernfs_node *, parent, int, plain) { return __kernfs_new_node(NULL, parent, plain) != NULL; }

static struct inode *bdev_alloc_inode(struct super_block *sb)
{
	struct bdev_inode *ei = kmalloc(sizeof(*ei));

	if (!ei)
		return NULL;
	if (!sb)
		return &ei->vfs_inode; // expect: block/device-label ei (unlabelled)
	if (security_bdev_alloc(&ei->bdev))
		return NULL;
	return &ei->vfs_inode;
}

SYSCALL_DEFINE1(make_device, struct super_block *, sb) { return bdev_alloc_inode(sb) != NULL; }

static struct xfrm_policy *clone_policy(const struct xfrm_policy *old, int dir)
{
	struct xfrm_policy *newp = kmalloc(sizeof(*newp));

	if (security_xfrm_policy_clone(old->security, &newp->security) && dir)
		return NULL;
	xfrm_sk_policy_link(newp, dir); // expect: xfrm/policy-label newp (ignored-result)
	return newp;
}

static struct xfrm_state *xfrm_state_find(struct xfrm_policy *pol, int way)
{
	struct xfrm_state *x = kmalloc(sizeof(*x));

	if (way)
		km_query(x, NULL, pol); // expect: xfrm/state-label x (unlabelled)
	if (security_xfrm_state_alloc_acquire(x, pol->security, 0))
		return NULL;
	km_query(x, NULL, pol);
	return x;
}

SYSCALL_DEFINE2(make_policy, struct xfrm_policy *, old, int, dir) { return clone_policy(old, dir) != NULL; }
SYSCALL_DEFINE2(make_state, struct xfrm_policy *, pol, int, way) { return xfrm_state_find(pol, way) != NULL; }
