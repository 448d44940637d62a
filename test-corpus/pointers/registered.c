// A function that is registered stands in a table until a message asks for it.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

typedef int (*doit_fn)(struct file *file, unsigned int message);

struct link {
	doit_fn doit;
	unsigned int flags;
};

static struct link *links[16];
struct link *allocate_link(void);

/* net/core/rtnetlink.c: rtnl_register() */
void register_link(int type, doit_fn doit, unsigned int flags)
{
	struct link *link = allocate_link();

	link->doit = doit;
	link->flags |= flags;
	links[type] = link;
}

static int doit_judging_ok(struct file *file, unsigned int message)
{
	int error = security_file_truncate(file);

	return error ? error : do_ftruncate(file, message);
}

static int doit_bad(struct file *file, unsigned int message)
{
	return do_ftruncate(file, message); // expect: file/truncate file (missing) // entry: receive
}

static int doit_nothing_ok(struct file *file, unsigned int message)
{
	return file->f_flags;
}

int register_all(void)
{
	register_link(1, doit_judging_ok, 0);
	register_link(2, doit_bad, 0);
	register_link(3, doit_nothing_ok, 0);
	return 0;
}

SYSCALL_DEFINE2(receive, int, fd, unsigned int, message)
{
	struct file *file = fget(fd);
	struct link *link = links[message & 15];

	if (!file || !link || !link->doit)
		return -EBADF;
	return link->doit(file, message);
}

/* the dispatcher asks before it calls whatever was registered */
struct judged_link {
	doit_fn doit;
};

static struct judged_link judged_links[16];

static void register_judged(int type, doit_fn doit)
{
	judged_links[type].doit = doit;
}

static int doit_ok(struct file *file, unsigned int message)
{
	return do_ftruncate(file, message);
}

int register_one(void)
{
	register_judged(1, doit_ok);
	return 0;
}

SYSCALL_DEFINE2(receive_judged, int, fd, unsigned int, message)
{
	struct file *file = fget(fd);
	doit_fn doit = judged_links[message & 15].doit;

	if (!file || !doit)
		return -EBADF;
	if (security_file_truncate(file))
		return -EACCES;
	return doit(file, message);
}

/* the same through two levels, and what is registered stands in a structure */
struct family {
	int id;
	doit_fn start;
};

static const struct family *families[4];

static void keep(int id, const struct family *family)
{
	families[id] = family;
}

void register_family(const struct family *family)
{
	keep(family->id, family);
}

static int start_bad(struct file *file, unsigned int message)
{
	return do_ftruncate(file, message); // expect: file/truncate file (missing) // entry: start
}

static int start_judging_ok(struct file *file, unsigned int message)
{
	return security_file_truncate(file) ? -EACCES : do_ftruncate(file, message);
}

static const struct family judging_family = { .id = 1, .start = start_judging_ok };
static const struct family careless_family = { .id = 2, .start = start_bad };

int register_families(void)
{
	register_family(&judging_family);
	register_family(&careless_family);
	return 0;
}

SYSCALL_DEFINE2(start, int, fd, int, id)
{
	struct file *file = fget(fd);

	if (!file || !families[id & 3])
		return -EBADF;
	return families[id & 3]->start(file, 0);
}
