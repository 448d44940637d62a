// The answer is kept in a field of a structure until it is needed.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct request {
	struct file *file;
	int error;
	unsigned int allowed : 1;
};

static void judge(struct request *request)
{
	request->error = security_file_truncate(request->file);
}

static int clear_local_ok(struct file *file)
{
	struct request request = { .file = file };

	request.error = security_file_truncate(file);
	if (request.error)
		return request.error;
	return do_ftruncate(request.file, 0);
}
FILE_ENTRY(clear_local_ok)

static int clear_local_bad(struct file *file)
{
	struct request request = { .file = file };

	request.error = security_file_truncate(file);
	request.error = 0;
	if (request.error)
		return request.error;
	return do_ftruncate(request.file, 0); // expect: file/truncate file (ignored-result)
}
FILE_ENTRY(clear_local_bad)

static int clear_bit_ok(struct file *file)
{
	struct request request = { .file = file };

	request.allowed = !security_file_truncate(file);
	if (!request.allowed)
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_bit_ok)

static int clear_judged_ok(struct file *file)
{
	struct request request = { .file = file };

	judge(&request);
	if (request.error)
		return request.error;
	return do_ftruncate(file, 0); // spurious: file/truncate - an answer that a callee stores through a pointer is not tied to the check
}
FILE_ENTRY(clear_judged_ok)

static int clear_heap_ok(struct request *request)
{
	request->error = security_file_truncate(request->file);
	if (request->error)
		return request->error;
	return do_ftruncate(request->file, 0);
}

struct request *find_request(int id);

SYSCALL_DEFINE1(clear_heap, int, id)
{
	return clear_heap_ok(find_request(id));
}
