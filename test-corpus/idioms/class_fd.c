// A descriptor is looked up by CLASS(), and the scope's end gives it back.
// rules: ../truncate.yaml ../entries.yaml
#include "cleanup.h"

struct fd {
	unsigned long word;
};

#define fd_file(f) ((struct file *)((f).word & ~3UL))
#define fd_empty(f) unlikely(!(f).word)

unsigned long __fdget(int number);

static inline struct fd fdget(int number)
{
	return (struct fd){ __fdget(number) };
}

static inline void fdput(struct fd f)
{
	if (f.word & 1)
		fput(fd_file(f));
}

DEFINE_CLASS(fd, struct fd, fdput(_T), fdget(number), int number)

SYSCALL_DEFINE1(class_ok, int, number)
{
	CLASS(fd, f)(number);
	int error;

	if (fd_empty(f))
		return -EBADF;
	error = security_file_truncate(fd_file(f));
	if (error)
		return error;
	return do_ftruncate(fd_file(f), 0);
}

SYSCALL_DEFINE1(class_bad, int, number)
{
	CLASS(fd, f)(number);
	int error;

	if (fd_empty(f))
		return -EBADF;
	error = security_file_truncate(fd_file(f));
	if (!error)
		return error;
	return do_ftruncate(fd_file(f), 0); // expect: file/truncate f & -4 (ignored-result)
}

SYSCALL_DEFINE2(two_classes_ok, int, from, int, to)
{
	CLASS(fd, in)(from);
	CLASS(fd, out)(to);

	if (fd_empty(in) || fd_empty(out))
		return -EBADF;
	if (security_file_truncate(fd_file(out)))
		return -EACCES;
	return do_ftruncate(fd_file(out), 0);
}

SYSCALL_DEFINE2(two_classes_bad, int, from, int, to)
{
	CLASS(fd, in)(from);
	CLASS(fd, out)(to);

	if (fd_empty(in) || fd_empty(out))
		return -EBADF;
	if (security_file_truncate(fd_file(in)))
		return -EACCES;
	return do_ftruncate(fd_file(out), 0); // expect: file/truncate out & -4 (wrong-object)
}
