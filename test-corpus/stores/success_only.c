// A callee fills its out-parameters only if it succeeds.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct opened {
	struct file *file;
	unsigned int flags;
};

static int get_it(int fd, struct file **result)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	*result = file;
	return 0;
}

static int get_open(int fd, struct opened *opened)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	opened->file = file;
	opened->flags = file->f_flags;
	return 0;
}

static int get_both(int fd, struct file **left, struct file **right)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	*left = file;
	*right = next_file(file);
	return 0;
}

/* on error the caller's file stays */
static int replace_if_found(int fd, struct file **file)
{
	struct file *found = fget(fd);

	if (!found)
		return -EBADF;
	*file = found;
	return 0;
}

SYSCALL_DEFINE1(got_ok, int, fd)
{
	struct file *file;
	int err = get_it(fd, &file);

	if (err)
		return err;
	err = security_file_truncate(file);
	if (err)
		return err;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(opened_ok, int, fd)
{
	struct opened opened = {};
	int err = get_open(fd, &opened);

	if (err)
		return err;
	err = security_file_truncate(opened.file);
	if (err)
		return err;
	opened.flags = 0;
	return do_ftruncate(opened.file, 0);
}

SYSCALL_DEFINE2(opened_bad, int, fd, int, other)
{
	struct opened opened = {};
	int err = get_open(fd, &opened);

	if (err)
		return err;
	err = security_file_truncate(opened.file);
	if (err)
		return err;
	err = get_open(other, &opened);
	if (err)
		return err;
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(opened.file, 0); // expect: file/truncate opened (wrong-object)
}

SYSCALL_DEFINE1(both_ok, int, fd)
{
	struct file *left, *right;
	int err = get_both(fd, &left, &right);

	if (err)
		return err;
	if (security_file_truncate(right))
		return -EACCES;
	return do_ftruncate(right, 0);
}

SYSCALL_DEFINE1(both_bad, int, fd)
{
	struct file *left, *right;
	int err = get_both(fd, &left, &right);

	if (err)
		return err;
	if (security_file_truncate(left))
		return -EACCES;
	return do_ftruncate(right, 0); // expect: file/truncate right
}

SYSCALL_DEFINE2(kept_ok, int, fd, int, other)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	if (replace_if_found(other, &file))
		return do_ftruncate(file, 0); // spurious: file/truncate - that a callee stores only if it succeeds is not known
	return 0;
}

SYSCALL_DEFINE2(replaced_bad, int, fd, int, other)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	if (!replace_if_found(other, &file))
		return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
	return 0;
}
