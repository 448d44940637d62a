// A function is handed to, or kept for, code that was not captured.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*file_fn)(struct file *file);

int for_each_file(file_fn fn);
int register_handler(int number, file_fn fn);

/* handed to a function without a body: it is called by whoever that is */
static int handed_bad(struct file *file)
{
	return do_ftruncate(file, 0); // missed: file/truncate - a function that is only handed to code without a body is no entry
}

static int handed_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

SYSCALL_DEFINE1(all, int, how)
{
	return for_each_file(how ? handed_bad : handed_ok);
}

int register_them(void)
{
	return register_handler(1, handed_ok);
}

/* kept in a member that no captured code calls through */
struct driver {
	file_fn probe;
	file_fn remove;
};

int register_driver(struct driver *driver);

static int kept_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing) // entry: kept_bad
}

static int kept_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 1);
}

struct driver *new_driver(void);

int register_kept(void)
{
	struct driver *driver = new_driver();

	driver->probe = kept_bad;
	driver->remove = kept_ok;
	return register_driver(driver);
}

/* kept in a variable that other units call through */
static int shared_bad(struct file *file)
{
	return do_ftruncate(file, 2); // expect: file/truncate file (missing) // entry: shared_bad
}

static int shared_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 2);
}

file_fn first_shared = shared_bad, second_shared = shared_ok;

/* the same, but assigned */
static int assigned_bad(struct file *file)
{
	return do_ftruncate(file, 3); // missed: file/truncate - a function that is assigned to a variable nobody calls through is no entry, unlike one of an initialiser
}

file_fn assigned;

void assign(void)
{
	assigned = assigned_bad;
}

/* in a structure on the stack that goes to a function without a body */
static int context_bad(struct file *file)
{
	return do_ftruncate(file, 4); // expect: file/truncate file (missing) // entry: context_bad
}

struct context {
	file_fn actor;
	unsigned int left;
};

int iterate_dir(struct context *context);

SYSCALL_DEFINE1(getdents, int, fd)
{
	struct context context = { .actor = context_bad, .left = 1 };

	return iterate_dir(&context);
}

/* returned to whoever asks */
static int returned_bad(struct file *file)
{
	return do_ftruncate(file, 5); // missed: file/truncate - a function that is only returned to who asks is no entry
}

file_fn which(void)
{
	return returned_bad;
}
