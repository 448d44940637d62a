// More that changes what a process is taken for, or what the whole machine does, needs the capability for it.
// rules: pack:capability-task.yaml pack:ptrace.yaml pack:audit.yaml pack:bpf.yaml pack:entries.yaml pack:values.yaml
// only: cgroup/mount-v1 cgroup/new-namespace task/id-map task/wake-alarm task/memory-layout task/executable-file ptrace/suspend-seccomp audit/listen bpf/query
#include "task.h"

struct net;
struct file;
struct fs_context { struct user_namespace *user_ns; };
struct uid_gid_map { unsigned int nr_extents; };
struct alarm { int type; };
struct ucounts;
union bpf_attr { unsigned int attach_type; };

int cgroup1_root_to_use(struct fs_context *fc);
struct ucounts *inc_cgroup_namespaces(struct user_namespace *ns);
bool new_idmap_permitted(const struct file *file, struct user_namespace *ns, int cap_setid, struct uid_gid_map *map);
int sort_idmaps(struct uid_gid_map *map);
void alarm_init(struct alarm *alarm, int type);
int prctl_set_mm_exe_file(struct mm_struct *mm, unsigned int fd);
bool checkpoint_restore_ns_capable(struct user_namespace *ns);
int cgroup_bpf_prog_query(const union bpf_attr *attr);
struct file *file_of(int fd);

static bool bpf_net_capable(void)
{
	return capable(CAP_NET_ADMIN) || capable(CAP_SYS_ADMIN);
}

static int cgroup1_get_tree(struct fs_context *fc, int remount)
{
	if (!remount && !ns_capable(fc->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return cgroup1_root_to_use(fc); // expect: cgroup/mount-v1 0 // entry: remount
}

SYSCALL_DEFINE1(mount, struct fs_context *, fc) { return cgroup1_get_tree(fc, 0); }
SYSCALL_DEFINE1(remount, struct fs_context *, fc) { return cgroup1_get_tree(fc, 1); }

static struct ucounts *copy_cgroup_ns(struct user_namespace *user_ns, int bold)
{
	if (bold ? !ns_capable(current->cred->user_ns->parent, CAP_SYS_ADMIN) : !ns_capable(user_ns, CAP_SYS_ADMIN))
		return NULL;
	return inc_cgroup_namespaces(user_ns); // expect: cgroup/new-namespace user_ns // entry: unshare_boldly
}

SYSCALL_DEFINE1(unshare, unsigned long, flags) { return copy_cgroup_ns(current->cred->user_ns, 0) != NULL; }
SYSCALL_DEFINE1(unshare_boldly, unsigned long, flags) { return copy_cgroup_ns(current->cred->user_ns, 1) != NULL; }

static int map_write(struct file *file, struct uid_gid_map *map, int cap_setid, int own)
{
	if (!own && !new_idmap_permitted(file, current->cred->user_ns, cap_setid, map))
		return -EPERM;
	return sort_idmaps(map); // expect: task/id-map file // entry: map_own
}

SYSCALL_DEFINE2(map, int, fd, struct uid_gid_map *, map) { return map_write(file_of(fd), map, CAP_SETUID, 0); }
SYSCALL_DEFINE2(map_own, int, fd, struct uid_gid_map *, map) { return map_write(file_of(fd), map, CAP_SETUID, 1); }

static int alarm_timer_create(struct alarm *timer, int type)
{
	if (type == 8 && !capable(35))
		return -EPERM;
	alarm_init(timer, type); // expect: task/wake-alarm 0 (bypass)
	return 0;
}

SYSCALL_DEFINE2(timer, struct alarm *, timer, int, type) { return alarm_timer_create(timer, type); }

static int prctl_set_mm(int opt, unsigned int fd)
{
	if (opt == 1)
		return prctl_set_mm_exe_file(current->mm, fd); // expect: task/memory-layout 0
	if (!capable(CAP_SYS_RESOURCE))
		return -EPERM;
	return prctl_set_mm_exe_file(current->mm, fd);
}

static int prctl_set_mm_map(unsigned int fd, int far)
{
	if (far ? !checkpoint_restore_ns_capable(current->cred->user_ns->parent)
		: !checkpoint_restore_ns_capable(current->cred->user_ns))
		return -EPERM;
	return prctl_set_mm_exe_file(current->mm, fd); // expect: task/executable-file current->cred->user_ns
}

SYSCALL_DEFINE2(prctl, int, opt, unsigned int, fd) { return prctl_set_mm(opt, fd); }
SYSCALL_DEFINE2(prctl_map, unsigned int, fd, int, far) { return prctl_set_mm_map(fd, far); }

static int check_ptrace_options(unsigned long data)
{
	if ((data & 0x200000) && (data & 1) && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	return 0; // expect: ptrace/suspend-seccomp 0 (bypass)
}

SYSCALL_DEFINE1(ptrace, unsigned long, data) { return check_ptrace_options(data); }

static int audit_multicast_bind(struct net *net, int group)
{
	int err = 0;

	if (group == 1 && !capable(37))
		err = -EPERM;
	return err; // expect: audit/listen 0 (bypass)
}

SYSCALL_DEFINE1(bind, int, group) { return audit_multicast_bind(NULL, group); }

static int bpf_prog_query(const union bpf_attr *attr)
{
	if (attr->attach_type == 1)
		return cgroup_bpf_prog_query(attr); // expect: bpf/query system (missing)
	return bpf_net_capable() ? cgroup_bpf_prog_query(attr) : -EPERM;
}

SYSCALL_DEFINE1(query, union bpf_attr *, attr) { return bpf_prog_query(attr); }
