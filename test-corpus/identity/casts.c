// The object goes through a void pointer, a number, or a field for private data.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct seq_file {
	loff_t index;
	void *private;
};

static int clear_private(void *data)
{
	struct file *file = data;

	return do_ftruncate(file, 0); // expect: file/truncate data // entry: clear_private_unjudged
}

static int clear_number(unsigned long argument)
{
	return do_ftruncate((struct file *)argument, 0); // expect: file/truncate argument // entry: clear_number_unjudged
}

static int judge_private(struct seq_file *m)
{
	return security_file_truncate(m->private);
}

static int clear_private_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return clear_private(file);
}
FILE_ENTRY(clear_private_ok)

static int clear_private_unjudged(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return clear_private(next_file(file));
}
FILE_ENTRY(clear_private_unjudged)

static int clear_number_ok(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return clear_number((unsigned long)file);
}
FILE_ENTRY(clear_number_ok)

static int clear_number_unjudged(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return clear_number((unsigned long)next_file(file));
}
FILE_ENTRY(clear_number_unjudged)

static int clear_seq_ok(struct file *file)
{
	struct seq_file m = { .private = file };

	if (judge_private(&m))
		return -EACCES;
	m.index++;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(clear_seq_ok)

static int clear_seq_bad(struct file *file)
{
	struct seq_file m = { .private = next_file(file) };

	if (judge_private(&m))
		return -EACCES;
	m.index++;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(clear_seq_bad)

/* half an address is no address */
static int clear_truncated_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate((struct file *)(unsigned long)(unsigned int)(unsigned long)file, 0); // expect: file/truncate file
}
FILE_ENTRY(clear_truncated_bad)
