// The condition is a range, a shift or a conversion rather than an equality.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int check_from_ten(struct file *file, int level)
{
	return level >= 10 ? security_file_truncate(file) : 0;
}

static int check_listed(struct file *file, unsigned int cmd)
{
	if (cmd < 32 && (1u << cmd & 0x16))
		return security_file_truncate(file);
	return 0;
}

static int check_low_bits(struct file *file, unsigned int flags)
{
	return flags & 1 ? 0 : security_file_truncate(file);
}

static int check_huge(struct file *file, unsigned long size)
{
	return size > 0x8000000000000000ul ? security_file_truncate(file) : 0;
}

static int clear_above_ok(struct file *file, int level)
{
	int error = check_from_ten(file, level);

	if (error)
		return error;
	return level > 12 ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_above_ok, int)

static int clear_above_bad(struct file *file, int level)
{
	int error = check_from_ten(file, level);

	if (error)
		return error;
	return level > 8 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_above_bad, int)

/* as an unsigned number, what is below zero lies above ten */
static int clear_unsigned_ok(struct file *file, int level)
{
	int error = check_from_ten(file, level);

	if (error || level < 0)
		return error;
	return (unsigned int)level > 10u ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_unsigned_ok, int)

static int clear_unsigned_bad(struct file *file, int level)
{
	int error = check_from_ten(file, level);

	if (error)
		return error;
	return (unsigned int)level > 10u ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_unsigned_bad, int)

static int clear_listed_ok(struct file *file)
{
	int error = check_listed(file, 4);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - a mask that is shifted by a constant argument is not computed
}
FILE_ENTRY(clear_listed_ok)

static int clear_listed_bad(struct file *file)
{
	int error = check_listed(file, 3);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_listed_bad)

static int clear_shifted_ok(struct file *file, unsigned int flags)
{
	int error = check_low_bits(file, flags << 1);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_shifted_ok, unsigned int)

static int clear_shifted_bad(struct file *file, unsigned int flags)
{
	int error = check_low_bits(file, flags >> 1);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_shifted_bad, unsigned int)

/* the upper half of a long number does not reach the callee */
static int clear_narrowed_ok(struct file *file, unsigned long flags)
{
	int error = check_low_bits(file, flags & ~0xfful);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY_WITH(clear_narrowed_ok, unsigned long)

static int clear_narrowed_bad(struct file *file, unsigned long flags)
{
	int error = check_low_bits(file, flags & ~0xff00000000ul);

	return error ? error : do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_narrowed_bad, unsigned long)

/* larger than any signed number */
static int clear_huge_ok(struct file *file, unsigned long size)
{
	int error = check_huge(file, size);

	if (error)
		return error;
	return size > 0xa000000000000000ul ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY_WITH(clear_huge_ok, unsigned long)

static int clear_huge_bad(struct file *file, unsigned long size)
{
	int error = check_huge(file, size);

	if (error)
		return error;
	return size > 0x6000000000000000ul ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
FILE_ENTRY_WITH(clear_huge_bad, unsigned long)

/* two numbers instead of one and a constant */
static int check_if_more(struct file *file, unsigned int wanted, unsigned int had)
{
	return wanted > had ? security_file_truncate(file) : 0;
}

SYSCALL_DEFINE3(more_ok, int, fd, unsigned int, wanted, unsigned int, had)
{
	struct file *file = fget(fd);

	if (!file || check_if_more(file, wanted, had))
		return -EACCES;
	return wanted > had ? do_ftruncate(file, 0) : 0;
}

SYSCALL_DEFINE3(more_bad, int, fd, unsigned int, wanted, unsigned int, had)
{
	struct file *file = fget(fd);

	if (!file || check_if_more(file, wanted, had))
		return -EACCES;
	return wanted >= had ? do_ftruncate(file, 0) : 0; // expect: file/truncate file (bypass)
}
