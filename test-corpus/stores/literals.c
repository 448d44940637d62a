// A compound literal or an initialiser names the fields it fills and clears the rest.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct iattr {
	unsigned int valid;
	loff_t size;
	struct file *file;
};

struct request {
	struct iattr attr;
	struct file *origin;
};

static int notify(const struct iattr *attr)
{
	return attr->file ? do_ftruncate(attr->file, attr->size) : 0; // expect: file/truncate attr->file // entry: setattr_literal_unjudged
}

static int setattr_literal_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return notify(&(struct iattr){ .file = file, .size = 0 });
}
FILE_ENTRY(setattr_literal_ok)

/* no file in it, so nothing is truncated */
static int setattr_empty_ok(struct file *file)
{
	return notify(&(struct iattr){ .valid = 1 });
}
FILE_ENTRY(setattr_empty_ok)

static int setattr_literal_unjudged(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return notify(&(struct iattr){ .file = next_file(file), .size = 0 });
}
FILE_ENTRY(setattr_literal_unjudged)

static int clear_positional_ok(struct file *file)
{
	struct request request = { { 1, 0, file }, file };

	if (security_file_truncate(request.origin))
		return -EACCES;
	return do_ftruncate(request.attr.file, 0);
}
FILE_ENTRY(clear_positional_ok)

static int clear_positional_bad(struct file *file)
{
	struct request request = { { 1, 0, next_file(file) }, file };

	if (security_file_truncate(request.origin))
		return -EACCES;
	return do_ftruncate(request.attr.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_positional_bad)

static int clear_designated_path_ok(struct file *file)
{
	struct request request = { .attr.file = file, .attr.size = 0, .origin = next_file(file) };

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(request.attr.file, 0);
}
FILE_ENTRY(clear_designated_path_ok)

static int clear_designated_path_bad(struct file *file)
{
	struct request request = { .attr.file = file, .attr.size = 0, .origin = next_file(file) };

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(request.origin, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_designated_path_bad)

static int clear_overwritten_ok(struct file *file)
{
	struct iattr attr = { .file = next_file(file) };

	if (security_file_truncate(file))
		return -EACCES;
	attr = (struct iattr){ .file = file };
	return do_ftruncate(attr.file, 0);
}
FILE_ENTRY(clear_overwritten_ok)

static int clear_overwritten_bad(struct file *file)
{
	struct iattr attr = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	attr = (struct iattr){ .file = next_file(file) };
	return do_ftruncate(attr.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_overwritten_bad)
