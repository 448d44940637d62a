// Only the first of several is checked before the loop works on all of them.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define FILES 4

struct batch {
	unsigned int count;
	struct file *files[FILES];
};

static int truncate_each_ok(struct file **files)
{
	for (int i = 0; i < FILES; i++) {
		if (security_file_truncate(files[i]))
			return -EACCES;
		do_ftruncate(files[i], 0);
	}
	return 0;
}

static int truncate_each_bad(struct file **files)
{
	if (security_file_truncate(files[0]))
		return -EACCES;
	for (int i = 0; i < FILES; i++)
		do_ftruncate(files[i], 0); // expect: file/truncate *files[i] (wrong-object)
	return 0;
}

static int truncate_first_ok(struct file **files)
{
	if (security_file_truncate(files[0]))
		return -EACCES;
	for (int i = 0; i < FILES; i++)
		do_ftruncate(files[0], i);
	return 0;
}

static int truncate_pointer_ok(struct file **files)
{
	for (struct file **at = files; at < files + FILES; at++) {
		if (security_file_truncate(*at))
			return -EACCES;
		do_ftruncate(*at, 0);
	}
	return 0;
}

static int truncate_pointer_bad(struct file **files)
{
	struct file **at = files;

	if (security_file_truncate(*at))
		return -EACCES;
	for (; at < files + FILES; at++)
		do_ftruncate(*at, 0); // expect: file/truncate *at
	return 0;
}

static int truncate_batch_ok(struct batch *batch)
{
	for (unsigned int i = 0; i < batch->count; i++) {
		struct file *file = batch->files[i];

		if (security_file_truncate(file))
			return -EACCES;
		do_ftruncate(file, 0);
	}
	return 0;
}

static int truncate_batch_bad(struct batch *batch)
{
	struct file *file = batch->files[0];

	if (security_file_truncate(file))
		return -EACCES;
	for (unsigned int i = 1; i < batch->count; i++) {
		do_ftruncate(file, 0); // expect: file/truncate file
		file = batch->files[i];
	}
	return 0;
}

SYSCALL_DEFINE2(first_element, int, fd, int, how)
{
	struct file *files[FILES] = { fget(fd), fget(fd + 1), fget(fd + 2), fget(fd + 3) };
	struct batch batch = { .count = 2, .files = { files[0], files[1] } };

	switch (how) {
	case 0:
		return truncate_each_ok(files);
	case 1:
		return truncate_each_bad(files);
	case 2:
		return truncate_first_ok(files);
	case 3:
		return truncate_pointer_ok(files);
	case 4:
		return truncate_pointer_bad(files);
	case 5:
		return truncate_batch_ok(&batch);
	default:
		return truncate_batch_bad(&batch);
	}
}
