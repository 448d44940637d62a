// The answer waits in a field of a request while other things are done.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct request {
	struct file *file;
	int result;
	int flags;
	bool allowed;
};

void account(struct file *file);
struct request *request_of(int id);

static int complete_ok(struct request *request)
{
	if (request->result)
		return request->result;
	return do_ftruncate(request->file, 0);
}

static int complete_bad(struct request *request)
{
	if (request->flags)
		return request->result;
	return do_ftruncate(request->file, 0); // expect: file/truncate request->file
}

static int submit_ok(struct file *file)
{
	struct request request = { .file = file };

	request.result = security_file_truncate(file);
	request.flags = 1;
	account(file);
	if (request.result < 0)
		return request.result;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(submit_ok)

static int submit_bad(struct file *file)
{
	struct request request = { .file = file };

	request.result = security_file_truncate(file);
	request.flags = 1;
	account(file);
	if (request.flags < 0)
		return request.result;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(submit_bad)

static int submit_to_callee_ok(struct file *file)
{
	struct request request = { .file = file };

	request.result = security_file_truncate(file);
	return complete_ok(&request);
}
FILE_ENTRY(submit_to_callee_ok)

static int submit_to_callee(struct file *file)
{
	struct request request = { .file = file };

	request.result = security_file_truncate(file);
	return complete_bad(&request);
}
FILE_ENTRY(submit_to_callee)

static int submit_allowed_ok(struct file *file)
{
	struct request request = { .file = file, .allowed = !security_file_truncate(file) };

	account(file);
	if (!request.allowed)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(submit_allowed_ok)

static int submit_allowed_bad(struct file *file)
{
	struct request request = { .file = file, .allowed = security_file_truncate(file) };

	account(file);
	if (!request.allowed)
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(submit_allowed_bad)

SYSCALL_DEFINE1(on_heap_ok, int, id)
{
	struct request *request = request_of(id);

	request->result = security_file_truncate(request->file);
	account(request->file);
	if (request->result)
		return request->result;
	return do_ftruncate(request->file, 0);
}

SYSCALL_DEFINE1(on_heap_bad, int, id)
{
	struct request *request = request_of(id);

	request->result = security_file_truncate(request->file);
	request->result = 0;
	if (request->result)
		return request->result;
	/* named with a star: what a call returned tells its fields no names */
	return do_ftruncate(request->file, 0); // expect: file/truncate request->file (ignored-result)
}
