// What the hook judges is set before it is asked and stays as it is until the operation.
// rules: invalidated_by.yaml ../entries.yaml
#include "fs.h"

struct address {
	unsigned long words[2];
};

struct program {
	struct file *file;
	struct file *interpreter;
	struct address address;
	unsigned int argc;
};

int security_program_check(struct program *program);
int load_program(struct program *program);

static void set_address(struct program *program, const struct address *from)
{
	program->address = *from;
}

static void swap_in(struct program *program)
{
	struct file *interpreter = program->interpreter;
	program->file = interpreter;
	program->interpreter = NULL;
}

static int checked_program(struct program *program)
{
	int error = security_program_check(program);
	return error;
}

/* set, then asked */
static int start_ok(struct program *program, struct file *file)
{
	program->file = file;
	if (security_program_check(program))
		return -EPERM;
	program->argc = 1;
	return load_program(program);
}

static int start_bad(struct program *program, struct file *file)
{
	if (security_program_check(program))
		return -EPERM;
	program->file = file;
	program->argc = 1;
	return load_program(program); // expect: exec/program program (early)
}

/* the same, with all three in functions of their own */
static int interpret_ok(struct program *program)
{
	swap_in(program);
	if (checked_program(program))
		return -EPERM;
	return load_program(program);
}

static int interpret_bad(struct program *program)
{
	if (checked_program(program))
		return -EPERM;
	swap_in(program);
	return load_program(program); // expect: exec/program program (early)
}

/* a struct that is copied whole */
static int arrive_ok(struct program *program, const struct address *from)
{
	set_address(program, from);
	if (security_program_check(program))
		return -EPERM;
	return load_program(program);
}

static int arrive_bad(struct program *program, const struct address *from)
{
	if (security_program_check(program))
		return -EPERM;
	set_address(program, from);
	return load_program(program); // expect: exec/program program (early)
}

/* asked again after each change, and once before the first */
static int chain_ok(struct program *program, int depth)
{
	for (int i = 0; i < depth; i++) {
		if (security_program_check(program))
			return -EPERM;
		if (load_program(program))
			return 0;
		swap_in(program);
	}
	return -EPERM;
}

static int chain_bad(struct program *program, int depth)
{
	if (security_program_check(program))
		return -EPERM;
	for (int i = 0; i < depth; i++) {
		if (load_program(program)) // expect: exec/program program (early)
			return 0;
		swap_in(program);
	}
	return -EPERM;
}

struct program *program_of(int fd);

SYSCALL_DEFINE3(start, int, fd, const struct address *, from, int, which)
{
	struct program *program = program_of(fd);
	struct file *file = fget(fd);

	switch (which) {
	case 0:
		return start_ok(program, file);
	case 1:
		return start_bad(program, file);
	case 2:
		return interpret_ok(program);
	case 3:
		return interpret_bad(program);
	case 4:
		return arrive_ok(program, from);
	case 5:
		return arrive_bad(program, from);
	case 6:
		return chain_ok(program, fd);
	default:
		return chain_bad(program, fd);
	}
}
