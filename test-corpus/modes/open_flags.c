// The way in which a file is opened is translated into the right that is asked for.
// rules: ../rules/mode.yaml ../entries.yaml
#include "fs.h"

#define O_ACCMODE 3
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2

static long write_switched_ok(struct file *file, unsigned int flags)
{
	int mask;

	switch (flags & O_ACCMODE) {
	case O_RDONLY:
		mask = MAY_READ;
		break;
	case O_WRONLY:
		mask = MAY_WRITE;
		break;
	default:
		mask = MAY_READ | MAY_WRITE;
	}
	if (security_file_permission(file, mask))
		return -EACCES;
	return (flags & O_ACCMODE) == O_WRONLY ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_switched_ok, unsigned int)

static long write_switched_bad(struct file *file, unsigned int flags)
{
	int mask;

	switch (flags & O_ACCMODE) {
	case O_RDONLY:
		mask = MAY_READ;
		break;
	case O_WRONLY:
		mask = MAY_WRITE;
		break;
	default:
		mask = MAY_READ | MAY_WRITE;
	}
	if (security_file_permission(file, mask))
		return -EACCES;
	return (flags & O_ACCMODE) == O_RDONLY ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_switched_bad, unsigned int)

/* one of three is read-only, the other two may write */
static long write_not_read_only_ok(struct file *file, unsigned int flags)
{
	int mask = (flags & O_ACCMODE) == O_RDONLY ? MAY_READ : MAY_WRITE;

	if (security_file_permission(file, mask))
		return -EACCES;
	return flags & O_ACCMODE ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_not_read_only_ok, unsigned int)

/* O_RDWR is taken for read-only */
static long write_not_read_only_bad(struct file *file, unsigned int flags)
{
	int mask = flags & O_WRONLY ? MAY_WRITE : MAY_READ;

	if (security_file_permission(file, mask))
		return -EACCES;
	return flags & O_ACCMODE ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_not_read_only_bad, unsigned int)

/* 0, 1, 2 become 1, 2, 3: a bit for reading and one for writing, shifted to the right's place */
static long write_by_arithmetic_ok(struct file *file, unsigned int flags)
{
	unsigned int modes = (flags + 1) & O_ACCMODE;
	int mask = modes & 2 ? MAY_WRITE : MAY_READ;

	if (security_file_permission(file, mask))
		return -EACCES;
	return (flags & O_ACCMODE) == O_RDWR ? file->f_op->write(file, NULL, 0) : 0;
}
FILE_ENTRY_WITH(write_by_arithmetic_ok, unsigned int)

static long write_by_arithmetic_bad(struct file *file, unsigned int flags)
{
	unsigned int modes = flags & O_ACCMODE;
	int mask = modes & 1 ? MAY_WRITE : MAY_READ;

	if (security_file_permission(file, mask))
		return -EACCES;
	return (flags & O_ACCMODE) == O_RDWR ? file->f_op->write(file, NULL, 0) : 0; // expect: file/write file
}
FILE_ENTRY_WITH(write_by_arithmetic_bad, unsigned int)
