// What is deferred runs on nobody's behalf, and not on that of who happens to run it.
// rules: ../truncate.yaml ../entries.yaml internal.yaml
#include "fs.h"

struct work_struct {
	void (*func)(struct work_struct *work);
	struct work_struct *next;
};

struct cleaner {
	struct work_struct work;
	struct file *file;
};

static struct work_struct *queue;

#define INIT_WORK(work, function) ((work)->func = (function))

static void queue_work(struct work_struct *work)
{
	work->next = queue;
	queue = work;
}

/* kernel/workqueue.c: process_one_work() */
static void process_one_work(void)
{
	struct work_struct *work = queue;

	queue = work->next;
	work->func(work);
}

static void clear_later_ok(struct work_struct *work)
{
	struct cleaner *cleaner = container_of(work, struct cleaner, work);

	do_ftruncate(cleaner->file, 0);
}

SYSCALL_DEFINE1(defer, int, fd)
{
	static struct cleaner cleaner;

	cleaner.file = fget(fd);
	INIT_WORK(&cleaner.work, clear_later_ok);
	queue_work(&cleaner.work);
	return 0;
}

static void clear_judged_ok(struct work_struct *work)
{
	do_ftruncate(container_of(work, struct cleaner, work)->file, 1);
}

SYSCALL_DEFINE1(at_once_ok, int, fd)
{
	struct cleaner cleaner = { .file = fget(fd) };

	if (security_file_truncate(cleaner.file))
		return -EACCES;
	INIT_WORK(&cleaner.work, clear_judged_ok);
	clear_judged_ok(&cleaner.work);
	return 0;
}

/* who drains the queue is not charged with what is in it */
SYSCALL_DEFINE1(drain, int, fd)
{
	process_one_work();
	return fd;
}

/* but who calls the function itself is */
static void clear_both_bad(struct work_struct *work)
{
	struct cleaner *cleaner = container_of(work, struct cleaner, work);

	/* named by its offset: what a container holds has no name */
	do_ftruncate(cleaner->file, 1); // expect: file/truncate ((struct cleaner *)work)->file // entry: at_once
}

SYSCALL_DEFINE1(at_once, int, fd)
{
	struct cleaner cleaner = { .file = fget(fd) };

	INIT_WORK(&cleaner.work, clear_both_bad);
	clear_both_bad(&cleaner.work);
	return 0;
}

/* DECLARE_WORK() */
static void clear_declared_ok(struct work_struct *work)
{
	do_ftruncate(next_file(NULL), 2); // spurious: file/truncate - what a deferred function does to an object that it looked up itself is reported
}

static struct work_struct declared = { .func = clear_declared_ok };

SYSCALL_DEFINE1(defer_declared, int, fd)
{
	queue_work(&declared);
	return fd;
}

/* a helper of both kinds of caller */
static int clear_shared(struct file *file)
{
	return do_ftruncate(file, 3); // expect: file/truncate file (missing) // entry: shared
}

static void clear_shared_later(struct work_struct *work)
{
	clear_shared(container_of(work, struct cleaner, work)->file);
}

static struct work_struct shared = { .func = clear_shared_later };

SYSCALL_DEFINE1(shared, int, fd)
{
	struct file *file = fget(fd);

	queue_work(&shared);
	return file ? clear_shared(file) : -EBADF;
}
