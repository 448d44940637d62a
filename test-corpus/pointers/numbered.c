// A table is indexed by a number that user space chose, or by one that is known.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*command_fn)(struct file *file, unsigned long arg);

static int query_ok(struct file *file, unsigned long arg)
{
	return file->f_flags == arg;
}

static int clear_listed_ok(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg);
}

static int clear_listed_bad(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg); // expect: file/truncate file (missing) // entry: listed
}

/* plain arrays of pointers to functions, as sys_call_table */
static const command_fn judged_commands[] = { query_ok, clear_listed_ok };
static command_fn unjudged_commands[] = { [0] = query_ok, [3] = clear_listed_bad };

SYSCALL_DEFINE3(listed_judged, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);

	if (!file || cmd > 1 || security_file_truncate(file))
		return -EINVAL;
	return judged_commands[cmd](file, arg);
}

SYSCALL_DEFINE3(listed, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);

	if (!file || cmd > 3 || !unjudged_commands[cmd])
		return -EINVAL;
	return unjudged_commands[cmd](file, arg);
}

/* a table of {cmd, fn} that is searched */
struct ioctl_row {
	unsigned int cmd;
	command_fn run;
};

static int clear_searched_bad(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg); // expect: file/truncate file (missing) // entry: searched
}

static int clear_judging_ok(struct file *file, unsigned long arg)
{
	int error = security_file_truncate(file);

	return error ? error : do_ftruncate(file, arg);
}

static const struct ioctl_row rows[] = {
	{ 0x1001, query_ok },
	{ 0x1002, clear_searched_bad },
	{ 0x1003, clear_judging_ok },
};

static command_fn lookup(unsigned int cmd)
{
	unsigned int i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].cmd == cmd)
			return rows[i].run;
	return NULL;
}

SYSCALL_DEFINE3(searched, int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct file *file = fget(fd);
	command_fn run = lookup(cmd);

	return file && run ? run(file, arg) : -EINVAL;
}

/* the dispatcher knows which row it takes */
struct fixed_row {
	command_fn run;
};

static int clear_never_called_ok(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg); // spurious: file/truncate - a row of a constant table is not looked up: any row counts as the one that is called
}

static int clear_third_bad(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg); // expect: file/truncate file (missing)
}

static const struct fixed_row fixed_rows[] = { { query_ok }, { clear_never_called_ok }, { clear_third_bad } };

SYSCALL_DEFINE1(first, int, fd)
{
	struct file *file = fget(fd);

	return file ? fixed_rows[0].run(file, 0) : -EBADF;
}

SYSCALL_DEFINE1(third, int, fd)
{
	struct file *file = fget(fd);

	return file ? fixed_rows[2].run(file, 0) : -EBADF;
}

/* an array in a structure, as the hooks of a netfilter table */
struct hooks {
	command_fn hooks[4];
	unsigned int count;
};

static int hook_bad(struct file *file, unsigned long arg)
{
	return do_ftruncate(file, arg); // expect: file/truncate file (missing) // entry: run_hooks
}

static int hook_ok(struct file *file, unsigned long arg)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, arg);
}

static struct hooks hooks = { .hooks = { hook_ok }, .count = 1 };

void add_hook(command_fn hook)
{
	hooks.hooks[hooks.count++] = hook;
}

int add_hooks(void)
{
	add_hook(hook_bad);
	return 0;
}

SYSCALL_DEFINE1(run_hooks, int, fd)
{
	struct file *file = fget(fd);
	unsigned int i;
	int error = 0;

	for (i = 0; file && i < hooks.count && !error; i++)
		error = hooks.hooks[i](file, i);
	return error;
}
