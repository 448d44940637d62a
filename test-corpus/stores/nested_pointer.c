// The object is stored through a pointer that is itself a field.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct iter {
	unsigned int count;
	struct file *file;
};

struct context {
	struct iter *iter;
	struct iter *other;
	struct file **slot;
};

static void point(struct context *context, struct file *file) // fact: stores context->iter->file = file
{
	context->iter->file = file;
}

static int judge(struct context *context) // fact: ensures file/truncate context->iter->file (returns 0)
{
	return security_file_truncate(context->iter->file);
}

static int clear_stored_ok(struct file *file)
{
	struct iter iter = {};
	struct context context = { .iter = &iter }, *ctx = &context;

	if (security_file_truncate(file))
		return -EACCES;
	ctx->iter->file = file;
	return do_ftruncate(iter.file, 0);
}
FILE_ENTRY(clear_stored_ok)

static int clear_stored_bad(struct file *file)
{
	struct iter iter = { .file = file };
	struct context context = { .iter = &iter }, *ctx = &context;

	if (security_file_truncate(file))
		return -EACCES;
	ctx->iter->file = next_file(file);
	return do_ftruncate(iter.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_stored_bad)

static int clear_other_ok(struct file *file)
{
	struct iter iter = { .file = file }, spare = {};
	struct context context = { .iter = &iter, .other = &spare };

	if (security_file_truncate(file))
		return -EACCES;
	context.other->file = next_file(file);
	return do_ftruncate(context.iter->file, 0);
}
FILE_ENTRY(clear_other_ok)

static int clear_other_bad(struct file *file)
{
	struct iter iter = { .file = file };
	struct context context = { .iter = &iter, .other = &iter };

	if (security_file_truncate(file))
		return -EACCES;
	context.other->file = next_file(file);
	return do_ftruncate(context.iter->file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_other_bad)

static int clear_by_callee_ok(struct file *file)
{
	struct iter iter = {};
	struct context context = { .iter = &iter };

	point(&context, file);
	if (judge(&context))
		return -EACCES;
	return do_ftruncate(iter.file, 0);
}
FILE_ENTRY(clear_by_callee_ok)

static int clear_by_callee_bad(struct file *file)
{
	struct iter iter = {};
	struct context context = { .iter = &iter };

	point(&context, file);
	if (judge(&context))
		return -EACCES;
	point(&context, next_file(file));
	return do_ftruncate(iter.file, 0); // expect: file/truncate next_file()
}
FILE_ENTRY(clear_by_callee_bad)

static int clear_slot_ok(struct file *file)
{
	struct file *held = file, *spare = NULL;
	struct context context = { .slot = &spare };

	if (security_file_truncate(held))
		return -EACCES;
	*context.slot = next_file(file);
	return do_ftruncate(held, 0);
}
FILE_ENTRY(clear_slot_ok)

static int clear_slot_bad(struct file *file)
{
	struct file *held = file;
	struct context context = { .slot = &held };

	if (security_file_truncate(held))
		return -EACCES;
	*context.slot = next_file(file);
	return do_ftruncate(held, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_slot_bad)

static int clear_moved_ok(struct file *file)
{
	struct iter iter = { .file = file }, spare = { .file = next_file(file) };
	struct context context = { .iter = &spare };

	context.iter = &iter;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(context.iter->file, 0);
}
FILE_ENTRY(clear_moved_ok)

static int clear_moved_bad(struct file *file)
{
	struct iter iter = { .file = file }, spare = { .file = next_file(file) };
	struct context context = { .iter = &iter };

	context.iter = &spare;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(context.iter->file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_moved_bad)
