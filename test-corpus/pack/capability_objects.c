// Capabilities are asked of the namespace that owns what is changed: mounts, superblocks, devices.
// rules: pack:capability.yaml pack:entries.yaml pack:values.yaml
// only: capability/new-namespaces capability/enter-namespace capability/mount capability/reconfigure capability/freeze capability/block-device capability/raw-socket capability/id-map capability/release-agent capability/see-namespaces
#include "capability.h"

struct dentry;
struct inode;
struct fs_struct;
struct nsset { struct nsproxy *nsproxy; const struct cred *cred; };
struct super_block { struct user_namespace *s_user_ns; };
struct inode { struct super_block *i_sb; };
struct dentry { struct super_block *d_sb; };
struct fs_context { struct dentry *root; struct user_namespace *user_ns; };
struct cgroup_fs_context { char *release_agent; };
struct socket { short type; };
struct file;

struct inode *inode_of(int fd);
struct fs_context *context_of(int fd);
struct net *net_of(int fd);
struct nsproxy *create_new_namespaces(unsigned long flags, struct task_struct *task, struct user_namespace *ns, struct fs_struct *fs);
int do_new_mount(void *path);
int do_umount(void *mnt);
void get_mnt_ns(struct mnt_namespace *ns);
int reconfigure_super(struct fs_context *fc);
int freeze_super(struct super_block *sb);
int thaw_super(struct super_block *sb);
int bdev_del_partition(void *disk, int number);
int disk_scan_partitions(void *disk);
void *sk_alloc(struct net *net, int family, int priority);
bool new_idmap_permitted(const struct file *file, struct user_namespace *ns);
int sort_idmaps(void *map);
bool file_ns_capable(const struct file *file, struct user_namespace *ns, int cap);
char *strstrip(char *text);
struct mnt_namespace *__lookup_next_mnt_ns(struct mnt_namespace *ns, bool previous);

static bool may_mount(void)
{
	return ns_capable(current->nsproxy->mnt_ns->user_ns, CAP_SYS_ADMIN);
}

static int unshare_nsproxy_namespaces(unsigned long flags, struct cred *new_cred, struct nsproxy **new)
{
	struct user_namespace *ns = new_cred ? new_cred->user_ns : current_user_ns();

	if (flags == 1) {
		*new = create_new_namespaces(flags, current, ns, NULL); // expect: capability/new-namespaces ns (missing)
		return 0;
	}
	if (!ns_capable(ns, CAP_SYS_ADMIN))
		return -EPERM;
	*new = create_new_namespaces(flags, current, ns, NULL);
	return 0;
}

SYSCALL_DEFINE3(unshare, unsigned long, flags, struct cred *, new_cred, struct nsproxy **, new)
{
	return unshare_nsproxy_namespaces(flags, new_cred, new);
}

static int utsns_install(struct nsset *nsset, struct uts_namespace *ns)
{
	if (!ns_capable(ns->user_ns, CAP_SYS_ADMIN) || !ns_capable(nsset->cred->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	nsset->nsproxy->uts_ns = ns;
	return 0;
}

static int mntns_install(struct nsset *nsset, struct mnt_namespace *ns)
{
	if (!ns_capable(nsset->cred->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	get_mnt_ns(ns); // expect: capability/enter-namespace ns->user_ns (wrong-object)
	nsset->nsproxy->mnt_ns = ns;
	return 0;
}

SYSCALL_DEFINE3(setns, struct nsset *, nsset, struct uts_namespace *, uts, struct mnt_namespace *, mnt)
{
	int error = utsns_install(nsset, uts);

	return error ? error : mntns_install(nsset, mnt);
}

static int path_mount(void *path, int boldly)
{
	if (boldly)
		return do_new_mount(path); // expect: capability/mount current->nsproxy->mnt_ns->user_ns (missing)
	if (!may_mount())
		return -EPERM;
	return do_new_mount(path);
}

static int path_umount(void *mnt)
{
	if (!ns_capable(current_user_ns(), CAP_SYS_ADMIN))
		return -EPERM;
	return do_umount(mnt); // expect: capability/mount current->nsproxy->mnt_ns->user_ns (wrong-object)
}

SYSCALL_DEFINE2(mount, void *, path, int, boldly)
{
	return path_mount(path, boldly);
}

SYSCALL_DEFINE1(umount, void *, mnt)
{
	return path_umount(mnt);
}

SYSCALL_DEFINE1(fsconfig_ok, int, fd)
{
	struct fs_context *fc = context_of(fd);

	if (!ns_capable(fc->root->d_sb->s_user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return reconfigure_super(fc);
}

SYSCALL_DEFINE1(fsconfig_bad, int, fd)
{
	struct fs_context *fc = context_of(fd);

	if (!ns_capable(fc->user_ns, CAP_NET_RAW))
		return -EPERM;
	return reconfigure_super(fc); // expect: capability/reconfigure system (wrong-mode)
}

static int ioctl_fsfreeze(struct inode *inode)
{
	if (!ns_capable(inode->i_sb->s_user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return freeze_super(inode->i_sb);
}

static int ioctl_fsthaw(struct inode *inode)
{
	return thaw_super(inode->i_sb); // expect: capability/freeze inode->i_sb->s_user_ns (missing)
}

SYSCALL_DEFINE2(freeze, int, fd, int, thaw)
{
	return thaw ? ioctl_fsthaw(inode_of(fd)) : ioctl_fsfreeze(inode_of(fd));
}

static int blkpg_do_ioctl(void *disk, int number)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	return bdev_del_partition(disk, number);
}

static int blkdev_common_ioctl(void *disk, int cmd)
{
	if (cmd == 1)
		return disk_scan_partitions(disk); // expect: capability/block-device system (missing)
	return 0;
}

SYSCALL_DEFINE3(blkioctl, void *, disk, int, cmd, int, number)
{
	return cmd ? blkdev_common_ioctl(disk, cmd) : blkpg_do_ioctl(disk, number);
}

static void *inet_create(struct net *net, struct socket *sock, int protocol, int kern)
{
	if (sock->type == 3 && !kern && !ns_capable(net->user_ns, CAP_NET_RAW))
		return NULL;
	return sk_alloc(net, 2, 0);
}

static void *packet_create(struct net *net, struct socket *sock)
{
	if (sock->type == 3 && !ns_capable(net->user_ns, CAP_NET_RAW))
		return NULL;
	return sk_alloc(net, 17, 0); // expect: capability/raw-socket net->user_ns (bypass)
}

SYSCALL_DEFINE3(socket, int, fd, struct socket *, sock, int, packet)
{
	struct net *net = net_of(fd);

	return packet ? !packet_create(net, sock) : !inet_create(net, sock, 0, 0);
}

static int map_write(struct file *file, struct user_namespace *ns, void *map, int boldly)
{
	if (boldly)
		return sort_idmaps(map); // expect: capability/id-map system (missing)
	if (!new_idmap_permitted(file, ns))
		return -EPERM;
	return sort_idmaps(map);
}

SYSCALL_DEFINE3(write_map, struct file *, file, void *, map, int, boldly)
{
	return map_write(file, current_user_ns(), map, boldly);
}

static int cgroup1_parse_param(struct cgroup_fs_context *ctx, char *value)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	ctx->release_agent = value;
	return 0;
}

static char *cgroup_release_agent_write(struct file *file, char *value, int boldly)
{
	if (boldly)
		return strstrip(value); // expect: capability/release-agent 0 (missing)
	if (!file_ns_capable(file, current_user_ns(), CAP_SYS_ADMIN))
		return NULL;
	return strstrip(value);
}

SYSCALL_DEFINE3(write_agent, struct file *, file, struct cgroup_fs_context *, ctx, char *, value)
{
	if (cgroup1_parse_param(ctx, value))
		return -EPERM;
	return !cgroup_release_agent_write(file, value, ctx->release_agent == NULL);
}

static struct mnt_namespace *lookup_next_mnt_ns(struct mnt_namespace *ns, bool boldly)
{
	if (boldly)
		return __lookup_next_mnt_ns(ns, false); // expect: capability/see-namespaces system (missing)
	if (!ns_capable_noaudit(ns->user_ns, CAP_SYS_ADMIN))
		return NULL;
	return __lookup_next_mnt_ns(ns, false);
}

SYSCALL_DEFINE2(next_namespace, struct mnt_namespace *, ns, int, boldly)
{
	return !lookup_next_mnt_ns(ns, boldly);
}
