// The answer is negated before it is tested.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_ok(struct file *file)
{
	if (!security_file_truncate(file))
		return do_ftruncate(file, 0);
	return -EACCES;
}
FILE_ENTRY(truncate_ok)

static int truncate_bad(struct file *file)
{
	if (security_file_truncate(file))
		return do_ftruncate(file, 0); // expect: file/truncate file
	return -EACCES;
}
FILE_ENTRY(truncate_bad)

static int truncate_twice_ok(struct file *file)
{
	bool refused = !!security_file_truncate(file);

	if (unlikely(refused))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_twice_ok)

static int truncate_twice_bad(struct file *file)
{
	bool refused = !security_file_truncate(file);

	if (unlikely(refused))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file
}
FILE_ENTRY(truncate_twice_bad)

static int truncate_chained_ok(struct file *file)
{
	if (!file->f_inode || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_chained_ok)

static int truncate_chained_bad(struct file *file)
{
	if (!file->f_inode && security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (bypass)
}
FILE_ENTRY(truncate_chained_bad)
