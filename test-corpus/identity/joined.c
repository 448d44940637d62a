// Ways that come together bring a judged and an unjudged object into one variable.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_joined_ok(struct file *file)
{
	struct file *target, *other = next_file(file);

	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		target = file;
	} else {
		if (security_file_truncate(other))
			return -EACCES;
		target = other;
	}
	return do_ftruncate(target, 0);
}
FILE_ENTRY(clear_joined_ok)

static int clear_joined_bad(struct file *file)
{
	struct file *target, *other = next_file(file);

	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		target = file;
	} else {
		target = other;
	}
	return do_ftruncate(target, 0); // expect: file/truncate other (bypass)
}
FILE_ENTRY(clear_joined_bad)

static int clear_crossed_bad(struct file *file)
{
	struct file *target, *other = next_file(file);

	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		target = other;
	} else {
		if (security_file_truncate(other))
			return -EACCES;
		target = file;
	}
	/* one finding, whichever of the two objects the variable holds */
	return do_ftruncate(target, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_crossed_bad)

/* each way has judged one of them, so only the one of this way may be used */
static int clear_same_way_ok(struct file *file)
{
	struct file *other = next_file(file);
	bool flagged = file->f_flags & 1;
	int error;

	if (flagged)
		error = security_file_truncate(file);
	else
		error = security_file_truncate(other);
	if (error)
		return error;
	return do_ftruncate(flagged ? file : other, 0);
}
FILE_ENTRY(clear_same_way_ok)

static int clear_same_way_bad(struct file *file)
{
	struct file *other = next_file(file);
	bool flagged = file->f_flags & 1;
	int error;

	if (flagged)
		error = security_file_truncate(file);
	else
		error = security_file_truncate(other);
	if (error)
		return error;
	return do_ftruncate(flagged ? other : file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_same_way_bad)

static int clear_null_or_judged_ok(struct file *file)
{
	struct file *target = NULL;

	if (file->f_flags && !security_file_truncate(file))
		target = file;
	return target ? do_ftruncate(target, 0) : -EACCES;
}
FILE_ENTRY(clear_null_or_judged_ok)

static int clear_null_or_refused_bad(struct file *file)
{
	struct file *target = NULL;

	if (file->f_flags && security_file_truncate(file))
		target = file;
	return target ? do_ftruncate(target, 0) : -EACCES; // expect: file/truncate target
}
FILE_ENTRY(clear_null_or_refused_bad)

static int clear_three_ways_ok(struct file *file, int how)
{
	struct file *target;

	switch (how) {
	case 0:
		target = file;
		break;
	case 1:
		target = next_file(file);
		break;
	default:
		target = next_file(next_file(file));
	}
	if (security_file_truncate(target))
		return -EACCES;
	return do_ftruncate(target, 0);
}

static int clear_three_ways_bad(struct file *file, int how)
{
	struct file *target = file;

	if (security_file_truncate(target))
		return -EACCES;
	switch (how) {
	case 0:
		target = file;
		break;
	case 1:
		target = next_file(file);
		break;
	}
	return do_ftruncate(target, 0); // expect: file/truncate target
}

SYSCALL_DEFINE3(three_ways, int, fd, int, how, int, careful)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return careful ? clear_three_ways_ok(file, how) : clear_three_ways_bad(file, how);
}
