// The file below a stacked one is judged when it is mapped, too.
// rules: pack:mm.yaml pack:entries.yaml pack:values.yaml
// only: mm/mmap-backing
#include "fs.h"

struct vma;

int security_mmap_backing_file(struct vma *vma, struct file *backing_file, struct file *user_file);
int call_mmap(struct file *file, struct vma *vma);
struct file *backing_of(struct file *file);
struct vma *vma_of(struct file *file);

static int backing_file_mmap(struct file *user_file, struct file *file, int how)
{
	int error;

	if (how == 1)
		return call_mmap(file, vma_of(user_file)); // expect: mm/mmap-backing file (missing)
	if (how == 2) {
		error = security_mmap_backing_file(vma_of(user_file), user_file, user_file);
		if (error)
			return error;
		return call_mmap(file, vma_of(user_file)); // expect: mm/mmap-backing file (wrong-object)
	}
	error = security_mmap_backing_file(vma_of(user_file), file, user_file);
	if (error)
		return error;
	return call_mmap(file, vma_of(user_file));
}

SYSCALL_DEFINE2(mmap, int, fd, int, how)
{
	struct file *user_file = fget(fd);

	return backing_file_mmap(user_file, backing_of(user_file), how);
}
