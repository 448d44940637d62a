// Some authorizers judge no object but the system, and say yes with a nonzero answer.
// rules: system.yaml ../entries.yaml
#include "fs.h"

static int clear_ok(struct file *file)
{
	if (!capable(21))
		return -EPERM;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_ok)

static int clear_bad(struct file *file)
{
	if (capable(21))
		return -EPERM;
	return do_ftruncate(file, 0); // expect: system/clear system
}
FILE_ENTRY(clear_bad)
