// An exemption speaks of one caller and of no other.
// rules: exempt.yaml ../entries.yaml
#include "fs.h"

static int truncate_own_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_own_ok)

static int truncate_other_bad(struct file *file)
{
	int error = file->f_inode ? security_file_truncate(file) : 0;
	if (error)
		return error;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_other_bad)
