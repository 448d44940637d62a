// The check of one round is meant for the object of the next.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct cursor {
	unsigned int position;
	struct file *file;
};

static int elements_ok(struct file **files, int count)
{
	if (security_file_truncate(files[0]))
		return -EACCES;
	for (int i = 0; i < count; i++) {
		do_ftruncate(files[i], 0); // spurious: file/truncate - that the element of the next round is the one after this is not expressible
		if (security_file_truncate(files[i + 1]))
			return -EACCES;
	}
	return 0;
}

static int elements_bad(struct file **files, int count)
{
	if (security_file_truncate(files[0]))
		return -EACCES;
	for (int i = 0; i < count; i++) {
		do_ftruncate(files[i], 0); // expect: file/truncate *files[i]
		if (security_file_truncate(files[i]))
			return -EACCES;
	}
	return 0;
}

/* the object is a field of what the caller gave */
static int cursor_ok(struct cursor *cursor)
{
	while (cursor->file) {
		do_ftruncate(cursor->file, 0); // spurious: file/truncate - a field that the caller's file and a checked one share in turn is one unknown object
		cursor->file = next_file(cursor->file);
		if (cursor->file && security_file_truncate(cursor->file))
			return -EACCES;
	}
	return 0;
}

static int cursor_bad(struct cursor *cursor)
{
	while (cursor->file) {
		do_ftruncate(cursor->file, 0); // expect: file/truncate cursor->file
		cursor->file = next_file(cursor->file);
	}
	return 0;
}

/* a callee moves it on */
static void advance(struct file **file)
{
	*file = next_file(*file);
}

static int advanced_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	while (file) {
		do_ftruncate(file, 0);
		advance(&file);
		if (security_file_truncate(file))
			return -EACCES;
	}
	return 0;
}
FILE_ENTRY(advanced_ok)

static int advanced_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	while (file) {
		do_ftruncate(file, 0); // expect: file/truncate file
		if (security_file_truncate(file))
			return -EACCES;
		advance(&file);
	}
	return 0;
}
FILE_ENTRY(advanced_bad)

SYSCALL_DEFINE2(check_ahead, int, fd, int, how)
{
	struct file *files[3] = { fget(fd), fget(fd + 1), fget(fd + 2) };
	struct cursor cursor = { .file = files[0] };

	switch (how) {
	case 0:
		return elements_ok(files, 2);
	case 1:
		return elements_bad(files, 2);
	case 2:
		return security_file_truncate(cursor.file) ?: cursor_ok(&cursor);
	default:
		return security_file_truncate(cursor.file) ?: cursor_bad(&cursor);
	}
}
