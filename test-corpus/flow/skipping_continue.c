// A continue leads past the check to the next round.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_all_ok(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (!file->f_inode)
			continue;
		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
	}
	return 0;
}
FILE_ENTRY(truncate_all_ok)

static int truncate_all_bad(struct file *file)
{
	for (; file; file = next_file(file)) {
		if (file->f_inode) {
			if (security_file_truncate(file))
				return -EACCES;
		}
		do_ftruncate(file, 0); // expect: file/truncate file (bypass)
	}
	return 0;
}
FILE_ENTRY(truncate_all_bad)

static int truncate_two_loops_bad(struct file **files, int count)
{
	for (int i = 0; i < count; i++) {
		if (files[i]->f_flags)
			continue;
		if (security_file_truncate(files[i]))
			return -EACCES;
	}
	for (int i = 0; i < count; i++) {
		struct file *file = files[i];

		/* named with a star: the name of an element is taken for its address */
		do_ftruncate(file, 0); // expect: file/truncate *files[i] (bypass)
	}
	return 0;
}

SYSCALL_DEFINE2(two_loops, int, first, int, second)
{
	struct file *files[2] = { fget(first), fget(second) };

	if (!files[0] || !files[1])
		return -EBADF;
	return truncate_two_loops_bad(files, 2);
}
