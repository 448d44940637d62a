// Two parameters together decide, and the caller says it the other way round.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define SYNC 1
#define LAZY 2

static int check_unless_both(struct file *file, unsigned int flags, int owner)
{
	if ((flags & LAZY) && owner == 0)
		return 0;
	return security_file_truncate(file);
}

static int check_unless_either(struct file *file, unsigned int flags, int owner)
{
	if ((flags & LAZY) || owner == 0)
		return 0;
	return security_file_truncate(file);
}

static int clear_one_constant_ok(struct file *file, unsigned int flags)
{
	int error = check_unless_both(file, flags, 1);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_one_constant_ok, unsigned int)

static int clear_one_constant_bad(struct file *file, unsigned int flags)
{
	int error = check_unless_either(file, flags, 1);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_one_constant_bad, unsigned int)

static int perform_turned_ok(struct file *file, unsigned int flags, int owner)
{
	if (!(flags & LAZY) || owner != 0)
		return do_ftruncate(file, 0);
	return 0;
}

static int perform_turned_bad(struct file *file, unsigned int flags, int owner)
{
	if (!(flags & LAZY) || owner != 0)
		return do_ftruncate(file, 0); // expect: file/truncate file // entry: turned_either
	return 0;
}

SYSCALL_DEFINE3(turned_both_ok, int, fd, unsigned int, flags, int, owner)
{
	struct file *file = fget(fd);

	if (!file || check_unless_both(file, flags, owner))
		return -EACCES;
	return perform_turned_ok(file, flags, owner);
}

SYSCALL_DEFINE3(turned_either, int, fd, unsigned int, flags, int, owner)
{
	struct file *file = fget(fd);

	if (!file || check_unless_either(file, flags, owner))
		return -EACCES;
	return perform_turned_bad(file, flags, owner);
}

/* the same two bits, asked for at once and one by one */
static int check_unless_mask(struct file *file, unsigned int flags)
{
	if ((flags & (SYNC | LAZY)) == (SYNC | LAZY))
		return 0;
	return security_file_truncate(file);
}

static int clear_mask_ok(struct file *file, unsigned int flags)
{
	int error = check_unless_mask(file, flags);

	if (error || ((flags & SYNC) && (flags & LAZY)))
		return error;
	return do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_mask_ok, unsigned int)

static int clear_mask_bad(struct file *file, unsigned int flags)
{
	int error = check_unless_mask(file, flags);

	if (error || !(flags & SYNC) || !(flags & LAZY))
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY_WITH(clear_mask_bad, unsigned int)
