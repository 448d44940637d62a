// The right stands in a field of a structure that goes to the check and to the operation.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

struct access {
	unsigned int depth;
	int mask;
	struct file *file;
};

struct access *find_access(int id);

static int check(const struct access *access)
{
	return security_file_permission(access->file, access->mask);
}

static void require(struct access *access, int mask)
{
	access->mask |= mask;
}

static long write_filled_ok(struct file *file)
{
	struct access access = { .mask = MAY_WRITE, .file = file };
	int error = check(&access);

	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_filled_ok)

static long write_filled_bad(struct file *file)
{
	struct access access = { .mask = MAY_READ, .file = file };
	int error = check(&access);

	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_filled_bad)

static long write_required_ok(struct file *file)
{
	struct access access = { .file = file };
	int error;

	require(&access, MAY_WRITE);
	error = check(&access);
	return error ? error : file->f_op->write(file, NULL, 0);
}
FILE_ENTRY(write_required_ok)

static long write_required_bad(struct file *file)
{
	struct access access = { .file = file };
	int error;

	require(&access, MAY_READ);
	error = check(&access);
	return error ? error : file->f_op->write(file, NULL, 0); // expect: file/write file (wrong-mode)
}
FILE_ENTRY(write_required_bad)

static long write_asked_ok(struct file *file, int mask)
{
	struct access access = { .mask = mask, .file = file };

	if (check(&access))
		return -EACCES;
	return access.mask & MAY_WRITE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_asked_ok, int)

static long write_asked_bad(struct file *file, int mask)
{
	struct access access = { .mask = mask, .file = file };

	if (check(&access))
		return -EACCES;
	return access.mask & MAY_READ ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file (wrong-mode)
}
FILE_ENTRY_WITH(write_asked_bad, int)

static long perform_ok(struct access *access)
{
	if (!(access->mask & MAY_WRITE))
		return -EINVAL;
	return access->file->f_op->write(access->file, NULL, 0);
}

static long perform_bad(struct access *access)
{
	if (!(access->mask & MAY_READ))
		return -EINVAL;
	return access->file->f_op->write(access->file, NULL, 0); // expect: file/write access->file // entry: write_found
}

SYSCALL_DEFINE1(write_found_ok, int, id)
{
	struct access *access = find_access(id);

	if (check(access))
		return -EACCES;
	return perform_ok(access);
}

SYSCALL_DEFINE1(write_found, int, id)
{
	struct access *access = find_access(id);

	if (check(access))
		return -EACCES;
	return perform_bad(access);
}
