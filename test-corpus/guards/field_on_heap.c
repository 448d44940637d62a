// The condition is a field of an object that others made, read in two functions.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1

struct request {
	struct file *file;
	unsigned int flags;
	const struct policy *policy;
};

struct policy {
	unsigned int strict;
};

struct request *find_request(int id);
struct request *next_request(struct request *request);

static int check_flagged(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : security_file_truncate(request->file);
}

static int check_strict(struct request *request)
{
	return request->policy->strict ? security_file_truncate(request->file) : 0;
}

static int perform_flagged_ok(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : do_ftruncate(request->file, 0);
}

static int perform_other_bad(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : do_ftruncate(request->file, 0); // expect: file/truncate request->file
}

static int perform_strict_ok(struct request *request)
{
	return request->policy->strict ? do_ftruncate(request->file, 0) : 0;
}

static int perform_lax_bad(struct request *request)
{
	return request->policy->strict ? 0 : do_ftruncate(request->file, 0); // expect: file/truncate request->file
}

SYSCALL_DEFINE1(flagged_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_flagged(request))
		return -EACCES;
	return perform_flagged_ok(request);
}

SYSCALL_DEFINE1(other_request, int, id)
{
	struct request *request = find_request(id);

	if (check_flagged(next_request(request)))
		return -EACCES;
	return perform_other_bad(request);
}

SYSCALL_DEFINE1(strict_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_strict(request))
		return -EACCES;
	return perform_strict_ok(request);
}

SYSCALL_DEFINE1(lax, int, id)
{
	struct request *request = find_request(id);

	if (check_strict(request))
		return -EACCES;
	return perform_lax_bad(request);
}

#define TYPE_MASK 0170000
#define TYPE_DIR 0040000
#define TYPE_REG 0100000
#define IS_TYPE(inode, type) (((inode)->i_flags & TYPE_MASK) == (type))

static int check_regular(struct file *file)
{
	if (!IS_TYPE(file_inode(file), TYPE_REG))
		return 0;
	return security_file_truncate(file);
}

/* a member that is not there means that there is nothing to check */
static int check_writable(struct file *file)
{
	return file->f_op->write ? security_file_truncate(file) : 0;
}

static int clear_regular_ok(struct file *file)
{
	int error = check_regular(file);

	if (error)
		return error;
	return IS_TYPE(file->f_inode, TYPE_REG) ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(clear_regular_ok)

static int clear_regular_bad(struct file *file)
{
	int error = check_regular(file);

	if (error)
		return error;
	return IS_TYPE(file->f_inode, TYPE_DIR) ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY(clear_regular_bad)

static int clear_not_directory_bad(struct file *file)
{
	int error = check_regular(file);

	if (error)
		return error;
	return IS_TYPE(file->f_inode, TYPE_DIR) ? 0 : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_not_directory_bad)

static int clear_writable_ok(struct file *file)
{
	int error = check_writable(file);

	if (error || !file->f_op->write)
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_writable_ok)

static int clear_writable_bad(struct file *file)
{
	int error = check_writable(file);

	if (error || !file->f_op->read)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_writable_bad)
