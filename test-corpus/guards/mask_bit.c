// The callee checks only if a bit of its mask is set.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_writing(struct file *file, int mask)
// fact: ensures file/truncate file (returns 0) if (mask & 2) != 0
// fact: ensures file/truncate nothing (returns 0) if (mask & 2) == 0
{
	if (mask & MAY_WRITE)
		return security_file_truncate(file);
	return 0;
}

static int clear_constant_ok(struct file *file)
{
	int error = check_writing(file, MAY_READ | MAY_WRITE);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_constant_ok)

static int clear_constant_bad(struct file *file)
{
	int error = check_writing(file, MAY_READ);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_constant_bad)

static int clear_under_bit_ok(struct file *file, int mask)
{
	int error = check_writing(file, mask);

	if (error)
		return error;
	return mask & MAY_WRITE ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_under_bit_ok, int)

static int clear_under_bit_bad(struct file *file, int mask)
{
	int error = check_writing(file, mask);

	if (error)
		return error;
	return mask & MAY_READ ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_under_bit_bad, int)

static int clear_added_ok(struct file *file, int mask)
{
	int error = check_writing(file, mask | MAY_WRITE);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_added_ok, int)

static int clear_added_bad(struct file *file, int mask)
{
	int error = check_writing(file, mask | MAY_READ);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_added_bad, int)

static int clear_required_ok(struct file *file, int mask)
{
	int error;

	if (!(mask & MAY_WRITE))
		return -EINVAL;
	error = check_writing(file, mask);
	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_required_ok, int)

static int clear_required_bad(struct file *file, int mask)
{
	int error;

	if (!(mask & (MAY_READ | MAY_WRITE)))
		return -EINVAL;
	error = check_writing(file, mask);
	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_required_bad, int)

static int write_if_asked_ok(struct file *file, int mask)
{
	return mask & MAY_WRITE ? do_ftruncate(file, 0) : 0;
}

static int write_level_ok(struct file *file, int mask)
{
	return write_if_asked_ok(file, mask & (MAY_READ | MAY_WRITE));
}

static int clear_levels_ok(struct file *file, int mask)
{
	if (check_writing(file, mask))
		return -EACCES;
	return write_level_ok(file, mask);
}
FILE_ENTRY_WITH(clear_levels_ok, int)

static int write_if_asked_bad(struct file *file, int mask)
{
	return mask & MAY_WRITE ? do_ftruncate(file, 0) : 0; // expect: file/truncate file // entry: clear_levels
}

static int write_level(struct file *file, int mask)
{
	return write_if_asked_bad(file, mask | MAY_WRITE);
}

static int clear_levels(struct file *file, int mask)
{
	if (check_writing(file, mask))
		return -EACCES;
	return write_level(file, mask);
}
FILE_ENTRY_WITH(clear_levels, int)
