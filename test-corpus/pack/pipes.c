// Moving pages between pipes, or between a pipe and memory, is reading and writing too.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/pipe-read file/pipe-write
#include "kernel.h"

#define MAY_WRITE 2
#define MAY_READ 4

struct iov_iter;
struct pipe_inode_info;
struct file { void *private_data; };

int security_file_permission(struct file *file, int mask);
long link_pipe(struct pipe_inode_info *in, struct pipe_inode_info *out, size_t len);
long vmsplice_to_pipe(struct file *file, struct iov_iter *iter, unsigned int flags);
long vmsplice_to_user(struct file *file, struct iov_iter *iter, unsigned int flags);
long do_splice_from(struct pipe_inode_info *pipe, struct file *out, size_t len);
long splice_file_to_pipe(struct file *in, struct pipe_inode_info *opipe, size_t len);
struct file *fget(int fd);

static struct pipe_inode_info *get_pipe_info(struct file *file)
{
	return file->private_data;
}

SYSCALL_DEFINE3(tee_ok, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);
	int ret = security_file_permission(in, MAY_READ);

	if (!ret)
		ret = security_file_permission(out, MAY_WRITE);
	return ret ? ret : link_pipe(get_pipe_info(in), get_pipe_info(out), len);
}

SYSCALL_DEFINE3(tee_bad, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);

	return link_pipe(get_pipe_info(in), get_pipe_info(out), len); // expect: file/pipe-read in->private_data (missing) // expect: file/pipe-write out->private_data (missing)
}

SYSCALL_DEFINE3(vmsplice_bad, int, fd, struct iov_iter *, iter, int, reads)
{
	struct file *file = fget(fd);
	int ret = security_file_permission(file, MAY_WRITE);

	if (ret)
		return ret;
	if (reads)
		return vmsplice_to_user(file, iter, 0); // expect: file/pipe-read file (wrong-mode)
	return vmsplice_to_pipe(file, iter, 0);
}

static long do_splice(struct file *in, struct file *out, size_t len)
{
	if (len > 1)
		return splice_file_to_pipe(in, get_pipe_info(out), len); // expect: file/pipe-write out->private_data (missing)
	return do_splice_from(get_pipe_info(in), out, len); // expect: file/pipe-read in->private_data (missing)
}

SYSCALL_DEFINE3(splice, int, from, int, to, size_t, len) { return do_splice(fget(from), fget(to), len); }

static long do_sendfile(int out_fd, int in_fd, size_t count)
{
	struct file *in = fget(in_fd), *out = fget(out_fd);
	int ret = count ? security_file_permission(out, MAY_WRITE) : security_file_permission(in, MAY_READ);

	if (ret)
		return ret;
	if (count)
		return splice_file_to_pipe(in, get_pipe_info(out), count);
	return splice_file_to_pipe(in, get_pipe_info(out), 0); // expect: file/pipe-write out->private_data (bypass)
}

SYSCALL_DEFINE3(sendfile, int, out, int, in, size_t, count) { return do_sendfile(out, in, count); }
