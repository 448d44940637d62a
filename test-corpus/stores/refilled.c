// One structure on the stack is filled anew in every round of a loop.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct context {
	struct file *file;
	unsigned int round;
};

static int judge(const struct context *context)
{
	return security_file_truncate(context->file);
}

static void fill(struct context *context, struct file *file)
{
	context->file = file;
	context->round++;
}

static int clear_rounds_ok(struct file *file)
{
	struct context context = {};

	for (; file; file = next_file(file)) {
		context.file = file;
		if (judge(&context))
			return -EACCES;
		do_ftruncate(context.file, 0);
	}
	return 0;
}
FILE_ENTRY(clear_rounds_ok)

static int clear_first_round_bad(struct file *file)
{
	struct context context = { .file = file };

	if (judge(&context))
		return -EACCES;
	for (; file; file = next_file(file)) {
		context.file = file;
		do_ftruncate(context.file, 0); // expect: file/truncate file
	}
	return 0;
}
FILE_ENTRY(clear_first_round_bad)

static int clear_filled_rounds_ok(struct file *file)
{
	struct context context = {};

	while (file) {
		fill(&context, file);
		if (judge(&context))
			return -EACCES;
		do_ftruncate(context.file, 0);
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(clear_filled_rounds_ok)

static int clear_filled_late_bad(struct file *file)
{
	struct context context = { .file = file };

	while (file) {
		if (judge(&context))
			return -EACCES;
		fill(&context, file);
		do_ftruncate(context.file, 0); // expect: file/truncate file
		file = next_file(file);
	}
	return 0;
}
FILE_ENTRY(clear_filled_late_bad)

static int clear_only_rounds_ok(struct file *file, unsigned int rounds)
{
	struct context context = { .file = file };

	if (judge(&context))
		return -EACCES;
	for (context.round = 0; context.round < rounds; context.round++)
		do_ftruncate(context.file, 0);
	return 0;
}

SYSCALL_DEFINE2(rounds, int, fd, unsigned int, rounds)
{
	struct file *file = fget(fd);

	return file ? clear_only_rounds_ok(file, rounds) : -EBADF;
}
