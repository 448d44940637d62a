// A table of commands says which of them need the check.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define NEEDS_CHECK 1

struct careful_command {
	unsigned int flags;
	int (*run)(struct file *file);
};

struct careless_command {
	unsigned int flags;
	int (*run)(struct file *file);
};

static int clear_ok(struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - what stands in a constant table is not looked up
}

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: careless
}

static int query(struct file *file)
{
	return file->f_flags;
}

static const struct careful_command careful_commands[] = {
	{ 0, query },
	{ NEEDS_CHECK, clear_ok },
};

static const struct careless_command careless_commands[] = {
	{ NEEDS_CHECK, query },
	{ 0, clear_bad },
};

SYSCALL_DEFINE2(careful_ok, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	const struct careful_command *command;

	if (!file || cmd >= 2)
		return -EINVAL;
	command = &careful_commands[cmd];
	if (command->flags & NEEDS_CHECK && security_file_truncate(file))
		return -EACCES;
	return command->run(file);
}

SYSCALL_DEFINE2(careless, int, fd, unsigned int, cmd)
{
	struct file *file = fget(fd);
	const struct careless_command *command;

	if (!file || cmd >= 2)
		return -EINVAL;
	command = &careless_commands[cmd];
	if (command->flags & NEEDS_CHECK && security_file_truncate(file))
		return -EACCES;
	return command->run(file);
}
