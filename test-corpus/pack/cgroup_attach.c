// Whether a task may be moved is asked for whoever opened cgroup.procs.
// rules: pack:cgroup.yaml pack:entries.yaml pack:values.yaml
// only: cgroup/attach
#include "kernel.h"

struct cred;
struct cgroup;
struct task_struct;
struct file { const struct cred *f_cred; };
struct kernfs_open_file { struct file *file; struct cgroup *kn; };

const struct cred *override_creds(const struct cred *new);
void revert_creds(const struct cred *old);
int cgroup_attach_permissions(struct cgroup *src_cgrp, struct cgroup *dst_cgrp, int threadgroup);
int cgroup_attach_task(struct cgroup *dst_cgrp, struct task_struct *leader, int threadgroup);
struct cgroup *cgroup_of(struct task_struct *task);
struct kernfs_open_file *open_file(int fd);

static long __cgroup_procs_write(struct kernfs_open_file *of, struct task_struct *task, int way)
{
	const struct cred *saved_cred;
	long ret;

	if (way) {
		ret = cgroup_attach_permissions(cgroup_of(task), of->kn, 0);
		if (ret)
			return ret;
		return cgroup_attach_task(of->kn, task, 0); // expect: cgroup/attach of->kn, of->file->f_cred (wrong-subject) // entry: write
	}
	saved_cred = override_creds(of->file->f_cred);
	ret = cgroup_attach_permissions(cgroup_of(task), of->kn, 0);
	revert_creds(saved_cred);
	if (ret)
		return ret;
	return cgroup_attach_task(of->kn, task, 0);
}

SYSCALL_DEFINE3(write, int, fd, struct task_struct *, task, int, way)
{
	return __cgroup_procs_write(open_file(fd), task, way);
}
