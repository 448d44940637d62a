// Two variables hold one file, until one of them is given another.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

static int truncate_alias_ok(struct file *file)
{
	struct file *alias = file;

	if (security_file_truncate(alias))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_alias_ok)

static int truncate_alias_kept_ok(struct file *file)
{
	struct file *alias = file;

	if (security_file_truncate(alias))
		return -EACCES;
	alias = next_file(file);
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_alias_kept_ok)

static int truncate_alias_bad(struct file *file)
{
	struct file *alias = file;

	file = next_file(file);
	if (security_file_truncate(alias))
		return -EACCES;
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_alias_bad)

static int truncate_one_branch_bad(struct file *file)
{
	if (security_file_truncate(file))
		return -EACCES;
	if (file->f_flags)
		file = next_file(file);
	return do_ftruncate(file, 0); // expect: file/truncate file (wrong-object)
}
FILE_ENTRY(truncate_one_branch_bad)

static int truncate_one_branch_ok(struct file *file)
{
	if (file->f_flags)
		file = next_file(file);
	if (security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}
FILE_ENTRY(truncate_one_branch_ok)

static int truncate_chosen_ok(struct file *file)
{
	struct file *other = next_file(file), *chosen = file->f_flags ? file : other;

	if (security_file_truncate(chosen))
		return -EACCES;
	return do_ftruncate(chosen, 0);
}
FILE_ENTRY(truncate_chosen_ok)

static int truncate_both_judged_ok(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file) || security_file_truncate(other))
		return -EACCES;
	return do_ftruncate(file->f_flags ? file : other, 0);
}
FILE_ENTRY(truncate_both_judged_ok)

static int truncate_ternary_bad(struct file *file)
{
	struct file *other = next_file(file);

	if (security_file_truncate(file->f_flags ? file : other))
		return -EACCES;
	return do_ftruncate(other, 0); // expect: file/truncate other
}
FILE_ENTRY(truncate_ternary_bad)
