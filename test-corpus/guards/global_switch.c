// A setting of the whole system turns the check on and off.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int strict_mode;
int verbose_mode;
static const int built_strict = 1;
static const int built_lax = 0;

static int check_if_strict(struct file *file)
{
	return strict_mode ? security_file_truncate(file) : 0;
}

static int clear_if_strict_ok(struct file *file)
{
	return strict_mode ? do_ftruncate(file, 0) : 0; // spurious: file/truncate - two functions that read a global variable count as reading different ones
}

static int clear_if_verbose_bad(struct file *file)
{
	return verbose_mode ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}

static int strict_both_ok(struct file *file)
{
	int error = check_if_strict(file);

	return error ? error : clear_if_strict_ok(file);
}
FILE_ENTRY(strict_both_ok)

static int strict_then_verbose(struct file *file)
{
	int error = check_if_strict(file);

	return error ? error : clear_if_verbose_bad(file);
}
FILE_ENTRY(strict_then_verbose)

static int clear_here_ok(struct file *file)
{
	if (strict_mode && security_file_truncate(file))
		return -EACCES;
	return strict_mode ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(clear_here_ok)

static int clear_here_bad(struct file *file)
{
	if (strict_mode && security_file_truncate(file))
		return -EACCES;
	return verbose_mode ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_here_bad)

static int clear_relaxed_bad(struct file *file)
{
	int error = check_if_strict(file);

	strict_mode = 1;
	if (error || !strict_mode)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(clear_relaxed_bad)

static int check_if(struct file *file, int strict)
{
	return strict ? security_file_truncate(file) : 0;
}

static int clear_built_ok(struct file *file)
{
	int error = check_if(file, built_strict);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_built_ok)

static int clear_built_bad(struct file *file)
{
	int error = check_if(file, built_lax);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_built_bad)
