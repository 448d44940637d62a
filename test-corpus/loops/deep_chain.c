// Each of many callers does something of its own before it calls the next.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

#define FROM_KERNEL 1
#define QUIET 2

struct request {
	unsigned int flags;
	struct file *file;
};

/* the condition is asked at the bottom and known at the top */
static int work5_ok(struct file *file, unsigned int flags)
{
	return flags & FROM_KERNEL ? 0 : do_ftruncate(file, 0);
}
static int work4_ok(struct file *file, unsigned int flags)
{
	return file->f_inode ? work5_ok(file, flags) : -EINVAL;
}
static int work3_ok(const struct request *request)
{
	return work4_ok(request->file, request->flags);
}
static int work2_ok(struct file *file, unsigned int flags)
{
	struct request request = { .flags = flags | QUIET, .file = file };

	return work3_ok(&request);
}
static int work1_ok(struct file *file, unsigned int flags)
{
	int error = work2_ok(file, flags);

	return error < 0 ? error : 0;
}

static int kernel_ok(struct file *file)
{
	return work1_ok(file, FROM_KERNEL);
}
FILE_ENTRY(kernel_ok)

static int checked_ok(struct file *file, unsigned int flags)
{
	return security_file_truncate(file) ?: work1_ok(file, flags);
}
FILE_ENTRY_WITH(checked_ok, unsigned int)

static int checked_unless_kernel_ok(struct file *file, unsigned int flags)
{
	if (!(flags & FROM_KERNEL) && security_file_truncate(file))
		return -EACCES;
	return work1_ok(file, flags);
}
FILE_ENTRY_WITH(checked_unless_kernel_ok, unsigned int)

static int work5_bad(struct file *file, unsigned int flags)
{
	return flags & FROM_KERNEL ? 0 : do_ftruncate(file, 0); // expect: file/truncate file // entry: user unchecked
}
static int work4(struct file *file, unsigned int flags)
{
	return file->f_inode ? work5_bad(file, flags) : -EINVAL;
}
static int work3(const struct request *request)
{
	return work4(request->file, request->flags);
}
static int work2(struct file *file, unsigned int flags)
{
	struct request request = { .flags = flags | QUIET, .file = file };

	return work3(&request);
}
static int work1(struct file *file, unsigned int flags)
{
	int error = work2(file, flags);

	return error < 0 ? error : 0;
}

static int user(struct file *file)
{
	return work1(file, QUIET);
}
FILE_ENTRY(user)

static int unchecked(struct file *file, unsigned int flags)
{
	if ((flags & FROM_KERNEL) && security_file_truncate(file))
		return -EACCES;
	return work1(file, flags);
}
FILE_ENTRY_WITH(unchecked, unsigned int)

/* the answer comes up through callers that translate it */
static int ask4(struct file *file)
{
	return security_file_truncate(file);
}
static bool ask3(struct file *file)
{
	return ask4(file) == 0;
}
static void *ask2(struct file *file)
{
	return ask3(file) ? file : ERR_PTR(-EACCES);
}
static int ask1(struct file *file)
{
	void *answer = ask2(file);

	return IS_ERR(answer) ? PTR_ERR(answer) : 0;
}

static int translated_ok(struct file *file)
{
	int error = ask1(file);

	return error ? error : do_ftruncate(file, 0);
}
FILE_ENTRY(translated_ok)

static int translated_bad(struct file *file)
{
	int error = ask1(file);

	return error ? do_ftruncate(file, 0) : error; // expect: file/truncate file
}
FILE_ENTRY(translated_bad)
