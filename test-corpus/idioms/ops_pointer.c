// The operation goes through a pointer that was taken from a table of operations.
// rules: write.yaml ../entries.yaml
#include "fs.h"

typedef long (*write_fn)(struct file *file, const char __user *buffer, size_t size);

long default_write(struct file *file, const char __user *buffer, size_t size);

static write_fn writer_of(struct file *file)
{
	return file->f_op->write;
}

static long write_taken_ok(struct file *file)
{
	write_fn write = file->f_op->write;

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return write(file, NULL, 0);
}
FILE_ENTRY(write_taken_ok)

static long write_taken_bad(struct file *file)
{
	write_fn write = file->f_op->write;

	if (!security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return write(file, NULL, 0); // expect: file/write file (ignored-result)
}
FILE_ENTRY(write_taken_bad)

static long write_table_ok(struct file *file)
{
	const struct file_operations *fops = file->f_op;

	if (!fops || !fops->write)
		return -EINVAL;
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return fops->write(file, NULL, 0);
}
FILE_ENTRY(write_table_ok)

static long write_table_bad(struct file *file)
{
	const struct file_operations *fops = file->f_op;

	if (!fops || !fops->write)
		return -EINVAL;
	return fops->write(file, NULL, 0); // expect: file/write file (missing)
}
FILE_ENTRY(write_table_bad)

static long write_default_ok(struct file *file)
{
	write_fn write = file->f_op->write ?: default_write;

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return write(file, NULL, 0);
}
FILE_ENTRY(write_default_ok)

static long write_default_bad(struct file *file)
{
	write_fn write = file->f_op->write ?: default_write;

	return write(file, NULL, 0); // expect: file/write file (missing)
}
FILE_ENTRY(write_default_bad)

static long write_copied_table_bad(struct file *file)
{
	struct file_operations fops = *file->f_op;

	return fops.write(file, NULL, 0); // expect: file/write file (missing)
}
FILE_ENTRY(write_copied_table_bad)

static long write_returned_ok(struct file *file)
{
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	return writer_of(file)(file, NULL, 0);
}
FILE_ENTRY(write_returned_ok)

static long write_returned_bad(struct file *file)
{
	return writer_of(file)(file, NULL, 0); // missed: file/write - a member of a table that a function returns is no call through the member
}
FILE_ENTRY(write_returned_bad)
