// Elements of an array are told apart by their index.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int clear_constant_ok(struct file **files)
{
	if (security_file_truncate(files[1]))
		return -EACCES;
	return do_ftruncate(files[1], 0);
}

static int clear_constant_bad(struct file **files)
{
	if (security_file_truncate(files[0]))
		return -EACCES;
	/* named by its offset: elements with a constant index get no index back */
	return do_ftruncate(files[1], 0); // expect: file/truncate *(files + 8) (wrong-object)
}

static int clear_index_ok(struct file **files, unsigned int i)
{
	if (security_file_truncate(files[i]))
		return -EACCES;
	return do_ftruncate(files[i], 0);
}

static int clear_index_bad(struct file **files, unsigned int i, unsigned int j)
{
	if (security_file_truncate(files[i]))
		return -EACCES;
	/* named with a star: the name of an element is taken for its address */
	return do_ftruncate(files[j], 0); // expect: file/truncate *files[j] (wrong-object)
}

static int clear_moved_bad(struct file **files, unsigned int i)
{
	if (security_file_truncate(files[i]))
		return -EACCES;
	i++;
	return do_ftruncate(files[i], 0); // expect: file/truncate *files[i + 1] (wrong-object)
}

static int clear_round_ok(struct file **files, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		if (security_file_truncate(files[i]))
			return -EACCES;
		do_ftruncate(files[i], 0);
	}
	return 0;
}

static int clear_all_then_all_ok(struct file **files, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (security_file_truncate(files[i]))
			return -EACCES;
	for (unsigned int i = 0; i < count; i++)
		do_ftruncate(files[i], 0); // spurious: file/truncate - that a loop judged every element is not expressible
	return 0;
}

SYSCALL_DEFINE3(elements, int, fd, unsigned int, i, int, how)
{
	struct file *files[4] = { fget(fd), fget(fd + 1), fget(fd + 2), fget(fd + 3) };

	if (i >= 3)
		return -EINVAL;
	switch (how) {
	case 0:
		return clear_constant_ok(files);
	case 1:
		return clear_constant_bad(files);
	case 2:
		return clear_index_ok(files, i);
	case 3:
		return clear_index_bad(files, i, i + 1);
	case 4:
		return clear_moved_bad(files, i);
	case 5:
		return clear_round_ok(files, 4);
	default:
		return clear_all_then_all_ok(files, 4);
	}
}
