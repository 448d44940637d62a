// The first round asks, the others rely on it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

int next_length(struct file *file);

static int truncate_one(struct file *file, unsigned int flags, int not_first)
{
	long error;
	int done;

	if (unlikely(not_first))
		error = do_ftruncate(file, 0); // expect: file/truncate file // entry: rest
	else
		error = security_file_truncate(file) ?: do_ftruncate(file, 0);
	if (error < 0)
		goto out;
	done = error;
	if (flags & 2) {
		error = next_length(file);
		if (error)
			goto out;
	}
	error = done;
out:
	return error;
}

static int truncate_several(struct file *file, unsigned int flags, unsigned int count)
{
	int error = 0, rounds = 0;

	while (rounds < count) {
		if (flags & 1) {
			error = truncate_one(file, flags & ~4, rounds);
			if (error < 0)
				break;
		} else {
			error = truncate_one(file, flags, rounds);
			if (error < 0)
				break;
		}
		if (error)
			break;
		++rounds;
		if (flags & 4)
			flags |= 8;
	}
	return error ? error : rounds;
}

static int truncate_rest(struct file *file, unsigned int flags, unsigned int count)
{
	for (int rounds = 1; rounds < count; rounds++) {
		int error = truncate_one(file, flags, rounds);

		if (error)
			return error;
	}
	return 0;
}

SYSCALL_DEFINE3(several, int, fd, unsigned int, flags, unsigned int, count)
{
	return truncate_several(fget(fd), flags, count);
}

SYSCALL_DEFINE3(rest, int, fd, unsigned int, flags, unsigned int, count)
{
	return truncate_rest(fget(fd), flags, count);
}
