// An accessor that only reads says the same to the checker and to the doer.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct request {
	struct file *file;
	unsigned int op;
};

/* the file is named with a star below: the first field has the record's address */
struct request *find_request(int id);

static inline bool is_write(const struct request *request)
{
	return request->op & 1;
}

static inline bool is_flush(const struct request *request)
{
	return request->op == 2;
}

static inline bool is_change(const struct request *request)
{
	return is_write(request) || is_flush(request);
}

/* seen without a body: nothing says that it answers the same twice */
bool is_urgent(const struct request *request);
/* so does this one, but it is declared to depend on its argument alone */
bool op_is_write(unsigned int op) __attribute__((__const__));

static int check_writes(struct request *request)
{
	return is_write(request) ? security_file_truncate(request->file) : 0;
}

static int check_changes(struct request *request)
{
	return is_change(request) ? security_file_truncate(request->file) : 0;
}

SYSCALL_DEFINE1(write_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_writes(request))
		return -EACCES;
	return is_write(request) ? do_ftruncate(request->file, 0) : 0;
}

SYSCALL_DEFINE1(write_bad, int, id)
{
	struct request *request = find_request(id);

	if (check_writes(request))
		return -EACCES;
	return is_change(request) ? do_ftruncate(request->file, 0) : 0; // expect: file/truncate request->file (bypass)
}

SYSCALL_DEFINE1(flush_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_changes(request))
		return -EACCES;
	return is_flush(request) ? do_ftruncate(request->file, 0) : 0; // spurious: file/truncate - what a predicate with || says about its argument is not known
}

SYSCALL_DEFINE1(flush_bad, int, id)
{
	struct request *request = find_request(id);

	if (check_writes(request))
		return -EACCES;
	return is_flush(request) ? do_ftruncate(request->file, 0) : 0; // expect: file/truncate request->file (bypass)
}

SYSCALL_DEFINE1(urgent_ok, int, id)
{
	struct request *request = find_request(id);
	bool urgent = is_urgent(request);

	if (urgent && security_file_truncate(request->file))
		return -EACCES;
	return urgent ? do_ftruncate(request->file, 0) : 0;
}

SYSCALL_DEFINE1(urgent_bad, int, id)
{
	struct request *request = find_request(id);

	if (is_urgent(request) && security_file_truncate(request->file))
		return -EACCES;
	return is_urgent(request) ? do_ftruncate(request->file, 0) : 0; // expect: file/truncate request->file (bypass)
}

SYSCALL_DEFINE1(declared_ok, int, id)
{
	struct request *request = find_request(id);

	if (op_is_write(request->op) && security_file_truncate(request->file))
		return -EACCES;
	return op_is_write(request->op) ? do_ftruncate(request->file, 0) : 0; // spurious: file/truncate - two calls of a function that is declared const count as different
}

SYSCALL_DEFINE1(declared_bad, int, id)
{
	struct request *request = find_request(id);

	if (op_is_write(request->op) && security_file_truncate(request->file))
		return -EACCES;
	return op_is_write(request->op + 1) ? do_ftruncate(request->file, 0) : 0; // expect: file/truncate request->file (bypass)
}
