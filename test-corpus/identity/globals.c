// The object is reached through variables that all functions share.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct settings {
	int level;
	struct file *log;
	struct file *spare;
};

static struct settings settings;
static struct settings *active = &settings;
static struct file *table[4];

static void set_level(int level)
{
	settings.level = level;
}

static void rotate(void)
{
	settings.log = settings.spare;
}

static int judge_log(void)
{
	return security_file_truncate(settings.log);
}

static int clear_log_ok(void)
{
	return do_ftruncate(settings.log, 0); // spurious: file/truncate - what callers check of a global variable does not reach their callees
}

static int clear_log_bad(void)
{
	/* named after the variable: its fields have no names */
	return do_ftruncate(settings.log, 0); // expect: file/truncate settings (missing) // entry: global_called
}

SYSCALL_DEFINE1(global_field_ok, int, level)
{
	if (security_file_truncate(settings.log))
		return -EACCES;
	set_level(level);
	return do_ftruncate(settings.log, 0);
}

SYSCALL_DEFINE1(global_field_bad, int, level)
{
	if (security_file_truncate(settings.log))
		return -EACCES;
	settings.level = level;
	return do_ftruncate(settings.spare, 0); // expect: file/truncate settings (wrong-object)
}

SYSCALL_DEFINE1(global_written_bad, int, level)
{
	if (security_file_truncate(settings.log))
		return -EACCES;
	rotate();
	set_level(level);
	return do_ftruncate(settings.log, 0); // expect: file/truncate settings
}

SYSCALL_DEFINE1(global_called_ok, int, level)
{
	if (judge_log())
		return -EACCES;
	return clear_log_ok();
}

SYSCALL_DEFINE1(global_called, int, level)
{
	return clear_log_bad();
}

SYSCALL_DEFINE1(global_pointer_ok, int, level)
{
	if (security_file_truncate(active->log))
		return -EACCES;
	active->level = level;
	return do_ftruncate(active->log, 0);
}

SYSCALL_DEFINE1(global_pointer_bad, int, level)
{
	if (security_file_truncate(active->log))
		return -EACCES;
	active->level = level;
	return do_ftruncate(active->spare, 0); // expect: file/truncate active->spare (wrong-object)
}

SYSCALL_DEFINE1(global_element_ok, int, size)
{
	if (security_file_truncate(table[1]))
		return -EACCES;
	return do_ftruncate(table[1], size);
}

SYSCALL_DEFINE1(global_element_bad, int, size)
{
	if (security_file_truncate(table[0]))
		return -EACCES;
	return do_ftruncate(table[1], size); // expect: file/truncate table (wrong-object)
}
