// What is called through a member checks in all implementations, or not in one of them.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct careful_ops {
	int (*setsize)(struct file *file, loff_t size);
};

struct mixed_ops {
	int (*setsize)(struct file *file, loff_t size);
};

static int first_careful_ok(struct file *file, loff_t size)
{
	int error = security_file_truncate(file);

	return error ? error : do_ftruncate(file, size);
}

static int second_careful_ok(struct file *file, loff_t size)
{
	if (size < 0)
		return -EINVAL;
	return first_careful_ok(file, size);
}

static int first_mixed_ok(struct file *file, loff_t size)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, size);
}

static int second_mixed_bad(struct file *file, loff_t size)
{
	if (!security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, size); // expect: file/truncate file (ignored-result) // entry: mixed mixed_after_other
}

const struct careful_ops first_careful = { first_careful_ok }, second_careful = { second_careful_ok };
const struct mixed_ops first_mixed = { first_mixed_ok }, second_mixed = { second_mixed_bad };
const struct careful_ops *careful_ops_of(struct file *file);
const struct mixed_ops *mixed_ops_of(struct file *file);

SYSCALL_DEFINE2(careful, int, fd, loff_t, size)
{
	struct file *file = fget(fd);

	return file ? careful_ops_of(file)->setsize(file, size) : -EBADF;
}

SYSCALL_DEFINE2(mixed, int, fd, loff_t, size)
{
	struct file *file = fget(fd);

	return file ? mixed_ops_of(file)->setsize(file, size) : -EBADF;
}

SYSCALL_DEFINE3(mixed_after_check, int, fd, loff_t, size, int, how)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return mixed_ops_of(file)->setsize(file, size);
}

SYSCALL_DEFINE3(mixed_after_other, int, fd, loff_t, size, int, other)
{
	struct file *file = fget(fd), *judged = fget(other);

	if (!file || !judged || security_file_truncate(judged))
		return -EBADF;
	return mixed_ops_of(file)->setsize(file, size);
}

/* i_op->permission: who asks through a member relies on every implementation */
struct judges {
	int (*permission)(struct file *file);
};

struct half_judges {
	int (*permission)(struct file *file);
};

static int ask(struct file *file)
{
	return security_file_truncate(file);
}

static int ask_unless_flagged(struct file *file)
{
	return file->f_flags ? -EACCES : security_file_truncate(file);
}

static int ask_nobody(struct file *file)
{
	return file->f_flags ? -EACCES : 0;
}

const struct judges first_judge = { ask }, second_judge = { ask_unless_flagged };
const struct half_judges first_half = { ask }, second_half = { ask_nobody };
const struct judges *judges_of(struct file *file);
const struct half_judges *half_judges_of(struct file *file);

static int permitted_ok(struct file *file)
{
	int error = judges_of(file)->permission(file);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - a check behind a member is not seen, even if all implementations make it
}
FILE_ENTRY(permitted_ok)

static int permitted_bad(struct file *file)
{
	int error = half_judges_of(file)->permission(file);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (missing)
}
FILE_ENTRY(permitted_bad)

/* what every implementation stores or returns is no check, but it is a known answer */
struct refusals {
	int (*refuse)(struct file *file);
};

static int refuse_access(struct file *file)
{
	return -EACCES;
}

static int refuse_anything(struct file *file)
{
	return -EPERM;
}

const struct refusals first_refusal = { refuse_access }, second_refusal = { refuse_anything };
const struct refusals *refusals_of(struct file *file);

static int refused_ok(struct file *file)
{
	int error = refusals_of(file)->refuse(file);

	return error ? error : do_ftruncate(file, 1); // spurious: file/truncate - what all implementations of a member return is not asked
}
FILE_ENTRY(refused_ok)

/* an implementation that drops the object and hands another one back */
struct refresher {
	struct file *(*refresh)(struct file *file);
};

static struct file *refresh_same(struct file *file)
{
	return file;
}

const struct refresher same = { refresh_same };
const struct refresher *refresher_of(struct file *file);

static int refreshed_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	file = refresher_of(file)->refresh(next_file(file));
	return do_ftruncate(file, 2); // expect: file/truncate file
}
FILE_ENTRY(refreshed_bad)
