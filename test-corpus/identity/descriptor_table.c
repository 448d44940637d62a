// The object stands in a table of pointers that hangs off another structure.
// rules: ../truncate.yaml ../entries.yaml
#include "fs.h"

struct fdtable {
	unsigned int max_fds;
	struct file **fd;
};

struct files_struct {
	int count;
	struct fdtable *fdt;
	struct file *fd_array[8];
};

struct files_struct *current_files(void);

static struct file *lookup(struct files_struct *files, unsigned int fd)
{
	return files->fdt->fd[fd];
}

static struct file *lookup_array(struct files_struct *files, unsigned int fd)
{
	return fd < 8 ? files->fd_array[fd] : NULL;
}

SYSCALL_DEFINE1(table_ok, unsigned int, fd)
{
	struct file *file = lookup(current_files(), fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(table_bad, unsigned int, fd, unsigned int, other)
{
	struct files_struct *files = current_files();
	struct file *file = lookup(files, other);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(files->fdt->fd[fd], 0); // expect: file/truncate *files->fdt->fd[fd] (wrong-object)
}

SYSCALL_DEFINE1(table_direct_ok, unsigned int, fd)
{
	struct files_struct *files = current_files();

	if (security_file_truncate(files->fdt->fd[fd]))
		return -EACCES;
	files->count++;
	return do_ftruncate(files->fdt->fd[fd], 0);
}

SYSCALL_DEFINE2(table_replaced_bad, unsigned int, fd, unsigned int, other)
{
	struct files_struct *files = current_files();

	if (security_file_truncate(files->fdt->fd[fd]))
		return -EACCES;
	files->fdt->fd[fd] = fget(other);
	return do_ftruncate(files->fdt->fd[fd], 0); // expect: file/truncate fget() (wrong-object)
}

SYSCALL_DEFINE1(embedded_array_ok, unsigned int, fd)
{
	struct files_struct *files = current_files();
	struct file *file = lookup_array(files, fd);

	if (!file || security_file_truncate(file))
		return -EACCES;
	return do_ftruncate(file, 0);
}

SYSCALL_DEFINE2(embedded_array_bad, unsigned int, fd, unsigned int, other)
{
	struct files_struct *files = current_files();
	struct file *file = lookup_array(files, fd), *second = lookup_array(files, other);

	if (!file || security_file_truncate(file) || !second)
		return -EACCES;
	return do_ftruncate(second, 0); // expect: file/truncate second
}
