// A truth value that asks for the check is negated, converted and narrowed on its way down.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define FORCED 2
#define LARGE 0x100

static int check_if(struct file *file, bool wanted)
{
	return wanted ? security_file_truncate(file) : 0;
}

static int check_unless(struct file *file, bool forced)
// fact: ensures file/truncate file (returns 0) if forced == 0
// fact: ensures file/truncate nothing (returns 0) if forced != 0
{
	return check_if(file, !forced);
}

/* keeps only the lowest eight bits of what it is given */
static int check_if_byte(struct file *file, unsigned char wanted)
{
	return wanted ? security_file_truncate(file) : 0;
}

static int clear_negated_ok(struct file *file)
{
	int error = check_unless(file, false);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_negated_ok)

static int clear_negated_bad(struct file *file)
{
	int error = check_unless(file, true);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_negated_bad)

static int clear_converted_ok(struct file *file, unsigned int flags)
{
	int error = check_unless(file, flags & FORCED);

	if (error)
		return error;
	return flags & FORCED ? 0 : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_converted_ok, unsigned int)

static int clear_converted_bad(struct file *file, unsigned int flags)
{
	int error = check_unless(file, flags & FORCED);

	if (error)
		return error;
	return flags & FORCED ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_converted_bad, unsigned int)

static int clear_large_ok(struct file *file, unsigned int flags)
{
	int error = check_if(file, flags & LARGE);

	if (error)
		return error;
	return flags & LARGE ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_large_ok, unsigned int)

static int clear_large_bad(struct file *file, unsigned int flags)
{
	int error = check_if_byte(file, flags & LARGE);

	if (error)
		return error;
	return flags & LARGE ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_large_bad, unsigned int)

static int clear_compared_ok(struct file *file, int owner)
{
	bool foreign = owner != 0;
	int error = check_if(file, foreign);

	if (error)
		return error;
	return owner == 0 ? 0 : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_compared_ok, int)

static int clear_compared_bad(struct file *file, int owner)
{
	bool foreign = owner > 0;
	int error = check_if(file, foreign);

	if (error)
		return error;
	return owner == 0 ? 0 : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_compared_bad, int)
