// The way goes up from a name to its parents, by recursion or in a loop.
// rules: parent.yaml ../entries.yaml
#include "fs.h"

struct dentry *find_dentry(int id);

static int check(struct dentry *dentry)
{
	return security_inode_rmdir(dentry->d_parent->d_inode, dentry);
}

/* asks for the name and for all above it */
static int check_up(struct dentry *dentry)
{
	int error = check(dentry);

	if (error || dentry->d_parent == dentry)
		return error;
	return check_up(dentry->d_parent);
}

/* asks for what is above it, but not for the name itself */
static int check_above(struct dentry *dentry)
{
	struct dentry *parent = dentry->d_parent;
	int error;

	if (parent == dentry)
		return 0;
	error = check(parent);
	return error ? error : check_above(parent);
}

SYSCALL_DEFINE1(check_up_ok, int, id)
{
	struct dentry *dentry = find_dentry(id);

	return check_up(dentry) ?: do_dentry_truncate(dentry, 0);
}

SYSCALL_DEFINE1(check_above_bad, int, id)
{
	struct dentry *dentry = find_dentry(id);

	return check_above(dentry) ?: do_dentry_truncate(dentry, 0); // expect: dentry/truncate dentry
}

/* shortens all names on the way up */
static int truncate_up_ok(struct dentry *dentry)
{
	if (check(dentry))
		return -EACCES;
	do_dentry_truncate(dentry, 0);
	return dentry->d_parent == dentry ? 0 : truncate_up_ok(dentry->d_parent);
}

static int truncate_up_bad(struct dentry *dentry)
{
	do_dentry_truncate(dentry, 0); // expect: dentry/truncate dentry
	return dentry->d_parent == dentry ? 0 : truncate_up_bad(dentry->d_parent);
}

SYSCALL_DEFINE1(up_checked, int, id)
{
	return truncate_up_ok(find_dentry(id));
}

/* the first is checked here, the parents are not */
SYSCALL_DEFINE1(up_checked_once, int, id)
{
	struct dentry *dentry = find_dentry(id);

	return check(dentry) ?: truncate_up_bad(dentry);
}

static int walk_up_ok(struct dentry *dentry)
{
	while (dentry->d_parent != dentry) {
		if (check(dentry))
			return -EACCES;
		do_dentry_truncate(dentry, 0);
		dentry = dentry->d_parent;
	}
	return 0;
}

static int walk_up_bad(struct dentry *dentry)
{
	if (check(dentry))
		return -EACCES;
	while (dentry->d_parent != dentry) {
		do_dentry_truncate(dentry, 0); // expect: dentry/truncate dentry
		dentry = dentry->d_parent;
	}
	return 0;
}

SYSCALL_DEFINE1(walk_up_checked, int, id)
{
	return walk_up_ok(find_dentry(id));
}

SYSCALL_DEFINE1(walk_up, int, id)
{
	return walk_up_bad(find_dentry(id));
}

SYSCALL_DEFINE1(parent_ok, int, id)
{
	struct dentry *dentry = find_dentry(id);

	if (check(dentry->d_parent))
		return -EACCES;
	return do_dentry_truncate(dentry->d_parent, 0);
}

SYSCALL_DEFINE1(parent_bad, int, id)
{
	struct dentry *dentry = find_dentry(id);

	if (check(dentry))
		return -EACCES;
	return do_dentry_truncate(dentry->d_parent, 0); // expect: dentry/truncate dentry->d_parent (wrong-object)
}

/* the topmost name is not the one that the way began with */
static struct dentry *top_of(struct dentry *dentry)
{
	return dentry->d_parent == dentry ? dentry : top_of(dentry->d_parent);
}

SYSCALL_DEFINE1(top_ok, int, id)
{
	struct dentry *top = top_of(find_dentry(id));

	return check(top) ?: do_dentry_truncate(top, 0);
}

SYSCALL_DEFINE1(top_bad, int, id)
{
	struct dentry *dentry = find_dentry(id);
	struct dentry *top = top_of(dentry);

	return check(dentry) ?: do_dentry_truncate(top, 0); // expect: dentry/truncate top
}

static int truncate_top_ok(struct dentry *dentry)
{
	if (dentry->d_parent == dentry)
		return check(dentry) ?: do_dentry_truncate(dentry, 0);
	return truncate_top_ok(dentry->d_parent);
}

static int truncate_top_bad(struct dentry *dentry)
{
	if (dentry->d_parent == dentry)
		return do_dentry_truncate(dentry, 0); // expect: dentry/truncate dentry
	return truncate_top_bad(dentry->d_parent);
}

SYSCALL_DEFINE1(top_checked, int, id)
{
	return truncate_top_ok(find_dentry(id));
}

SYSCALL_DEFINE1(top_unchecked, int, id)
{
	struct dentry *dentry = find_dentry(id);

	return check(dentry) ?: truncate_top_bad(dentry);
}
