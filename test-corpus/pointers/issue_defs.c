// What stands beside the function in its row decides whether the dispatcher asks.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct request {
	struct file *file;
	unsigned char opcode;
	unsigned int length;
};

/* io_uring: the rows are numbered by opcode, prep() fills and issue() does */
struct issue_def {
	unsigned int needs_file : 1;
	unsigned int audit_skip : 1;
	int (*prep)(struct request *request);
	int (*issue)(struct request *request, unsigned int flags);
};

static int prep(struct request *request)
{
	request->length = 0;
	return 0;
}

static int prep_judged(struct request *request)
{
	prep(request);
	return security_file_truncate(request->file);
}

static int issue_nop_ok(struct request *request, unsigned int flags)
{
	return flags;
}

static int issue_judging_ok(struct request *request, unsigned int flags)
{
	int error = security_file_truncate(request->file);

	return error ? error : do_ftruncate(request->file, request->length);
}

static int issue_prepared_ok(struct request *request, unsigned int flags)
{
	return do_ftruncate(request->file, request->length); // spurious: file/truncate - the prep and the issue of one row are not called together, any two count
}

static int issue_bad(struct request *request, unsigned int flags)
{
	return do_ftruncate(request->file, request->length); // expect: file/truncate request->file
}

static const struct issue_def issue_defs[] = {
	[0] = { .audit_skip = 1, .prep = prep, .issue = issue_nop_ok },
	[1] = { .needs_file = 1, .prep = prep, .issue = issue_judging_ok },
	[2] = { .needs_file = 1, .prep = prep_judged, .issue = issue_prepared_ok },
	[3] = { .needs_file = 1, .prep = prep, .issue = issue_bad },
};

static int issue(struct request *request, unsigned int flags)
{
	const struct issue_def *def = &issue_defs[request->opcode];
	int error;

	if (def->needs_file && !request->file)
		return -EBADF;
	error = def->prep(request);
	if (error)
		return error;
	return def->issue(request, flags);
}

SYSCALL_DEFINE2(submit, int, fd, unsigned char, opcode)
{
	struct request request = { .file = fget(fd), .opcode = opcode };

	if (opcode > 3)
		return -EINVAL;
	return issue(&request, 0);
}

/* drm_ioctl(): a row is {cmd, flags, func}, and the flags say who may */
#define JUDGED 1
#define MASTER 2

struct ioctl_desc {
	unsigned int cmd;
	unsigned int flags;
	int (*func)(struct file *file, void *data);
};

static int clear_judged_ok(struct file *file, void *data)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - what stands in a constant table is not looked up
}

static int clear_master_bad(struct file *file, void *data)
{
	return do_ftruncate(file, 1); // expect: file/truncate file // entry: drm
}

static const struct ioctl_desc ioctls[] = {
	{ 0, JUDGED, clear_judged_ok },
	{ 1, MASTER, clear_master_bad },
};

static int permit(unsigned int flags, struct file *file)
{
	if (flags & JUDGED)
		return security_file_truncate(file);
	return 0;
}

SYSCALL_DEFINE2(drm, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	const struct ioctl_desc *ioctl;
	int error;

	if (!file || cmd >= 2)
		return -EINVAL;
	ioctl = &ioctls[cmd];
	error = permit(ioctl->flags, file);
	if (error)
		return error;
	return ioctl->func(file, NULL);
}
