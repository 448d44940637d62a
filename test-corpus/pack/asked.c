// What says yes to everybody else has asked the hook itself.
// rules: pack:access.yaml pack:capability.yaml pack:entries.yaml pack:values.yaml
// only: access/asked capability/asked
#include "capability.h"

struct inode;
struct mnt_idmap;
struct file { const struct cred *f_cred; };

int security_inode_permission(struct inode *inode, int mask);
int security_capable(const struct cred *cred, struct user_namespace *ns, int cap, unsigned int opts);
int mode_bits(struct inode *inode, int mask);

static int inode_permission(struct mnt_idmap *idmap, struct inode *inode, int mask)
{
	int retval = mode_bits(inode, mask);

	if (retval)
		return retval;
	if (mask == 0x100)
		return 0; // expect: access/asked inode (bypass)
	return security_inode_permission(inode, mask);
}

static bool ns_capable_common(struct user_namespace *ns, int cap, unsigned int opts)
{
	if (opts == 8)
		return true; // expect: capability/asked ns (bypass)
	if (security_capable(current->cred, ns, cap, opts) == 0)
		return true;
	return false;
}

static bool file_cap(const struct file *file, struct user_namespace *ns, int cap)
{
	return security_capable(current->cred, ns, cap, 0) == 0;
}

bool file_ns_capable(const struct file *file, struct user_namespace *ns, int cap)
{
	return file_cap(file, ns, cap); // expect: capability/asked file->f_cred, ns (wrong-object)
}

bool has_ns_capability(struct task_struct *t, struct user_namespace *ns, int cap)
{
	int ret = security_capable(t->cred, ns, cap, 0);

	return (ret == 0);
}

SYSCALL_DEFINE3(access, struct inode *, inode, int, mask, struct file *, file)
{
	if (!ns_capable_common(current_user_ns(), mask, mask) || !file_ns_capable(file, current_user_ns(), mask))
		return -EPERM;
	if (!has_ns_capability(current, current_user_ns(), mask))
		return -EPERM;
	return inode_permission(NULL, inode, mask);
}
