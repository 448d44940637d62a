// The actor of a splice is a parameter, and gets its object from a descriptor.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct splice_desc {
	unsigned int total_len;
	struct file *out;
};

typedef int (*splice_actor)(struct file *in, struct splice_desc *sd);

/* fs/splice.c: splice_direct_to_actor() */
static int splice_direct_to_actor(struct file *in, struct splice_desc *sd, splice_actor actor)
{
	int done = 0;

	while (sd->total_len) {
		int moved = actor(in, sd);

		if (moved <= 0)
			return moved;
		done += moved;
		sd->total_len -= moved;
	}
	return done;
}

static int actor_of_judged_ok(struct file *in, struct splice_desc *sd)
{
	return do_ftruncate(sd->out, sd->total_len);
}

static int actor_of_unjudged(struct file *in, struct splice_desc *sd)
{
	return do_ftruncate(sd->out, sd->total_len); // expect: file/truncate sd->out // entry: unjudged
}

static int actor_of_reader_ok(struct file *in, struct splice_desc *sd)
{
	return sd->total_len;
}

SYSCALL_DEFINE2(judged_ok, int, from, int, to)
{
	struct file *in = fget(from), *out = fget(to);
	struct splice_desc sd = { .total_len = 4096, .out = out };

	if (!in || !out)
		return -EBADF;
	if (security_file_truncate(out))
		return -EACCES;
	return splice_direct_to_actor(in, &sd, actor_of_judged_ok);
}

SYSCALL_DEFINE2(unjudged, int, from, int, to)
{
	struct file *in = fget(from), *out = fget(to);
	struct splice_desc sd = { .total_len = 4096, .out = out };

	if (!in || !out)
		return -EBADF;
	if (security_file_truncate(in))
		return -EACCES;
	return splice_direct_to_actor(in, &sd, actor_of_unjudged);
}

SYSCALL_DEFINE1(reader, int, from)
{
	struct file *in = fget(from);
	struct splice_desc sd = { .total_len = 4096 };

	return in ? splice_direct_to_actor(in, &sd, actor_of_reader_ok) : -EBADF;
}

/* the object is the parameter itself */
static int out_of_judged_ok(struct file *out, struct splice_desc *sd)
{
	return do_ftruncate(out, sd->total_len);
}

static int out_of_unjudged(struct file *out, struct splice_desc *sd)
{
	return do_ftruncate(out, sd->total_len); // expect: file/truncate out (missing) // entry: out_unjudged
}

static int splice_to(struct file *out, struct splice_desc *sd, splice_actor actor)
{
	return sd->total_len ? actor(out, sd) : 0;
}

SYSCALL_DEFINE1(out_judged_ok, int, to)
{
	struct file *out = fget(to);
	struct splice_desc sd = { .total_len = 4096 };

	if (!out || security_file_truncate(out))
		return -EBADF;
	return splice_to(out, &sd, out_of_judged_ok);
}

SYSCALL_DEFINE1(out_unjudged, int, to)
{
	struct file *out = fget(to);
	struct splice_desc sd = { .total_len = 4096 };

	if (!out)
		return -EBADF;
	return splice_to(out, &sd, out_of_unjudged);
}
