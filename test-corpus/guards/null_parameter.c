// Whoever passes no one to ask for is not asked.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct caller {
	int id;
};

struct caller *find_caller(int id);

static int check_for(struct file *file, const struct caller *caller)
{
	if (!caller)
		return 0;
	return security_file_truncate(file);
}

static int check_for_somebody(struct file *file, const struct caller *caller)
{
	return check_for(file, caller);
}

static int clear_for_self_ok(struct file *file)
{
	struct caller self = { .id = 1 };
	int error = check_for_somebody(file, &self);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_for_self_ok)

static int clear_for_nobody_bad(struct file *file)
{
	int error = check_for_somebody(file, NULL);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_for_nobody_bad)

static int clear_for_found_ok(struct file *file, int id)
{
	struct caller *caller = find_caller(id);
	int error;

	if (!caller)
		return -EINVAL;
	error = check_for(file, caller);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_for_found_ok, int)

static int clear_for_found_bad(struct file *file, int id)
{
	struct caller *caller = find_caller(id);
	int error;

	/* NULL is no error pointer */
	if (IS_ERR(caller))
		return -EINVAL;
	error = check_for(file, caller);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_for_found_bad, int)

static int clear_if_somebody_ok(struct file *file, const struct caller *caller)
{
	return caller ? do_ftruncate(file, 0) : 0;
}

static int clear_if_nobody_bad(struct file *file, const struct caller *caller)
{
	return caller ? 0 : do_ftruncate(file, 0); // expect: file/truncate file // entry: nobody
}

SYSCALL_DEFINE2(somebody, int, fd, int, id)
{
	struct file *file = fget(fd);
	struct caller *caller = find_caller(id);

	if (!file || check_for(file, caller))
		return -EACCES;
	return clear_if_somebody_ok(file, caller);
}

SYSCALL_DEFINE2(nobody, int, fd, int, id)
{
	struct file *file = fget(fd);
	struct caller *caller = find_caller(id);

	if (!file || check_for(file, caller))
		return -EACCES;
	return clear_if_nobody_bad(file, caller);
}
