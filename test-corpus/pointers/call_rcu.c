// A function that is handed to call_rcu(), a timer or a thread is called later by another.
// rules: ../truncate.yaml ../entries.yaml internal.yaml
#include "fs.h"

struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};

struct object {
	struct callback_head rcu;
	struct file *file;
};

static struct callback_head *pending;

/* kernel/rcu: the function is a parameter that is stored, and is called elsewhere */
static void call_rcu(struct callback_head *head, void (*func)(struct callback_head *head))
{
	head->func = func;
	head->next = pending;
	pending = head;
}

static void rcu_do_batch(void)
{
	struct callback_head *head = pending;

	pending = head->next;
	head->func(head);
}

static void free_object_ok(struct callback_head *head)
{
	do_ftruncate(container_of(head, struct object, rcu)->file, 0);
}

struct object *find_object(int id);

SYSCALL_DEFINE1(drop_ok, int, id)
{
	struct object *object = find_object(id);

	call_rcu(&object->rcu, free_object_ok);
	return 0;
}

/* whatever system call ends a grace period is not charged */
SYSCALL_DEFINE1(synchronize, int, how)
{
	rcu_do_batch();
	return how;
}

/* a pointer of the same type that is no deferred one: called before the caller goes on */
static void cat_once(struct callback_head *head, void (*func)(struct callback_head *head))
{
	func(head);
}

static void clear_now_bad(struct callback_head *head)
{
	/* named by its offset: what a container holds has no name */
	do_ftruncate(container_of(head, struct object, rcu)->file, 1); // expect: file/truncate ((struct object *)head)->file // entry: at_once
}

SYSCALL_DEFINE1(at_once, int, id)
{
	struct object *object = find_object(id);

	cat_once(&object->rcu, clear_now_bad);
	return 0;
}

static void clear_judged_now_ok(struct callback_head *head)
{
	do_ftruncate(container_of(head, struct object, rcu)->file, 1);
}

SYSCALL_DEFINE1(judged_now, int, id)
{
	struct object *object = find_object(id);

	if (security_file_truncate(object->file))
		return -EACCES;
	cat_once(&object->rcu, clear_judged_now_ok);
	return 0;
}

/* kthread_run(): defined elsewhere, so nothing is seen but that the function is handed over */
struct task *kthread_create(int (*threadfn)(void *data), void *data);

static int thread_ok(void *data)
{
	return do_ftruncate(data, 2);
}

SYSCALL_DEFINE1(start_thread, int, fd)
{
	return kthread_create(thread_ok, fget(fd)) != NULL;
}

/* timer_setup() stores the function two levels down */
struct timer_list {
	void (*function)(struct timer_list *timer);
	unsigned int flags;
};

struct expiring {
	struct timer_list timer;
	struct file *file;
};

static void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags)
{
	timer->function = func;
	timer->flags = flags;
}

static inline void timer_setup(struct timer_list *timer, void (*func)(struct timer_list *))
{
	init_timer_key(timer, func, 0);
}

static void call_timer_fn(struct timer_list *timer, void (*fn)(struct timer_list *))
{
	fn(timer);
}

void expire_timers(struct timer_list *timer)
{
	void (*fn)(struct timer_list *) = timer->function;

	call_timer_fn(timer, fn);
}

static void expire_ok(struct timer_list *timer)
{
	do_ftruncate(container_of(timer, struct expiring, timer)->file, 3); // spurious: file/truncate - a function taken out of a deferred member and handed on is charged to who hands it on
}

SYSCALL_DEFINE1(arm, int, fd)
{
	static struct expiring expiring;

	expiring.file = fget(fd);
	timer_setup(&expiring.timer, expire_ok);
	return 0;
}

struct timer_list *next_timer(void);

SYSCALL_DEFINE1(run_timers, int, how)
{
	expire_timers(next_timer());
	return how;
}
