// The tables that two_units.c calls through.
#include "two_units.h"

static int clear(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing) // entry: extern_lax
}

static int clear_strict_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

static int clear_judged_ok(struct file *file)
{
	return do_ftruncate(file, 3);
}

const struct unit_ops lax_unit_ops = { .clear = clear };
const struct unit_ops strict_unit_ops = { .clear = clear_strict_ok };
const struct unit_ops judged_unit_ops = { .clear = clear_judged_ok };

int call_in_other_unit(int (*function)(struct file *file), struct file *file)
{
	return function(file);
}
