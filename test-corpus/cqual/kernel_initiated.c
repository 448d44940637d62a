// What the kernel starts itself is on nobody's behalf and needs no hook.
// rules: ../truncate.yaml ../entries.yaml internal.yaml
#include "fs.h"

struct work_struct {
	void (*func)(struct work_struct *work);
	struct file *file;
};

void queue_work(struct work_struct *work);
struct file *log_file(void);

static int clear_own_ok(struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - operations that only the kernel itself starts are reported, though the rule does not ask for them
}

static int clear_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file
}

static void rotate_ok(struct work_struct *work)
{
	clear_own_ok(work->file);
	clear_bad(log_file());
}

int log_init(struct work_struct *work)
{
	work->file = log_file();
	work->func = rotate_ok;
	queue_work(work);
	return clear_own_ok(work->file);
}

SYSCALL_DEFINE1(clear_log, int, how)
{
	return clear_bad(log_file());
}

SYSCALL_DEFINE1(clear_judged, int, fd)
{
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return clear_own_ok(file);
}
