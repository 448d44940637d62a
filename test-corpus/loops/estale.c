// A lookup that turned out to be stale is made again, and everything after it too.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define ESTALE 116
#define LOOKUP_REVAL 1

struct file *open_name(const char __user *name, unsigned int lookup);

static bool retry_estale(long error, unsigned int lookup)
{
	return unlikely(error == -ESTALE && !(lookup & LOOKUP_REVAL));
}

SYSCALL_DEFINE1(truncate_retried_ok, const char __user *, name)
{
	unsigned int lookup = 0;
	struct file *file;
	int error;

retry:
	file = open_name(name, lookup);
	if (IS_ERR(file))
		return PTR_ERR(file);
	error = security_file_truncate(file);
	if (error)
		goto out;
	error = do_ftruncate(file, 0);
out:
	fput(file);
	if (retry_estale(error, lookup)) {
		lookup |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE1(truncate_retried_bad, const char __user *, name)
{
	unsigned int lookup = 0;
	struct file *file;
	int error;

retry:
	file = open_name(name, lookup);
	if (IS_ERR(file))
		return PTR_ERR(file);
	/* only the first time */
	error = lookup & LOOKUP_REVAL ? 0 : security_file_truncate(file);
	if (error)
		goto out;
	error = do_ftruncate(file, 0); // expect: file/truncate file
out:
	fput(file);
	if (retry_estale(error, lookup)) {
		lookup |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

/* checked and operated on after the file was found anew */
SYSCALL_DEFINE1(truncate_after_retry_ok, const char __user *, name)
{
	unsigned int lookup = 0;
	struct file *file;

retry:
	file = open_name(name, lookup);
	if (retry_estale(PTR_ERR(file), lookup)) {
		lookup |= LOOKUP_REVAL;
		goto retry;
	}
	if (IS_ERR(file))
		return PTR_ERR(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(truncate_after_retry_bad, const char __user *, name)
{
	unsigned int lookup = 0;
	struct file *file;
	int error;

retry:
	file = open_name(name, lookup);
	if (IS_ERR(file))
		return PTR_ERR(file);
	error = lookup ? error : security_file_truncate(file);
	if (file->f_flags && !lookup) {
		lookup |= LOOKUP_REVAL;
		goto retry;
	}
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}

/* the whole work once more, by a helper that checks or does not */
static int do_truncate_ok(const char __user *name, unsigned int lookup)
{
	struct file *file = open_name(name, lookup);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

static int do_truncate_bad(const char __user *name, unsigned int lookup)
{
	struct file *file = open_name(name, lookup);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (!(lookup & LOOKUP_REVAL) && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass) // entry: helper_again
}

SYSCALL_DEFINE1(helper_again_ok, const char __user *, name)
{
	int error = do_truncate_ok(name, 0);

	if (retry_estale(error, 0))
		error = do_truncate_ok(name, LOOKUP_REVAL);
	return error;
}

SYSCALL_DEFINE1(helper_again, const char __user *, name)
{
	int error = do_truncate_bad(name, 0);

	if (retry_estale(error, 0))
		error = do_truncate_bad(name, LOOKUP_REVAL);
	return error;
}
