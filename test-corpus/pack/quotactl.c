// Quotas are set and told only after the hook agreed for this file system.
// rules: pack:vfs.yaml pack:entries.yaml pack:values.yaml
// only: vfs/quotactl
#include "kernel.h"

struct super_block;

int security_quotactl(int cmds, int type, int id, const struct super_block *sb);
struct super_block *super_of(int id);
int quota_setquota(struct super_block *sb, int id);
int quota_getquota(struct super_block *sb, int id);

static int check_quotactl_permission(struct super_block *sb, int cmd, int id)
{
	return security_quotactl(cmd, 0, id, sb);
}

static int do_quotactl(struct super_block *sb, int cmd, int id)
{
	int error;

	if (cmd == 1)
		return quota_getquota(sb, id); // expect: vfs/quotactl sb (missing)
	error = check_quotactl_permission(sb, cmd, id);
	if (error < 0)
		return error;
	return quota_setquota(sb, id);
}

SYSCALL_DEFINE2(quotactl, int, cmd, int, id)
{
	return do_quotactl(super_of(id), cmd, id);
}
