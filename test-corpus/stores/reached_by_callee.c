// A callee writes the judged place by a way of its own: a kept address, a pointer in a structure.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct iter {
	unsigned int count;
	struct file *file;
};

struct context {
	struct iter *iter;
	struct file **slot;
	struct iter embedded;
};

struct context *context_of(int id);

static void fill_slot(struct context *context, struct file *file)
{
	*context->slot = file;
}

static void fill_iter(struct context *context, struct file *file)
{
	context->iter->file = file;
}

static void fill_embedded(struct context *context, struct file *file)
{
	context->embedded.file = file;
}

static void fill_through(struct iter *iter, struct file *file)
{
	iter->file = file;
}

static int clear_slot_ok(struct file *file)
{
	struct file *held = file, *spare = NULL;
	struct context context = { .slot = &spare };

	if (security_file_truncate(held))
		return -EACCES;
	fill_slot(&context, next_file(file));
	return do_ftruncate(held, 0);
}
FILE_ENTRY(clear_slot_ok)

static int clear_slot_bad(struct file *file)
{
	struct file *held = file;
	struct context context = { .slot = &held };

	if (security_file_truncate(held))
		return -EACCES;
	fill_slot(&context, next_file(file));
	return do_ftruncate(held, 0); // expect: file/truncate next_file()
}
FILE_ENTRY(clear_slot_bad)

static int clear_embedded_ok(struct file *file)
{
	struct iter iter = {};
	struct context context = { .iter = &iter, .embedded.file = file };

	if (security_file_truncate(context.embedded.file))
		return -EACCES;
	fill_through(&iter, next_file(file));
	return do_ftruncate(context.embedded.file, 0);
}
FILE_ENTRY(clear_embedded_ok)

static int clear_embedded_bad(struct file *file)
{
	struct context context = { .embedded.file = file };

	if (security_file_truncate(context.embedded.file))
		return -EACCES;
	fill_embedded(&context, next_file(file));
	return do_ftruncate(context.embedded.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_embedded_bad)

static int clear_member_address_bad(struct file *file)
{
	struct context context = { .embedded.file = file };

	if (security_file_truncate(context.embedded.file))
		return -EACCES;
	fill_through(&context.embedded, next_file(file));
	return do_ftruncate(context.embedded.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_member_address_bad)

static int clear_pointer_passed_bad(struct file *file)
{
	struct iter iter = { .file = file };
	struct context context = { .iter = &iter };

	if (security_file_truncate(iter.file))
		return -EACCES;
	fill_through(context.iter, next_file(file));
	return do_ftruncate(iter.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_pointer_passed_bad)

/* nothing here is on the stack */
SYSCALL_DEFINE2(heap_iter_bad, int, id, int, fd)
{
	struct context *context = context_of(id);
	struct file *other = fget(fd);

	if (security_file_truncate(context->iter->file))
		return -EACCES;
	fill_iter(context, other);
	return do_ftruncate(context->iter->file, 0); // expect: file/truncate other
}

SYSCALL_DEFINE2(heap_embedded_ok, int, id, int, fd)
{
	struct context *context = context_of(id);
	struct file *other = fget(fd);

	if (security_file_truncate(context->iter->file))
		return -EACCES;
	fill_embedded(context, other);
	return do_ftruncate(context->iter->file, 0);
}

SYSCALL_DEFINE2(heap_embedded_bad, int, id, int, fd)
{
	struct context *context = context_of(id);
	struct file *other = fget(fd);

	if (security_file_truncate(context->embedded.file))
		return -EACCES;
	fill_embedded(context, other);
	return do_ftruncate(context->embedded.file, 0); // expect: file/truncate other (wrong-object)
}
