// Either of two hooks serves, each with its own way to the object.
// rules: any_of.yaml ../entries.yaml
#include "fs.h"

static int by_path_ok(struct file *file)
{
	int error = security_path_truncate(&file->f_path);
	if (error)
		return error;
	return do_dentry_truncate(file->f_path.dentry, 0);
}
FILE_ENTRY(by_path_ok)

static int by_file_ok(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return error;
	return do_dentry_truncate(file_dentry(file), 0);
}
FILE_ENTRY(by_file_ok)

static int by_either_ok(struct file *file)
{
	int error;

	if (file->f_flags)
		error = security_path_truncate(&file->f_path);
	else
		error = security_file_truncate(file);
	if (error)
		return error;
	return do_dentry_truncate(file->f_path.dentry, 0);
}
FILE_ENTRY(by_either_ok)

static int by_neither_bad(struct file *file)
{
	return do_dentry_truncate(file->f_path.dentry, 0); // expect: path/truncate file->f_path.dentry (missing)
}
FILE_ENTRY(by_neither_bad)

static int of_parent_bad(struct file *file)
{
	int error = security_file_truncate(file);
	if (error)
		return error;
	return do_dentry_truncate(file->f_path.dentry->d_parent, 0); // expect: path/truncate file->f_path.dentry->d_parent (wrong-object)
}
FILE_ENTRY(of_parent_bad)
