// What was opened is judged once more by its content before it is emptied.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/post-open
#include "fs.h"

int security_file_post_open(struct file *file, int mask);
int vfs_open(const struct path *path, struct file *file);
int handle_truncate(struct mnt_idmap *idmap, struct file *filp);

static int do_open(struct file *file, int acc_mode, int boldly)
{
	int error = vfs_open(&file->f_path, file);

	if (!error && !boldly)
		error = security_file_post_open(file, acc_mode);
	if (!error && boldly)
		error = handle_truncate(NULL, file); // expect: file/post-open file (bypass)
	if (!error && !boldly)
		error = handle_truncate(NULL, file);
	return error;
}

SYSCALL_DEFINE3(open, int, fd, int, acc_mode, int, boldly)
{
	return do_open(fget(fd), acc_mode, boldly);
}
