// A structure is cleared or copied as a block of bytes.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

void *memset(void *to, int byte, size_t size);
void *memcpy(void *to, const void *from, size_t size);

struct context {
	unsigned int flags;
	struct file *file;
	struct file *second;
};

static int clear_filled_ok(struct file *file)
{
	struct context context;

	memset(&context, 0, sizeof(context));
	context.file = file;
	if (security_file_truncate(context.file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_filled_ok)

static int clear_filled_bad(struct file *file)
{
	struct context context;

	memset(&context, 0, sizeof(context));
	context.file = next_file(file);
	if (security_file_truncate(context.file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_filled_bad)

static int clear_forgotten_ok(struct file *file)
{
	struct context context = { .file = next_file(file) };

	if (security_file_truncate(file))
		return -EACCES;
	memset(&context, 0, sizeof(context));
	if (!context.file)
		return do_ftruncate(file, 0);
	return do_ftruncate(context.file, 0); // spurious: file/truncate - that memset clears a structure is not known
}
FILE_ENTRY(clear_forgotten_ok)

static int clear_copied_ok(struct file *file)
{
	struct context context = { .file = file, .second = next_file(file) }, copy = {};

	if (security_file_truncate(file))
		return -EACCES;
	memcpy(&copy, &context, sizeof(copy));
	return do_ftruncate(copy.file, 0); // spurious: file/truncate - that memcpy copies a structure is not known
}
FILE_ENTRY(clear_copied_ok)

static int clear_copied_bad(struct file *file)
{
	struct context context = { .file = file, .second = next_file(file) }, copy = { .second = file };

	if (security_file_truncate(file))
		return -EACCES;
	memcpy(&copy, &context, sizeof(copy));
	return do_ftruncate(copy.second, 0); // expect: file/truncate copy.second (wrong-object)
}
FILE_ENTRY(clear_copied_bad)

/* only the flags are overwritten */
static int clear_head_ok(struct file *file)
{
	struct context context = { .file = next_file(file) }, copy = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	memcpy(&copy, &context, sizeof(copy.flags));
	return do_ftruncate(copy.file, 0); // spurious: file/truncate - how many bytes memcpy overwrites is not known
}
FILE_ENTRY(clear_head_ok)

static int clear_member_ok(struct file *file)
{
	struct context context = { .second = file }, copy = {};

	if (security_file_truncate(file))
		return -EACCES;
	memcpy(&copy.file, &context.second, sizeof(copy.file));
	return do_ftruncate(copy.file, 0); // spurious: file/truncate - that memcpy copies a structure is not known
}
FILE_ENTRY(clear_member_ok)

static int clear_member_bad(struct file *file)
{
	struct context context = { .second = next_file(file) }, copy = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	memcpy(&copy.file, &context.second, sizeof(copy.file));
	return do_ftruncate(copy.file, 0); // expect: file/truncate copy.file (wrong-object)
}
FILE_ENTRY(clear_member_bad)
