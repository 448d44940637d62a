// The control block is the caller's, and its callees judge, fill and use it.
// rules: write_iter.yaml ../entries.yaml
#include "fs.h"

struct kiocb {
	struct file *ki_filp;
	loff_t ki_pos;
	int ki_flags;
};

int do_write_iter(struct kiocb *kiocb);

static void set_file(struct kiocb *kiocb, struct file *file)
{
	kiocb->ki_filp = file;
}

static void set_position(struct kiocb *kiocb, loff_t position)
{
	kiocb->ki_pos = position;
	kiocb->ki_flags |= 1;
}

static int prepare(struct kiocb *kiocb)
{
	if (kiocb->ki_pos < 0)
		return -EINVAL;
	return security_file_permission(kiocb->ki_filp, MAY_WRITE);
}

static int start_ok(struct kiocb *kiocb)
{
	return do_write_iter(kiocb);
}

static int start_bad(struct kiocb *kiocb)
{
	return do_write_iter(kiocb); // expect: file/write-iter kiocb->ki_filp // entry: write_replaced write_unprepared
}

static int write_prepared_ok(struct file *file)
{
	struct kiocb kiocb = {};

	set_file(&kiocb, file);
	if (prepare(&kiocb))
		return -EACCES;
	set_position(&kiocb, 0);
	return start_ok(&kiocb);
}
FILE_ENTRY(write_prepared_ok)

static int write_replaced(struct file *file)
{
	struct kiocb kiocb = {};

	set_file(&kiocb, file);
	if (prepare(&kiocb))
		return -EACCES;
	set_file(&kiocb, next_file(file));
	return start_bad(&kiocb);
}
FILE_ENTRY(write_replaced)

static int write_unprepared(struct file *file)
{
	struct kiocb kiocb = {};

	set_file(&kiocb, file);
	set_position(&kiocb, 0);
	return start_bad(&kiocb);
}
FILE_ENTRY(write_unprepared)
