// An operations table has two implementations, and only one of them checks.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static long careful_write_ok(struct file *file, const char __user *buffer, size_t size)
{
	int error = security_file_truncate(file);

	if (error)
		return error;
	return do_ftruncate(file, size);
}

static long careless_write_bad(struct file *file, const char __user *buffer, size_t size)
{
	return do_ftruncate(file, size); // expect: file/truncate file (missing) // entry: write
}

const struct file_operations careful_fops = { .write = careful_write_ok };
const struct file_operations careless_fops = { .write = careless_write_bad };

SYSCALL_DEFINE2(write, int, fd, size_t, size)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	return file->f_op->write(file, NULL, size);
}

struct policy {
	int (*permit)(struct file *file);
	int (*always)(struct file *file);
};

static int permit_asked(struct file *file)
{
	return security_file_truncate(file);
}

static int permit_all(struct file *file)
{
	return 0;
}

const struct policy strict_policy = { .permit = permit_asked, .always = permit_asked };
const struct policy lax_policy = { .permit = permit_all, .always = permit_asked };
const struct policy *policy_of(struct file *file);

static int truncate_permitted_bad(struct file *file)
{
	const struct policy *policy = policy_of(file);
	int error = policy->permit(file);

	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_permitted_bad)

static int truncate_always_ok(struct file *file)
{
	const struct policy *policy = policy_of(file);
	int error = policy->always(file);

	if (error)
		return error;
	return do_ftruncate(file, 0); // spurious: file/truncate - a check behind a member is not seen, even if all implementations make it
}
FILE_ENTRY(truncate_always_ok)

static int truncate_known_policy_ok(struct file *file)
{
	int error = strict_policy.permit(file);

	if (error)
		return error;
	return do_ftruncate(file, 0); // spurious: file/truncate - a check behind a member is not seen, even if the table is known
}
FILE_ENTRY(truncate_known_policy_ok)
