// What the kernel runs when a control group is empty is named only by the administrator.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: cgroup/release-agent cgroup/release-agent-mount
#include "task.h"

struct file { const struct cred *f_cred; };
struct kernfs_open_file { struct file *file; };
struct cgroup_fs_context { char *release_agent; };

bool file_ns_capable(const struct file *file, struct user_namespace *ns, int cap);
char *strstrip(char *text);
struct kernfs_open_file *open_file(int fd);

static long cgroup_release_agent_write(struct kernfs_open_file *of, char *buf, int bold)
{
	if (bold ? !capable(CAP_SYS_ADMIN) : !file_ns_capable(of->file, &init_user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	return *strstrip(buf); // expect: cgroup/release-agent of->file, &init_user_ns (bypass) // entry: write_boldly
}

SYSCALL_DEFINE2(write, int, fd, char *, buf) { return cgroup_release_agent_write(open_file(fd), buf, 0); }
SYSCALL_DEFINE2(write_boldly, int, fd, char *, buf) { return cgroup_release_agent_write(open_file(fd), buf, 1); }

static int cgroup1_parse_param(struct cgroup_fs_context *ctx, char *value, struct user_namespace *user_ns)
{
	if (user_ns != &init_user_ns) {
		ctx->release_agent = value; // expect: cgroup/release-agent-mount 0 (missing)
		return 0;
	}
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	ctx->release_agent = value;
	return 0;
}

SYSCALL_DEFINE2(fsconfig, struct cgroup_fs_context *, ctx, char *, value)
{
	return cgroup1_parse_param(ctx, value, current->cred->user_ns);
}
