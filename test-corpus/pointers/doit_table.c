// A netlink family has a table of commands, a flag that asks for a right, and a pre_doit.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define GENL_ADMIN_PERM 1

struct genl_info {
	struct file *file;
	unsigned int cmd;
};

struct genl_ops {
	int (*doit)(struct genl_info *info);
	unsigned char cmd;
	unsigned char flags;
};

struct genl_family {
	int (*pre_doit)(const struct genl_ops *ops, struct genl_info *info);
	const struct genl_ops *ops;
	unsigned int n_ops;
};

static int judge(const struct genl_ops *ops, struct genl_info *info)
{
	return security_file_truncate(info->file);
}

static int clear_flagged_ok(struct genl_info *info)
{
	return do_ftruncate(info->file, 0); // spurious: file/truncate - what stands in a constant table is not looked up
}

static int clear_unflagged_bad(struct genl_info *info)
{
	return do_ftruncate(info->file, 0); // expect: file/truncate info->file // entry: genl
}

static int clear_judging_ok(struct genl_info *info)
{
	int error = security_file_truncate(info->file);

	return error ? error : do_ftruncate(info->file, 0);
}

static int query_ok(struct genl_info *info)
{
	return info->file->f_flags;
}

static const struct genl_ops ops[] = {
	{ .cmd = 1, .doit = clear_flagged_ok, .flags = GENL_ADMIN_PERM },
	{ .cmd = 2, .doit = clear_unflagged_bad },
	{ .cmd = 3, .doit = clear_judging_ok },
	{ .cmd = 4, .doit = query_ok },
};

static const struct genl_family family = { .ops = ops, .n_ops = 4 };

static const struct genl_ops *find_ops(const struct genl_family *family, unsigned int cmd)
{
	unsigned int i;

	for (i = 0; i < family->n_ops; i++)
		if (family->ops[i].cmd == cmd)
			return &family->ops[i];
	return NULL;
}

SYSCALL_DEFINE2(genl, int, fd, unsigned int, cmd)
{
	struct genl_info info = { .file = fget(fd), .cmd = cmd };
	const struct genl_ops *found = find_ops(&family, cmd);

	if (!info.file || !found)
		return -EINVAL;
	if (found->flags & GENL_ADMIN_PERM && security_file_truncate(info.file))
		return -EPERM;
	return found->doit(&info);
}

/* the check of a whole family stands in its pre_doit */
struct small_ops {
	int (*doit)(struct genl_info *info);
};

static int clear_after_pre_ok(struct genl_info *info)
{
	return do_ftruncate(info->file, 0); // spurious: file/truncate - a check behind a member is not seen, even if the table is known
}

static const struct small_ops guarded_ops[] = { { clear_after_pre_ok }, { query_ok } };
static const struct genl_family guarded_family = { .pre_doit = judge };

SYSCALL_DEFINE2(genl_guarded, int, fd, unsigned int, cmd)
{
	struct genl_info info = { .file = fget(fd), .cmd = cmd };
	int error;

	if (!info.file || cmd > 1)
		return -EINVAL;
	error = guarded_family.pre_doit(NULL, &info);
	if (error)
		return error;
	return guarded_ops[cmd].doit(&info);
}

struct late_ops {
	int (*doit)(struct genl_info *info);
};

static int clear_before_pre_bad(struct genl_info *info)
{
	return do_ftruncate(info->file, 0); // expect: file/truncate info->file // entry: genl_late
}

static const struct late_ops late_ops[] = { { clear_before_pre_bad }, { query_ok } };

SYSCALL_DEFINE2(genl_late, int, fd, unsigned int, cmd)
{
	struct genl_info info = { .file = fget(fd), .cmd = cmd };

	if (!info.file || cmd > 1)
		return -EINVAL;
	guarded_family.pre_doit(NULL, &info);
	return late_ops[cmd].doit(&info);
}
