// The actor stands in the descriptor that is handed down and that it gets itself.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct walk {
	int (*actor)(struct walk *walk, struct file *file);
	unsigned int left;
};

static int step(struct walk *walk, struct file *file)
{
	walk->left--;
	return walk->actor(walk, file);
}

static int walk_files(struct walk *walk, struct file *file)
{
	return walk->left ? step(walk, file) : 0;
}

static int actor_of_judged_ok(struct walk *walk, struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - what a structure of the caller holds is not known where it is called, so every function of the member counts
}

static int actor_of_unjudged(struct walk *walk, struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing)
}

static int judging_actor_ok(struct walk *walk, struct file *file)
{
	int error = security_file_truncate(file);

	return error ? error : do_ftruncate(file, 0);
}

static int count_ok(struct walk *walk, struct file *file)
{
	return walk->left;
}

SYSCALL_DEFINE1(judged_ok, int, fd)
{
	struct walk walk = { .actor = actor_of_judged_ok, .left = 1 };
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return walk_files(&walk, file);
}

SYSCALL_DEFINE1(unjudged, int, fd)
{
	struct walk walk = { .actor = actor_of_unjudged, .left = 1 };
	struct file *file = fget(fd);

	return file ? walk_files(&walk, file) : -EBADF;
}

SYSCALL_DEFINE1(judging, int, fd)
{
	struct walk walk = { .actor = judging_actor_ok, .left = 1 };
	struct file *file = fget(fd);

	return file ? walk_files(&walk, file) : -EBADF;
}

SYSCALL_DEFINE1(count, int, fd)
{
	struct walk walk = { .actor = count_ok, .left = 1 };
	struct file *file = fget(fd);

	return file ? walk_files(&walk, file) : -EBADF;
}

/* a type of its own: here only one function is ever put into the member */
struct lone_walk {
	int (*actor)(struct lone_walk *walk, struct file *file);
};

static int lone_actor_ok(struct lone_walk *walk, struct file *file)
{
	return do_ftruncate(file, 0);
}

static int walk_alone(struct lone_walk *walk, struct file *file)
{
	return walk->actor(walk, file);
}

SYSCALL_DEFINE1(lone_ok, int, fd)
{
	struct lone_walk walk = { .actor = lone_actor_ok };
	struct file *file = fget(fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return walk_alone(&walk, file);
}

struct lonely_walk {
	int (*actor)(struct lonely_walk *walk, struct file *file);
};

static int lonely_actor_bad(struct lonely_walk *walk, struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file (missing) // entry: lonely
}

static int walk_lonely(struct lonely_walk *walk, struct file *file)
{
	return walk->actor(walk, file);
}

SYSCALL_DEFINE1(lonely, int, fd)
{
	struct lonely_walk walk = { .actor = lonely_actor_bad };
	struct file *file = fget(fd);

	return file ? walk_lonely(&walk, file) : -EBADF;
}
