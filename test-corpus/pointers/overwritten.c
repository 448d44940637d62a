// A table or a pointer that has an initialiser is overwritten later, and not member by member.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*clear_fn)(struct file *file);

static int clear_strict_ok(struct file *file)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, 0);
}

/* pv_ops = xen_pv_ops: the whole table is copied over another one */
struct machine_ops {
	clear_fn clear;
};

static int machine_lax_bad(struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file // entry: machine
}

static struct machine_ops machine_ops = { clear_strict_ok };
static const struct machine_ops lax_machine_ops = { machine_lax_bad };

void set_machine(void)
{
	machine_ops = lax_machine_ops;
}

SYSCALL_DEFINE1(machine, int, fd)
{
	struct file *file = fget(fd);

	return file ? machine_ops.clear(file) : -EBADF;
}

/* the same where the table that is overwritten never is called by its name */
struct board_ops {
	clear_fn clear;
};

static int board_lax_bad(struct file *file)
{
	return do_ftruncate(file, 1); // expect: file/truncate file // entry: board
}

static struct board_ops board_ops = { clear_strict_ok };
static const struct board_ops lax_board_ops = { board_lax_bad };

static const struct board_ops *current_board(void)
{
	return &board_ops;
}

void set_board(void)
{
	board_ops = lax_board_ops;
}

SYSCALL_DEFINE1(board, int, fd)
{
	struct file *file = fget(fd);

	return file ? current_board()->clear(file) : -EBADF;
}

/* through the address of the variable, as module parameters and sysctls are set */
static int hook_lax_bad(struct file *file)
{
	return do_ftruncate(file, 2); // missed: file/truncate - a pointer to a function that is stored through the address of its variable leads nowhere
}

static clear_fn hook = clear_strict_ok;

static void set(clear_fn *place, clear_fn function)
{
	*place = function;
}

void set_hook(void)
{
	set(&hook, hook_lax_bad);
}

SYSCALL_DEFINE1(hook, int, fd)
{
	struct file *file = fget(fd);

	return file ? hook(file) : -EBADF;
}

/* through the address of a member */
struct slot {
	clear_fn clear;
};

static struct slot slot;

static int slot_lax_bad(struct file *file)
{
	return do_ftruncate(file, 3); // missed: file/truncate - a pointer to a function that is stored through the address of its member leads nowhere
}

void set_slot(void)
{
	set(&slot.clear, slot_lax_bad);
}

SYSCALL_DEFINE1(slot, int, fd)
{
	struct file *file = fget(fd);

	return file && slot.clear ? slot.clear(file) : -EBADF;
}

/* rcu_assign_pointer() and rcu_dereference() */
#define rcu_assign_pointer(p, v) WRITE_ONCE(p, v)
#define rcu_dereference(p) READ_ONCE(p)

static int published_bad(struct file *file)
{
	return do_ftruncate(file, 4); // expect: file/truncate file // entry: published
}

static int published_ok(struct file *file)
{
	return do_ftruncate(file, 4);
}

static clear_fn published, judged;

void publish(void)
{
	rcu_assign_pointer(published, published_bad);
	rcu_assign_pointer(judged, published_ok);
}

SYSCALL_DEFINE1(published, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = rcu_dereference(published);

	return file && clear ? clear(file) : -EBADF;
}

SYSCALL_DEFINE1(published_judged, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = rcu_dereference(judged);

	if (!file || !clear || security_file_truncate(file))
		return -EBADF;
	return clear(file);
}

/* cmpxchg(), which is assembly */
static inline clear_fn exchange(clear_fn *place, clear_fn function)
{
	__asm__ volatile("xchgq %0, %1" : "+r"(function), "+m"(*place) : : "memory");
	return function;
}

static int exchanged_bad(struct file *file)
{
	return do_ftruncate(file, 5); // missed: file/truncate - a pointer to a function that assembly stores leads nowhere
}

static clear_fn exchanged;

void publish_once(void)
{
	exchange(&exchanged, exchanged_bad);
}

SYSCALL_DEFINE1(exchanged, int, fd)
{
	struct file *file = fget(fd);
	clear_fn clear = READ_ONCE(exchanged);

	return file && clear ? clear(file) : -EBADF;
}
