// A callee that writes one field of a structure leaves the others as they are.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct request {
	unsigned int flags;
	struct file *file;
	struct file *log;
	loff_t size;
};

void submit(const struct request *request);

static void set_size(struct request *request, loff_t size)
{
	request->size = size;
}

static void set_log(struct request *request, struct file *log)
{
	request->log = log;
}

static void set_file(struct request *request, struct file *file)
{
	request->file = file;
}

static void set_deep_size(struct request *request)
{
	request->flags |= 1;
	set_size(request, 4096);
}

static void set_deep_file(struct request *request)
{
	request->flags |= 1;
	set_file(request, next_file(request->log));
}

static void advance(struct request *request)
{
	request->file = next_file(request->file);
}

static int clear_sized_ok(struct file *file)
{
	struct request request = { .file = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	set_size(&request, 0);
	set_log(&request, next_file(file));
	return do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_sized_ok)

static int clear_replaced_bad(struct file *file)
{
	struct request request = { .file = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	set_size(&request, 0);
	set_file(&request, next_file(file));
	return do_ftruncate(request.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_replaced_bad)

static int clear_deep_ok(struct file *file)
{
	struct request request = { .file = file, .log = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	set_deep_size(&request);
	return do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_deep_ok)

static int clear_deep_bad(struct file *file)
{
	struct request request = { .file = file, .log = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	set_deep_file(&request);
	/* named after no variable: what a call leaves in memory has none */
	return do_ftruncate(request.file, 0); // expect: file/truncate request.file (wrong-object)
}
FILE_ENTRY(clear_deep_bad)

static int clear_advanced_ok(struct file *file)
{
	struct request request = { .file = file };

	advance(&request);
	if (security_file_truncate(request.file))
		return -EACCES;
	return do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_advanced_ok)

static int clear_advanced_bad(struct file *file)
{
	struct request request = { .file = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	advance(&request);
	return do_ftruncate(request.file, 0); // expect: file/truncate request.file (wrong-object)
}
FILE_ENTRY(clear_advanced_bad)

/* what is only read elsewhere stays the same */
static int clear_submitted_ok(struct file *file)
{
	struct request request = { .file = file };

	if (security_file_truncate(request.file))
		return -EACCES;
	submit(&request);
	return do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_submitted_ok)
