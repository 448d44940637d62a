// A callback gets a mode that says whether it may do what needs the check.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define LOOK 0
#define CLEAR 1

typedef int (*mode_fn)(struct file *file, int mode);

static int run(mode_fn fn, struct file *file, int mode)
{
	return fn(file, mode);
}

static int look_or_clear_ok(struct file *file, int mode)
{
	if (mode == CLEAR)
		return do_ftruncate(file, 0);
	return file->f_flags;
}

static int look_or_clear_bad(struct file *file, int mode)
{
	if (mode == CLEAR)
		return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: clear
	return file->f_flags;
}

/* never with CLEAR */
SYSCALL_DEFINE1(look_ok, int, fd)
{
	struct file *file = fget(fd);

	return file ? run(look_or_clear_ok, file, LOOK) : -EBADF;
}

SYSCALL_DEFINE1(clear_judged_ok, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return run(look_or_clear_ok, file, CLEAR);
}

SYSCALL_DEFINE1(look, int, fd)
{
	struct file *file = fget(fd);

	return file ? run(look_or_clear_bad, file, LOOK) : -EBADF;
}

SYSCALL_DEFINE1(clear, int, fd)
{
	struct file *file = fget(fd);

	return file ? run(look_or_clear_bad, file, CLEAR) : -EBADF;
}

/* the caller asks under the condition that the callback tests */
static int guarded_ok(struct file *file, int mode)
{
	return mode == CLEAR ? do_ftruncate(file, 1) : 0;
}

static int guarded(struct file *file, int mode)
{
	return mode == CLEAR ? do_ftruncate(file, 1) : 0; // expect: file/truncate file // entry: asked_for_looks
}

SYSCALL_DEFINE2(asked_for_clear_ok, int, fd, int, mode)
{
	struct file *file = fget(fd);

	if (!file || (mode == CLEAR && security_file_truncate(file)))
		return -EACCES;
	return run(guarded_ok, file, mode);
}

SYSCALL_DEFINE2(asked_for_looks, int, fd, int, mode)
{
	struct file *file = fget(fd);

	if (!file || (mode == LOOK && security_file_truncate(file)))
		return -EACCES;
	return run(guarded, file, mode);
}

/* through a member, as notifiers and device ioctls are */
struct handler {
	mode_fn handle;
};

static int handle_ok(struct file *file, int mode)
{
	return mode == CLEAR ? do_ftruncate(file, 2) : 0;
}

static const struct handler good_handler = { handle_ok };
const struct handler *handler_of(struct file *file);

SYSCALL_DEFINE2(member_ok, int, fd, int, mode)
{
	struct file *file = fget(fd);

	if (!file || mode == CLEAR)
		return -EACCES;
	return handler_of(file)->handle(file, mode);
}

struct open_handler {
	mode_fn handle;
};

static int handle_bad(struct file *file, int mode)
{
	return mode == CLEAR ? do_ftruncate(file, 2) : 0; // expect: file/truncate file // entry: member
}

static const struct open_handler poor_handler = { handle_bad };
const struct open_handler *open_handler_of(struct file *file);

SYSCALL_DEFINE2(member, int, fd, int, mode)
{
	struct file *file = fget(fd);

	if (!file || mode == LOOK)
		return -EACCES;
	return open_handler_of(file)->handle(file, mode);
}

/* the callback does the check, and the mode tells it to */
static int check_if_clear(struct file *file, int mode)
{
	return mode == CLEAR ? security_file_truncate(file) : 0;
}

static int asked_by_callback_ok(struct file *file)
{
	if (run(check_if_clear, file, CLEAR))
		return -EACCES;
	return do_ftruncate(file, 3);
}
FILE_ENTRY(asked_by_callback_ok)

static int not_asked_by_callback_bad(struct file *file)
{
	if (run(check_if_clear, file, LOOK))
		return -EACCES;
	return do_ftruncate(file, 3); // expect: file/truncate file
}
FILE_ENTRY(not_asked_by_callback_bad)
