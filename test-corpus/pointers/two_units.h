/* SPDX-License-Identifier: MIT */
/* What two_units.c and two_units_tables.c share. */
#pragma once

#include "fs.h"

struct unit_ops {
	int (*clear)(struct file *file);
};

extern const struct unit_ops lax_unit_ops, strict_unit_ops, judged_unit_ops;
int call_in_other_unit(int (*function)(struct file *file), struct file *file);

static inline int clear_inline_ok(struct file *file)
{
	return do_ftruncate(file, 5);
}
