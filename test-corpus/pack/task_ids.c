// Other users' and groups' ids need a capability, and groups a namespace that has a mapping of them.
// rules: pack:capability-task.yaml pack:entries.yaml pack:values.yaml
// only: task/setgroups-privilege task/setgroups-mapped task/setuid-privilege task/setgid-privilege
#include "task.h"

struct group_info;

bool userns_may_setgroups(const struct user_namespace *ns);
int set_current_groups(struct group_info *group_info);
void abort_creds(struct cred *new);

static bool may_setgroups(void)
{
	struct user_namespace *user_ns = current->cred->user_ns;

	return ns_capable_setid(user_ns, CAP_SETGID) && userns_may_setgroups(user_ns);
}

SYSCALL_DEFINE1(setgroups, struct group_info *, group_info)
{
	return may_setgroups() ? set_current_groups(group_info) : -EPERM;
}

SYSCALL_DEFINE1(setgroups16, struct group_info *, group_info)
{
	if (!ns_capable_setid(&init_user_ns, CAP_SETGID))
		return -EPERM;
	return set_current_groups(group_info); // expect: task/setgroups-mapped current->cred->user_ns (missing) // expect: task/setgroups-privilege current->cred->user_ns (wrong-object)
}

static long __sys_setuid(kuid_t kuid)
{
	const struct cred *old = current->cred;
	struct cred *new = prepare_creds();

	if (ns_capable_setid(old->user_ns, CAP_SETUID))
		new->uid = kuid;
	else if (!uid_eq(kuid, old->uid))
		return -EPERM;
	new->euid = kuid;
	return commit_creds(new);
}

static long __sys_setresuid(kuid_t kuid)
{
	struct cred *new = prepare_creds();

	if (!ns_capable_setid(new->user_ns->parent, CAP_SETUID))
		return -EPERM;
	new->uid = kuid;
	return commit_creds(new); // expect: task/setuid-privilege current->cred->user_ns (wrong-object)
}

SYSCALL_DEFINE1(setuid, kuid_t *, uid) { return __sys_setuid(*uid); }
SYSCALL_DEFINE1(setresuid, kuid_t *, uid) { return __sys_setresuid(*uid); }

static long __sys_setgid(kgid_t kgid)
{
	const struct cred *old = current->cred;
	struct cred *new = prepare_creds();

	if (!gid_eq(kgid, old->gid) && !ns_capable_setid(old->user_ns, CAP_SETGID))
		return -EPERM;
	new->egid = kgid;
	return commit_creds(new);
}

static long __sys_setfsgid(kgid_t kgid)
{
	struct cred *new = prepare_creds();

	if (!ns_capable_setid(current->cred->user_ns, CAP_SETUID))
		return -EPERM;
	new->egid = kgid;
	return commit_creds(new); // expect: task/setgid-privilege current->cred->user_ns (wrong-mode)
}

SYSCALL_DEFINE1(setgid, kgid_t *, gid) { return __sys_setgid(*gid); }
SYSCALL_DEFINE1(setfsgid, kgid_t *, gid) { return __sys_setfsgid(*gid); }
