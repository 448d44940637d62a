// A path leads around the hook, because it stands in a branch.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_branch_ok(struct file *file)
{
	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
	} else {
		return -EINVAL;
	}
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_branch_ok)

static int clear_branch_bad(struct file *file)
{
	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
	} else {
		file->f_flags = 1;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_branch_bad)

static int clear_nested_ok(struct file *file)
{
	if (file->f_flags) {
		if (security_file_truncate(file))
			return -EACCES;
		if (file->f_inode)
			return do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(clear_nested_ok)

static int clear_nested_bad(struct file *file)
{
	if (file->f_flags) {
		if (file->f_inode)
			return do_ftruncate(file, 0); // expect: file/truncate file (missing)
		if (security_file_truncate(file))
			return -EACCES;
	}
	return 0;
}
FILE_ENTRY(clear_nested_bad)

static int clear_case_ok(struct file *file, int how)
{
	switch (how) {
	case 0:
	case 1:
		if (security_file_truncate(file))
			return -EACCES;
		break;
	default:
		return -EINVAL;
	}
	return do_ftruncate(file, how);
}

static int clear_case_bad(struct file *file, int how)
{
	switch (how) {
	case 0:
		if (security_file_truncate(file))
			return -EACCES;
		break;
	case 1:
		break;
	default:
		return -EINVAL;
	}
	return do_ftruncate(file, how); // expect: file/truncate file (bypass)
}

/* the branch around the hook cannot be taken together with the one to the use */
static int clear_same_condition_ok(struct file *file, int how)
{
	if (how > 2 && security_file_truncate(file))
		return -EACCES;
	if (how > 3)
		return do_ftruncate(file, how);
	return 0;
}

static int clear_same_condition_bad(struct file *file, int how)
{
	if (how > 3 && security_file_truncate(file))
		return -EACCES;
	if (how > 2)
		return do_ftruncate(file, how); // expect: file/truncate file (bypass)
	return 0;
}

SYSCALL_DEFINE3(cases, int, fd, int, how, int, which)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	switch (which) {
	case 0:
		return clear_case_ok(file, how);
	case 1:
		return clear_case_bad(file, how);
	case 2:
		return clear_same_condition_ok(file, how);
	default:
		return clear_same_condition_bad(file, how);
	}
}
