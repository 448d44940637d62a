// A callee fills a structure that carries the object to the check and to the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct context {
	struct file *file;
	int flags;
	struct file *second;
};

static void init(struct context *context, struct file *file)
{
	context->file = file;
	context->flags = 0;
}

static int check_context(struct context *context)
{
	return security_file_truncate(context->file);
}

static int clear_context_bad(struct context *context)
{
	return do_ftruncate(context->file, 0); // expect: file/truncate context->file // entry: truncate_context
}

static int clear_context_ok(struct context *context)
{
	return do_ftruncate(context->file, 0);
}

static int truncate_before_ok(struct file *file)
{
	struct context context;
	int error = security_file_truncate(file);

	if (error)
		return error;
	init(&context, file);
	return do_ftruncate(context.file, 0);
}
FILE_ENTRY(truncate_before_ok)

static int truncate_through_ok(struct file *file)
{
	struct context context;
	int error;

	init(&context, file);
	error = check_context(&context);
	if (error)
		return error;
	return clear_context_ok(&context);
}
FILE_ENTRY(truncate_through_ok)

static int truncate_context(struct file *file)
{
	struct context context;

	init(&context, file);
	return clear_context_bad(&context);
}
FILE_ENTRY(truncate_context)

static int truncate_second_bad(struct file *file)
{
	struct context context;
	int error;

	init(&context, file);
	context.second = next_file(file);
	error = check_context(&context);
	if (error)
		return error;
	return do_ftruncate(context.second, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(truncate_second_bad)

static int truncate_literal_ok(struct file *file)
{
	struct context context = { .file = file, .flags = 1 };

	if (check_context(&context))
		return -EACCES;
	context.flags = 2;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_literal_ok)

static int truncate_compound_ok(struct file *file)
{
	if (check_context(&(struct context){ .file = file }))
		return -EACCES;
	return clear_context_ok(&(struct context){ .file = file });
}
FILE_ENTRY(truncate_compound_ok)

static int truncate_compound_bad(struct file *file)
{
	if (check_context(&(struct context){ .second = file, .file = next_file(file) }))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_compound_bad)

static int truncate_copy_ok(struct file *file)
{
	struct context context = { .file = file }, copy;

	copy = context;
	if (check_context(&copy))
		return -EACCES;
	context.file = NULL;
	return do_ftruncate(copy.file, 0);
}
FILE_ENTRY(truncate_copy_ok)

static int truncate_copy_bad(struct file *file)
{
	struct context context = { .file = file }, copy = context;

	copy.file = next_file(file);
	if (check_context(&context))
		return -EACCES;
	return do_ftruncate(copy.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(truncate_copy_bad)
