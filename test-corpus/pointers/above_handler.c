// How control comes to a handler that is called by pointer is decided with the path below it.
// rules: ../truncate.yaml compat.yaml
#include "fs.h"

struct request {
	int fd;
	int is_dry;
};

typedef int (*handler_t)(struct request *request);

static int shrink(struct request *request)
{
	struct file *file = fget(request->fd);

	if (!file || request->is_dry)
		return -EBADF;
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

static int ignore_ok(struct request *request)
{
	return request->fd;
}

/* calls what it is given: only who gives shrink() leads there */
static int receive(int fd, int is_dry, handler_t handler)
{
	struct request request = { .fd = fd, .is_dry = is_dry };

	return handler(&request);
}

SYSCALL_DEFINE1(attempt, int, fd) // step: 1 enters system call attempt, which may lead to receive
{
	return receive(fd, 1, shrink);
}

SYSCALL_DEFINE1(bystander, int, fd)
{
	return receive(fd, 0, ignore_ok);
}

SYSCALL_DEFINE1(cut, int, fd) // step: 1 enters system call cut
{
	return receive(fd, 0, shrink);
}

/* nobody who leads here gets past the test: an entry is named that may, by the calls alone */
static int truncate_dry(struct request *request)
{
	struct file *file = fget(request->fd);

	if (!file || request->is_dry)
		return -EBADF;
	return do_ftruncate(file, 0); // spurious: file/truncate - that nobody leads past the test is no refutation, since callers may be unseen
}

SYSCALL_DEFINE1(only_attempt, int, fd)
{
	return receive(fd, 1, truncate_dry);
}

/* of two entries that lead here the native one is told */
static int shrink_either(struct request *request)
{
	struct file *file = fget(request->fd);

	return file ? do_ftruncate(file, 0) : -EBADF; // expect: file/truncate file (missing)
}

long __ia32_compat_sys_either(const struct pt_regs *regs);
long __ia32_compat_sys_either(const struct pt_regs *regs)
{
	return receive((int)regs->di, 0, shrink_either);
}

SYSCALL_DEFINE1(longer, int, fd) // step: 1 enters system call longer
{
	return fd < 0 ? -EBADF : receive(fd, 0, shrink_either);
}
