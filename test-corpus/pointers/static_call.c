// A static call goes to a symbol of its own, whose target stands in a key beside it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

/* include/linux/static_call.h: the trampoline has no body in C */
struct static_call_key {
	void *func;
};

#define DEFINE_STATIC_CALL(name, _func)                                                            \
	extern __typeof__(_func) __SCT__##name;                                                    \
	struct static_call_key __SCK__##name = { .func = _func }
#define static_call(name) __SCT__##name
#define static_call_update(name, _func) (__SCK__##name.func = (_func))

static int clear_judged_ok(struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - where a static call leads is not known, so its target counts as called by user space
}

static int clear_unjudged_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

static int clear_updated_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
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
	static_call_update(unjudged, clear_updated_bad);
	return how;
}

/* the check itself is a static call */
static int asked_ok(struct file *file)
{
	int error = static_call(may_clear)(file);

	return error ? error : do_ftruncate(file, 1); // spurious: file/truncate - a check by a static call is not seen
}
FILE_ENTRY(asked_ok)

static int asked_bad(struct file *file)
{
	static_call(may_clear)(file);
	return do_ftruncate(file, 1); // expect: file/truncate file
}
FILE_ENTRY(asked_bad)
