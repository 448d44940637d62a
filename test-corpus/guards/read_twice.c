// A condition that others may change meanwhile is read once, or once more for the operation.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define SHARED 1

static int clear_read_once_ok(struct file *file)
{
	unsigned int flags = READ_ONCE(file->f_flags);

	if (flags & SHARED && security_file_truncate(file))
		return -EACCES;
	return flags & SHARED ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(clear_read_once_ok)

static int clear_read_twice_bad(struct file *file)
{
	if (READ_ONCE(file->f_flags) & SHARED && security_file_truncate(file))
		return -EACCES;
	return READ_ONCE(file->f_flags) & SHARED ? do_ftruncate(file, 0) : 0; // missed: file/truncate - two volatile reads of a field are taken for one
}
FILE_ENTRY(clear_read_twice_bad)

static int check_shared(struct file *file)
{
	return READ_ONCE(file->f_flags) & SHARED ? security_file_truncate(file) : 0;
}

static int check_shared_flags(struct file *file, unsigned int flags)
{
	return flags & SHARED ? security_file_truncate(file) : 0;
}

static int clear_handed_down_ok(struct file *file)
{
	unsigned int flags = READ_ONCE(file->f_flags);

	if (check_shared_flags(file, flags))
		return -EACCES;
	return flags & SHARED ? do_ftruncate(file, 0) : 0;
}
FILE_ENTRY(clear_handed_down_ok)

static int clear_read_by_both_bad(struct file *file)
{
	if (check_shared(file))
		return -EACCES;
	return READ_ONCE(file->f_flags) & SHARED ? do_ftruncate(file, 0) : 0; // missed: file/truncate - two volatile reads of a field are taken for one
}
FILE_ENTRY(clear_read_by_both_bad)
