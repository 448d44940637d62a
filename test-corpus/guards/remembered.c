// A variable remembers that the check was made, for this call or for all to come.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_asked_ok(struct file *file, int how)
{
	bool asked = false;

	if (how) {
		if (security_file_truncate(file))
			return -EACCES;
		asked = true;
	}
	if (!asked && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_asked_ok, int)

static int clear_asked_bad(struct file *file, int how)
{
	bool asked = false;

	if (how) {
		if (security_file_truncate(file))
			return -EACCES;
		asked = true;
	}
	if (asked && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_asked_bad, int)

/* the next call finds the variable set, and another file */
static int clear_asked_ever_bad(struct file *file)
{
	static bool asked;

	if (!asked) {
		if (security_file_truncate(file))
			return -EACCES;
		asked = true;
	}
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_asked_ever_bad)

/* the default of a condition */
static int clear_default_ok(struct file *file, unsigned int flags)
{
	unsigned int used = flags ?: 1;

	if (used & 1 && security_file_truncate(file))
		return -EACCES;
	return flags ? 0 : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_default_ok, unsigned int)

static int clear_default_bad(struct file *file, unsigned int flags)
{
	unsigned int used = flags ?: 1;

	if (used & 1 && security_file_truncate(file))
		return -EACCES;
	return flags ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_default_bad, unsigned int)
