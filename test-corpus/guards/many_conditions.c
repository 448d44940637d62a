// More conditions stand before check and operation than a guard can hold.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static bool has_all(unsigned int flags)
{
	return (flags & 0x01) && (flags & 0x02) && (flags & 0x04) && (flags & 0x08) && (flags & 0x10);
}

static int check_unless_all(struct file *file, unsigned int flags)
{
	if ((flags & 0x001) && (flags & 0x002) && (flags & 0x004) && (flags & 0x008) && (flags & 0x010))
		if ((flags & 0x020) && (flags & 0x040) && (flags & 0x080) && (flags & 0x100) && (flags & 0x200))
			return 0;
	return security_file_truncate(file);
}

static int check_listed(struct file *file, int cmd)
{
	switch (cmd) {
	case 1:
	case 3:
	case 5:
	case 7:
	case 9:
	case 11:
	case 13:
	case 15:
	case 17:
	case 19:
		return security_file_truncate(file);
	default:
		return 0;
	}
}

static int clear_none_ok(struct file *file)
{
	int error = check_unless_all(file, 0);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(clear_none_ok)

static int clear_last_ok(struct file *file)
{
	int error = check_unless_all(file, 0x1ff);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - of more than eight conditions the last are forgotten
}
FILE_ENTRY(clear_last_ok)

static int clear_all_bad(struct file *file)
{
	int error = check_unless_all(file, 0x3ff);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_all_bad)

static int clear_listed_ok(struct file *file, int cmd)
{
	int error = check_listed(file, cmd);

	if (error)
		return error;
	return cmd == 19 ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_listed_ok, int)

static int clear_listed_bad(struct file *file, int cmd)
{
	int error = check_listed(file, cmd);

	if (error)
		return error;
	return cmd == 18 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_listed_bad, int)

static int perform_ok(struct file *file, unsigned int flags)
{
	if (flags & 0x001 || flags & 0x002 || flags & 0x004 || flags & 0x008 || flags & 0x010)
		return 0;
	if (flags & 0x020 || flags & 0x040 || flags & 0x080 || flags & 0x100 || flags & 0x200)
		return 0;
	return do_ftruncate(file, 0);
}

static int perform_bad(struct file *file, unsigned int flags)
{
	if (flags & 0x001 || flags & 0x002 || flags & 0x004 || flags & 0x008 || flags & 0x010)
		return 0;
	if (flags & 0x020 || flags & 0x040 || flags & 0x080 || flags & 0x100 || flags & 0x200)
		return 0;
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: clear_beyond
}

static int clear_first_ok(struct file *file)
{
	return perform_ok(file, 0x001);
}
FILE_ENTRY(clear_first_ok)

static int clear_tenth_ok(struct file *file)
{
	return perform_ok(file, 0x200);
}
FILE_ENTRY(clear_tenth_ok)

static int clear_beyond(struct file *file)
{
	return perform_bad(file, 0x400);
}
FILE_ENTRY(clear_beyond)

/* the same conditions in two functions and in the formula that decides the path */
static int clear_if_all_ok(struct file *file, unsigned int flags)
{
	if (has_all(flags) && security_file_truncate(file))
		return -EACCES;
	return (flags & 0x1f) == 0x1f ? do_ftruncate(file, 0) : 0; // spurious: file/truncate - what a predicate with && says about its argument is not known
}
FILE_ENTRY_WITH(clear_if_all_ok, unsigned int)

static int clear_if_all_bad(struct file *file, unsigned int flags)
{
	if (has_all(flags) && security_file_truncate(file))
		return -EACCES;
	return (flags & 0x1f) == 0x1e ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_if_all_bad, unsigned int)
