// Two ways lead to one operation on one object; that one cannot be taken says nothing of the other.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define isPrivate(cmd) __builtin_expect(!!((cmd) >= 16 && (cmd) <= 31), 0)

static int perform_shorter(struct file *file, int cmd)
{
	return cmd == 5 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}

static int by_detour(struct file *file, int cmd)
{
	return perform_shorter(file, cmd);
}

static int shorter_way(struct file *file, int cmd)
{
	return isPrivate(cmd) ? perform_shorter(file, cmd) : by_detour(file, cmd);
}
FILE_ENTRY_WITH(shorter_way, int)

static int perform_first(struct file *file, int cmd)
{
	return cmd == 5 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}

static int first_way(struct file *file, int cmd)
{
	if (isPrivate(cmd))
		return perform_first(file, cmd);
	return perform_first(file, cmd);
}
FILE_ENTRY_WITH(first_way, int)

static int perform_here(struct file *file, int cmd)
{
	return cmd == 5 ? do_ftruncate(file, 0) : 0; // expect: file/truncate file
}

static int either_way(struct file *file, int cmd, int number)
{
	if (isPrivate(cmd))
		return perform_here(file, cmd);
	return number == 7 ? perform_here(file, number - 2) : 0;
}

SYSCALL_DEFINE3(either, int, fd, int, cmd, int, number)
{
	struct file *file = fget(fd);

	if (!file || isPrivate(cmd))
		return -EBADF;
	return either_way(file, cmd, number);
}

/* the twin: neither way can be taken */
static int perform_never(struct file *file, int cmd)
{
	return cmd == 5 ? do_ftruncate(file, 0) : 0;
}

static int neither_way_ok(struct file *file, int cmd)
{
	if (isPrivate(cmd))
		return perform_never(file, cmd);
	return cmd > 31 ? perform_never(file, cmd) : 0;
}
FILE_ENTRY_WITH(neither_way_ok, int)
