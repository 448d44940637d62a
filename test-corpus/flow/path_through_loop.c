// The path to a finding behind a loop shows the check that the loop made.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_next_bad(struct file *file)
{
	do {
		if (security_file_truncate(file))
			return -EACCES;
		file = next_file(file);
	} while (file->f_flags);
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_next_bad)

static int truncate_next_ok(struct file *file)
{
	do {
		file = next_file(file);
		if (security_file_truncate(file))
			return -EACCES;
	} while (file->f_flags);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_next_ok)
