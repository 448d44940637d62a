// The file travels to the operation inside a control block that a helper fills.
// rules: write_iter.yaml ../entries.yaml
#include "fs.h"

struct kiocb {
	struct file *ki_filp;
	loff_t ki_pos;
	int ki_flags;
};

int do_write_iter(struct kiocb *kiocb);

static inline void init_kiocb(struct kiocb *kiocb, struct file *filp)
// fact: stores kiocb->ki_filp = filp
// fact: stores kiocb->ki_flags = filp->f_flags
{
	*kiocb = (struct kiocb){
		.ki_filp = filp,
		.ki_flags = filp->f_flags,
	};
}

static inline void clone_kiocb(struct kiocb *kiocb, struct kiocb *source, struct file *filp)
{
	*kiocb = (struct kiocb){
		.ki_filp = filp,
		.ki_pos = source->ki_pos,
		.ki_flags = source->ki_flags,
	};
}

static int write_judged_before_ok(struct file *file)
{
	struct kiocb kiocb;

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	init_kiocb(&kiocb, file);
	kiocb.ki_pos = 0;
	return do_write_iter(&kiocb);
}
FILE_ENTRY(write_judged_before_ok)

static int write_other_bad(struct file *file)
{
	struct kiocb kiocb;

	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	init_kiocb(&kiocb, next_file(file));
	kiocb.ki_pos = 0;
	return do_write_iter(&kiocb); // expect: file/write-iter next_file() (wrong-object)
}
FILE_ENTRY(write_other_bad)

static int write_judged_inside_ok(struct file *file)
{
	struct kiocb kiocb;

	init_kiocb(&kiocb, file);
	if (security_file_permission(kiocb.ki_filp, MAY_WRITE))
		return -EACCES;
	kiocb.ki_pos = 0;
	return do_write_iter(&kiocb);
}
FILE_ENTRY(write_judged_inside_ok)

static int write_initialized_again_bad(struct file *file)
{
	struct kiocb kiocb;

	init_kiocb(&kiocb, file);
	if (security_file_permission(kiocb.ki_filp, MAY_WRITE))
		return -EACCES;
	init_kiocb(&kiocb, next_file(file));
	return do_write_iter(&kiocb); // expect: file/write-iter next_file() (wrong-object)
}
FILE_ENTRY(write_initialized_again_bad)

static int write_clone_ok(struct file *file)
{
	struct kiocb kiocb, clone;

	init_kiocb(&kiocb, file);
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	clone_kiocb(&clone, &kiocb, kiocb.ki_filp);
	return do_write_iter(&clone);
}
FILE_ENTRY(write_clone_ok)

static int write_clone_bad(struct file *file)
{
	struct kiocb kiocb, clone;

	init_kiocb(&kiocb, file);
	if (security_file_permission(file, MAY_WRITE))
		return -EACCES;
	clone_kiocb(&clone, &kiocb, next_file(file));
	return do_write_iter(&clone); // expect: file/write-iter next_file() (wrong-object)
}
FILE_ENTRY(write_clone_bad)
