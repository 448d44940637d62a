// A namespace is made, or entered, only with the capability over its owner and over one's own.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: task/new-namespaces task/enter-namespace task/enter-namespace-own
#include "task.h"

struct ns_common { unsigned int inum; };
struct net { struct ns_common ns; struct user_namespace *user_ns; };
struct uts_namespace { struct ns_common ns; struct user_namespace *user_ns; };
struct mnt_namespace { struct user_namespace *user_ns; };
struct ipc_namespace;
struct pid_namespace;
struct cgroup_namespace;
struct time_namespace;
struct nsproxy {
	struct net *net_ns;
	struct uts_namespace *uts_ns;
	struct ipc_namespace *ipc_ns;
	struct pid_namespace *pid_ns_for_children;
	struct cgroup_namespace *cgroup_ns;
	struct time_namespace *time_ns;
};
struct nsset { struct nsproxy *nsproxy; const struct cred *cred; };

struct nsproxy *create_new_namespaces(unsigned long flags, struct task_struct *tsk, struct user_namespace *user_ns);
struct ns_common *namespace_of(int fd);
struct mnt_namespace *mount_namespace_of(int fd);
struct nsset *set_of(int fd);
struct cred *cred_of(int fd);
void get_mnt_ns(struct mnt_namespace *ns);

static long copy_namespaces(unsigned long flags, int lenient)
{
	struct user_namespace *user_ns = current->cred->user_ns;

	if (!(flags & 0x6e020080))
		return create_new_namespaces(flags, current, user_ns) != NULL;
	if (!lenient && !ns_capable(user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return create_new_namespaces(flags, current, user_ns) != NULL; // expect: task/new-namespaces current->cred->user_ns (bypass) // entry: clone_leniently
}

/* unshare(): the user namespace may be made by the same call. */
static long unshare_nsproxy_namespaces(unsigned long flags, struct cred *new_cred, int lenient)
{
	struct user_namespace *user_ns = new_cred ? new_cred->user_ns : current->cred->user_ns;

	if (!lenient && !ns_capable(user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return create_new_namespaces(flags, current, user_ns) != NULL; // expect: task/new-namespaces user_ns (bypass) // entry: unshare_leniently
}

SYSCALL_DEFINE2(unshare, unsigned long, flags, int, fd) { return unshare_nsproxy_namespaces(flags, cred_of(fd), 0); }
SYSCALL_DEFINE2(unshare_leniently, unsigned long, flags, int, fd) { return unshare_nsproxy_namespaces(flags, cred_of(fd), 1); }
SYSCALL_DEFINE1(clone, unsigned long, flags) { return copy_namespaces(flags, 0); }
SYSCALL_DEFINE1(clone_leniently, unsigned long, flags) { return copy_namespaces(flags, 1); }

static int netns_install(struct nsset *nsset, struct ns_common *ns)
{
	struct net *net = container_of(ns, struct net, ns);

	if (!ns_capable(net->user_ns, CAP_SYS_ADMIN) || !ns_capable(nsset->cred->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	nsset->nsproxy->net_ns = net;
	return 0;
}

static int utsns_install(struct nsset *nsset, struct ns_common *ns, int own)
{
	struct uts_namespace *uts = container_of(ns, struct uts_namespace, ns);

	if (own ? !ns_capable(nsset->cred->user_ns, CAP_SYS_ADMIN) : !ns_capable(uts->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	nsset->nsproxy->uts_ns = uts; // expect: task/enter-namespace ((struct uts_namespace *)ns)->user_ns // expect: task/enter-namespace-own nsset->cred->user_ns
	return 0;
}

static int mntns_install(struct nsset *nsset, struct mnt_namespace *mnt)
{
	if (!ns_capable(nsset->cred->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	get_mnt_ns(mnt); // expect: task/enter-namespace mnt->user_ns (wrong-object)
	return 0;
}

SYSCALL_DEFINE2(setns, int, fd, int, set) { return netns_install(set_of(set), namespace_of(fd)); }
SYSCALL_DEFINE3(setns_half, int, fd, int, set, int, own) { return utsns_install(set_of(set), namespace_of(fd), own); }
SYSCALL_DEFINE2(setns_mount, int, fd, int, set) { return mntns_install(set_of(set), mount_namespace_of(fd)); }
