// A structure is copied as a whole, and with it the object it carries.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct context {
	unsigned int flags;
	struct file *file;
	struct path path;
};

struct outer {
	unsigned int flags;
	struct context inner;
};

static void copy_context(struct context *to, const struct context *from)
{
	*to = *from;
}

static int clear_assigned_ok(struct file *file)
{
	struct context source = { .file = file }, copy = {};

	if (security_file_truncate(file))
		return -EACCES;
	copy = source;
	return do_ftruncate(copy.file, 0);
}
FILE_ENTRY(clear_assigned_ok)

static int clear_assigned_bad(struct file *file)
{
	struct context source = { .file = next_file(file) }, copy = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	copy = source;
	return do_ftruncate(copy.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_assigned_bad)

static int clear_through_callee_ok(struct file *file)
{
	struct context source = { .file = file }, copy;

	if (security_file_truncate(source.file))
		return -EACCES;
	copy_context(&copy, &source);
	return do_ftruncate(copy.file, 0);
}
FILE_ENTRY(clear_through_callee_ok)

static int clear_through_callee_bad(struct file *file)
{
	struct context source = { .file = next_file(file) }, copy = { .file = file };

	if (security_file_truncate(copy.file))
		return -EACCES;
	copy_context(&copy, &source);
	/* named by a number: nothing is known of a structure that a callee copied */
	return do_ftruncate(copy.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_through_callee_bad)

static int clear_nested_ok(struct file *file)
{
	struct context source = { .file = file };
	struct outer outer = { .flags = 1, .inner = source };

	if (security_file_truncate(source.file))
		return -EACCES;
	return do_ftruncate(outer.inner.file, 0);
}
FILE_ENTRY(clear_nested_ok)

static int clear_nested_bad(struct file *file)
{
	struct context source = { .file = file };
	struct outer outer = { .flags = 1, .inner = source };

	if (security_file_truncate(source.file))
		return -EACCES;
	outer.inner = (struct context){ .file = next_file(file) };
	return do_ftruncate(outer.inner.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_nested_bad)

static int clear_by_value(struct context context)
{
	context.flags = 0;
	/* named by its offset: fields of structures passed by value have no names */
	return do_ftruncate(context.file, 0); // expect: file/truncate context.8 (missing) // entry: clear_passed
}

static int clear_passed(struct file *file)
{
	struct context context = { .file = file };

	return clear_by_value(context);
}
FILE_ENTRY(clear_passed)

static int clear_passed_judged_ok(struct file *file)
{
	struct context context = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	return clear_by_value(context);
}
FILE_ENTRY(clear_passed_judged_ok)
