// The members of a union share their memory, whatever they are called.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct descriptor {
	unsigned int kind;
	union {
		struct file *file;
		void *private;
		unsigned long word;
	};
};

struct pair {
	union {
		struct {
			struct file *left, *right;
		};
		struct file *both[2];
	};
};

static int clear_private_ok(struct file *file)
{
	struct descriptor descriptor = { .kind = 1, .file = file };

	if (security_file_truncate(descriptor.file))
		return -EACCES;
	return do_ftruncate(descriptor.private, 0);
}
FILE_ENTRY(clear_private_ok)

static int clear_private_bad(struct file *file)
{
	struct descriptor descriptor = { .kind = 1, .file = file };

	if (security_file_truncate(descriptor.file))
		return -EACCES;
	descriptor.private = next_file(file);
	return do_ftruncate(descriptor.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_private_bad)

static int clear_word_ok(struct file *file)
{
	struct descriptor descriptor = {};

	descriptor.word = (unsigned long)file;
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(descriptor.file, 0);
}
FILE_ENTRY(clear_word_ok)

static int clear_word_bad(struct file *file)
{
	struct descriptor descriptor = { .file = file };

	descriptor.word = (unsigned long)next_file(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(descriptor.file, 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_word_bad)

static int clear_kind_ok(struct file *file)
{
	struct descriptor descriptor = { .file = file };

	if (security_file_truncate(file))
		return -EACCES;
	descriptor.kind = 2;
	return do_ftruncate(descriptor.private, 0);
}
FILE_ENTRY(clear_kind_ok)

static int clear_second_ok(struct file *file)
{
	struct pair pair = { .left = next_file(file), .right = file };

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(pair.both[1], 0);
}
FILE_ENTRY(clear_second_ok)

static int clear_second_bad(struct file *file)
{
	struct pair pair = { .left = file, .right = next_file(file) };

	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(pair.both[1], 0); // expect: file/truncate next_file() (wrong-object)
}
FILE_ENTRY(clear_second_bad)
