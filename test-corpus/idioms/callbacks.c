// A callback gets the object through the argument that was registered with it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct actor {
	int (*run)(struct actor *actor, struct file *file);
	struct file *target;
	int count;
};

static int run_direct_ok(struct actor *actor, struct file *file)
{
	return do_ftruncate(file, 0); // spurious: file/truncate - every function that a member may hold counts as called with every structure
}

static int run_direct_bad(struct actor *actor, struct file *file)
{
	return do_ftruncate(file, 0); // expect: file/truncate file
}

static int run_target_ok(struct actor *actor, struct file *file)
{
	return do_ftruncate(actor->target, 0); // spurious: file/truncate - every function that a member may hold counts as called with every structure
}

static int walk(struct actor *actor, struct file *file)
{
	actor->count++;
	return actor->run(actor, file);
}

static int run_judged_ok(struct file *file)
{
	struct actor actor = { .run = run_direct_ok };

	if (security_file_truncate(file))
		return -EACCES;
	return walk(&actor, file);
}
FILE_ENTRY(run_judged_ok)

static int run_unjudged(struct file *file)
{
	struct actor actor = { .run = run_direct_bad };

	if (file->f_flags)
		return -EACCES;
	return walk(&actor, file);
}
FILE_ENTRY(run_unjudged)

static int run_judged_target_ok(struct file *file)
{
	struct actor actor = { .run = run_target_ok, .target = file };

	if (security_file_truncate(file))
		return -EACCES;
	return walk(&actor, next_file(file));
}
FILE_ENTRY(run_judged_target_ok)
