// An operation that is handed over as a callback is the same operation where it is called.
// rules: made_by_callback.yaml ../entries.yaml
#include "kernel.h"

struct dentry { int flags; };
struct dentry *lookup(int name);
int security_inode_create(struct dentry *dentry);

static int make_queue(struct dentry *dentry, int mode)
{
	dentry->flags = mode;
	return 0;
}

static int make_nothing(struct dentry *dentry, int mode)
{
	return 0;
}

static int make_checked_ok(struct dentry *dentry, int mode, int (*make)(struct dentry *, int))
{
	int error = security_inode_create(dentry);

	return error ? error : make(dentry, mode);
}

static int make_bad(struct dentry *dentry, int mode, int (*make)(struct dentry *, int))
{
	return make(dentry, mode); // expect: object/make dentry (missing) // entry: unchecked
}

SYSCALL_DEFINE1(checked, int, name)
{
	return make_checked_ok(lookup(name), 1, make_queue);
}

SYSCALL_DEFINE1(unchecked, int, name)
{
	return make_bad(lookup(name), 1, make_queue);
}

SYSCALL_DEFINE1(other, int, name)
{
	return make_bad(lookup(name), 1, make_nothing);
}
