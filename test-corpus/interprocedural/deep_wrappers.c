// A chain of wrappers hands the answer up, and a chain of callers the duty to ask.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int ask1(struct file *file)
{
	return security_file_truncate(file);
}
static int ask2(struct file *file)
{
	return ask1(file);
}
static int ask3(struct file *file)
{
	return ask2(file);
}
static int ask4(struct file *file)
{
	return ask3(file);
}
static int ask5(struct file *file)
{
	return ask4(file);
}
static int ask6(struct file *file)
{
	return ask5(file);
}
static int ask7(struct file *file)
{
	return ask6(file);
}
static int ask8(struct file *file)
{
	return ask7(file);
}

static int truncate_two_ok(struct file *file)
{
	int error = ask2(file);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_two_ok)

static int truncate_five_ok(struct file *file)
{
	int error = ask5(file);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_five_ok)

static int truncate_six_ok(struct file *file)
{
	int error = ask6(file);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - wrappers further than five calls down are not looked into
}
FILE_ENTRY(truncate_six_ok)

static int truncate_seven_ok(struct file *file)
{
	int error = ask7(file);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - wrappers further than five calls down are not looked into
}
FILE_ENTRY(truncate_seven_ok)

static int truncate_eight_ok(struct file *file)
{
	int error = ask8(file);

	return error ? error : do_ftruncate(file, 0); // spurious: file/truncate - wrappers further than five calls down are not looked into
}
FILE_ENTRY(truncate_eight_ok)

static int truncate_eight_bad(struct file *file)
{
	int error = ask8(file);

	return error ? do_ftruncate(file, 0) : error; // expect: file/truncate file
}
FILE_ENTRY(truncate_eight_bad)

static int clear1(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: clear_deep
}
static int clear2(struct file *file)
{
	return clear1(file);
}
static int clear3(struct file *file)
{
	return clear2(file);
}
static int clear4(struct file *file)
{
	return clear3(file);
}
static int clear5(struct file *file)
{
	return clear4(file);
}
static int clear6(struct file *file)
{
	return clear5(file);
}
static int clear7(struct file *file)
{
	return clear6(file);
}

SYSCALL_DEFINE1(clear_deep, int, fd)
{
	struct file *file = fget(fd);

	return file ? clear7(file) : -EBADF;
}

SYSCALL_DEFINE1(clear_deep_checked, int, fd)
{
	struct file *file = fget(fd);

	if (!file || ask5(file))
		return -EBADF;
	return clear7(file);
}
