// Where there are no trampolines a static call goes through the key.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct static_call_key {
	void *func;
};

/* include/linux/static_call.h without CONFIG_HAVE_STATIC_CALL */
#define DEFINE_STATIC_CALL(name, _func)                                                            \
	extern __typeof__(_func) __SCT__##name;                                                    \
	struct static_call_key __SCK__##name = { .func = _func }
#define static_call(name) ((__typeof__(__SCT__##name) *)READ_ONCE(__SCK__##name.func))
#define static_call_update(name, _func) WRITE_ONCE(__SCK__##name.func, _func)

static int clear_judged_ok(struct file *file)
{
	return do_ftruncate(file, 0);
}

static int clear_unjudged_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: clear_unjudged
}

static int clear_updated_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file (missing)
}

/* of the key that is only called after a check */
static int clear_updated_ok(struct file *file)
{
	return do_ftruncate(file, 1); // spurious: file/truncate - what is assigned to the member of one variable counts as held by every variable
}

static int ask(struct file *file)
{
	return security_file_truncate(file);
}

DEFINE_STATIC_CALL(judged, clear_judged_ok);
DEFINE_STATIC_CALL(unjudged, clear_unjudged_bad);
DEFINE_STATIC_CALL(may_clear, ask);

SYSCALL_DEFINE1(clear_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EBADF;
	return static_call(judged)(file);
}

SYSCALL_DEFINE1(clear_unjudged, int, fd)
{
	struct file *file = fget(fd);

	return file ? static_call(unjudged)(file) : -EBADF;
}

SYSCALL_DEFINE1(update, int, how)
{
	if (how)
		static_call_update(judged, clear_updated_ok);
	else
		static_call_update(unjudged, clear_updated_bad);
	return how;
}

static int asked_ok(struct file *file)
{
	int error = static_call(may_clear)(file);

	return error ? error : do_ftruncate(file, 2); // spurious: file/truncate - a check by a static call is not seen
}
FILE_ENTRY(asked_ok)

static int asked_bad(struct file *file)
{
	static_call(may_clear)(file);
	return do_ftruncate(file, 2); // expect: file/truncate file
}
FILE_ENTRY(asked_bad)
