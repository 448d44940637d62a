// The field is written on one of two ways to the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct context {
	unsigned int flags;
	struct file *file;
};

static void set_or_keep(struct context *context, struct file *file)
{
	if (context->flags & 1)
		context->file = file;
}

static void set_either(struct context *context, struct file *one, struct file *other)
{
	if (context->flags & 1)
		context->file = one;
	else
		context->file = other;
}

static int clear_branch_ok(struct file *file)
{
	struct context context = { .file = file, .flags = file->f_flags };

	if (security_file_truncate(file))
		return -EACCES;
	if (context.flags & 1)
		context.flags = 0;
	return do_ftruncate(context.file, 0);
}
FILE_ENTRY(clear_branch_ok)

static int clear_branch_bad(struct file *file)
{
	struct context context = { .file = file, .flags = file->f_flags };

	if (security_file_truncate(file))
		return -EACCES;
	if (context.flags & 1)
		context.file = next_file(file);
	return do_ftruncate(context.file, 0); // expect: file/truncate context.file (wrong-object)
}
FILE_ENTRY(clear_branch_bad)

static int clear_left_out_ok(struct file *file)
{
	struct context context = { .file = file, .flags = file->f_flags };

	if (security_file_truncate(file))
		return -EACCES;
	if (context.flags & 1)
		context.file = next_file(file);
	if (context.flags & 1)
		return -EINVAL;
	return do_ftruncate(context.file, 0);
}
FILE_ENTRY(clear_left_out_ok)

static int clear_both_ok(struct file *file)
{
	struct context context = { .flags = file->f_flags };

	if (context.flags & 1)
		context.file = file;
	else
		context.file = next_file(file);
	if (security_file_truncate(context.file))
		return -EACCES;
	return do_ftruncate(context.file, 0);
}
FILE_ENTRY(clear_both_ok)

static int clear_kept_ok(struct file *file)
{
	struct context context = { .file = file, .flags = file->f_flags };

	set_or_keep(&context, next_file(file));
	if (security_file_truncate(context.file))
		return -EACCES;
	return do_ftruncate(context.file, 0);
}
FILE_ENTRY(clear_kept_ok)

static int clear_kept_bad(struct file *file)
{
	struct context context = { .file = file, .flags = file->f_flags };

	if (security_file_truncate(context.file))
		return -EACCES;
	set_or_keep(&context, next_file(file));
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(context.file, 0); // expect: file/truncate context.file (wrong-object)
}
FILE_ENTRY(clear_kept_bad)

static int clear_never_set_ok(struct file *file)
{
	struct context context = { .file = file, .flags = 2 };

	if (security_file_truncate(context.file))
		return -EACCES;
	set_or_keep(&context, next_file(file));
	return do_ftruncate(context.file, 0); // spurious: file/truncate - the condition under which a callee stores is not known
}
FILE_ENTRY(clear_never_set_ok)

static int clear_either_ok(struct file *file)
{
	struct context context = { .flags = file->f_flags };
	struct file *other = next_file(file);

	if (security_file_truncate(file) || security_file_truncate(other))
		return -EACCES;
	set_either(&context, file, other);
	return do_ftruncate(context.file, 0); // spurious: file/truncate - which of two objects a callee stores is not known
}
FILE_ENTRY(clear_either_ok)

static int clear_either_bad(struct file *file)
{
	struct context context = { .flags = file->f_flags };
	struct file *other = next_file(file);

	if (security_file_truncate(file))
		return -EACCES;
	set_either(&context, file, other);
	return do_ftruncate(context.file, 0); // expect: file/truncate context.file (wrong-object)
}
FILE_ENTRY(clear_either_bad)
