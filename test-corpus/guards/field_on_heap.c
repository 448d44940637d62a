// The condition is a field of an object that others made, read in two functions.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NO_CHECK 1

struct request {
	struct file *file;
	unsigned int flags;
	const struct policy *policy;
};

struct policy {
	unsigned int strict;
};

struct request *find_request(int id);
struct request *next_request(struct request *request);

static int check_flagged(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : security_file_truncate(request->file);
}

static int check_strict(struct request *request)
{
	return request->policy->strict ? security_file_truncate(request->file) : 0;
}

static int perform_flagged_ok(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : do_ftruncate(request->file, 0);
}

static int perform_other_bad(struct request *request)
{
	return request->flags & NO_CHECK ? 0 : do_ftruncate(request->file, 0); // expect: file/truncate request->file
}

static int perform_strict_ok(struct request *request)
{
	return request->policy->strict ? do_ftruncate(request->file, 0) : 0;
}

static int perform_lax_bad(struct request *request)
{
	return request->policy->strict ? 0 : do_ftruncate(request->file, 0); // expect: file/truncate request->file
}

SYSCALL_DEFINE1(flagged_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_flagged(request))
		return -EACCES;
	return perform_flagged_ok(request);
}

SYSCALL_DEFINE1(other_request, int, id)
{
	struct request *request = find_request(id);

	if (check_flagged(next_request(request)))
		return -EACCES;
	return perform_other_bad(request);
}

SYSCALL_DEFINE1(strict_ok, int, id)
{
	struct request *request = find_request(id);

	if (check_strict(request))
		return -EACCES;
	return perform_strict_ok(request);
}

SYSCALL_DEFINE1(lax, int, id)
{
	struct request *request = find_request(id);

	if (check_strict(request))
		return -EACCES;
	return perform_lax_bad(request);
}
