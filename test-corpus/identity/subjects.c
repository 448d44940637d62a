// A check counts for the credentials that were judged: those of an epoch between overriding and reverting.
// rules: subjects.yaml ../entries.yaml
#include "kernel.h"

struct cred;
struct group;
struct file { const struct cred *f_cred; struct group *group; };

const struct cred *override_creds(const struct cred *new);
void revert_creds(const struct cred *old);
int may_attach(struct group *group);
int attach_task(struct group *group);
int attach_own(struct group *group);
struct file *fget(int fd);

static const struct cred *act_as_opener(struct file *of)
{
	return override_creds(of->f_cred);
}

static void act_as_before(const struct cred *old)
{
	revert_creds(old);
}

static int write_ok(struct file *of)
{
	const struct cred *old = override_creds(of->f_cred);
	int error = may_attach(of->group);

	revert_creds(old);
	return error ? error : attach_task(of->group);
}

static int write_bad(struct file *of)
{
	int error = may_attach(of->group);

	return error ? error : attach_task(of->group); // expect: group/attach of->group, of->f_cred (wrong-subject) // entry: write
}

static int write_inside_ok(struct file *of)
{
	const struct cred *old = act_as_opener(of);
	int error = may_attach(of->group);

	if (!error)
		error = attach_task(of->group);
	act_as_before(old);
	return error;
}

static int check_as(struct file *of)
{
	const struct cred *old = act_as_opener(of);
	int error = may_attach(of->group);

	act_as_before(old);
	return error;
}

static int check_as_caller(struct file *of)
{
	return may_attach(of->group);
}

static int write_late_ok(struct file *of)
{
	int error = check_as(of);

	return error ? error : attach_task(of->group);
}

static int write_late_bad(struct file *of)
{
	int error = check_as_caller(of);

	return error ? error : attach_task(of->group); // expect: group/attach of->group, of->f_cred (wrong-subject) // entry: write
}

static int write_nested_ok(struct file *of)
{
	const struct cred *old = act_as_opener(of);
	int error = check_as_caller(of);

	act_as_before(old);
	return error ? error : attach_task(of->group);
}

static int write_reverted_early_bad(struct file *of)
{
	const struct cred *old = act_as_opener(of);
	int error;

	act_as_before(old);
	error = may_attach(of->group);
	return error ? error : attach_task(of->group); // expect: group/attach of->group, of->f_cred (wrong-subject) // entry: write
}

static int write_some_bad(struct file *of, int asOpener)
{
	const struct cred *old = NULL;
	int error;

	if (asOpener)
		old = act_as_opener(of);
	error = may_attach(of->group);
	if (asOpener)
		act_as_before(old);
	return error ? error : attach_task(of->group); // expect: group/attach of->group, of->f_cred (wrong-subject) // entry: write
}

static int own_ok(struct file *of)
{
	const struct cred *old = act_as_opener(of);
	int error = may_attach(of->group);

	if (!error)
		error = attach_own(of->group);
	act_as_before(old);
	return error;
}

static int own_bad(struct file *of)
{
	int error = may_attach(of->group);
	const struct cred *old;

	if (error)
		return error;
	old = act_as_opener(of);
	error = attach_own(of->group); // expect: group/own of->group, of->f_cred (wrong-subject) // entry: write
	act_as_before(old);
	return error;
}

SYSCALL_DEFINE2(write, int, fd, int, way)
{
	struct file *of = fget(fd);

	switch (way) {
	case 0:
		return write_ok(of);
	case 1:
		return write_bad(of);
	case 2:
		return write_inside_ok(of);
	case 3:
		return write_late_ok(of);
	case 4:
		return write_late_bad(of);
	case 5:
		return write_nested_ok(of);
	case 6:
		return write_reverted_early_bad(of);
	case 7:
		return own_ok(of);
	case 8:
		return own_bad(of);
	}
	return write_some_bad(of, way);
}
