// A pointer shares its word with flags, which are masked off before it is used.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define FDPUT_FPUT 1
#define FDPUT_POS 2

struct fd {
	unsigned long word;
};

#define fd_file(f) ((struct file *)((f).word & ~(FDPUT_FPUT | FDPUT_POS)))
#define fd_empty(f) unlikely(!(f).word)

unsigned long __fdget(int number);

static inline struct fd fdget(int number)
{
	return (struct fd){ __fdget(number) };
}

static inline void fdput(struct fd f)
{
	if (f.word & FDPUT_FPUT)
		fput(fd_file(f));
}

static int judge(struct fd f)
{
	return security_file_truncate(fd_file(f));
}

SYSCALL_DEFINE1(masked_ok, int, number)
{
	struct fd f = fdget(number);
	int error;

	if (fd_empty(f))
		return -EBADF;
	error = security_file_truncate(fd_file(f));
	if (!error)
		error = do_ftruncate(fd_file(f), 0);
	fdput(f);
	return error;
}

SYSCALL_DEFINE2(masked_bad, int, number, int, other)
{
	struct fd f = fdget(number), g = fdget(other);
	int error;

	if (fd_empty(f) || fd_empty(g))
		return -EBADF;
	error = security_file_truncate(fd_file(g));
	if (!error)
		error = do_ftruncate(fd_file(f), 0); // expect: file/truncate f & -4 (wrong-object)
	fdput(f);
	return error;
}

SYSCALL_DEFINE1(masked_judged_ok, int, number)
{
	struct fd f = fdget(number);

	if (fd_empty(f) || judge(f))
		return -EBADF;
	return do_ftruncate(fd_file(f), 0);
}

SYSCALL_DEFINE1(local_word_ok, int, number)
{
	unsigned long word = __fdget(number);
	struct file *file = (struct file *)(word & ~3UL);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return do_ftruncate((struct file *)(word & ~3UL), 0);
}

SYSCALL_DEFINE2(local_word_bad, int, number, int, other)
{
	unsigned long word = __fdget(number);
	struct file *file = (struct file *)(word & ~3UL);

	if (!file || security_file_truncate(file))
		return -EBADF;
	word = __fdget(other);
	return do_ftruncate((struct file *)(word & ~3UL), 0); // expect: file/truncate word & -4
}

static unsigned long tag(struct file *file)
{
	return (unsigned long)file | FDPUT_FPUT;
}

/* files are aligned, but no C file can say so: the flag is masked off again */
static int clear_tagged_ok(struct file *file)
{
	unsigned long word = tag(file);

	if (security_file_truncate((struct file *)(word & ~3UL)))
		return -EACCES;
	return do_ftruncate((struct file *)(word & ~3UL), 0);
}
FILE_ENTRY(clear_tagged_ok)
