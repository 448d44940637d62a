// Each use of an open file asks for the right that this use needs, of the file that is used.
// rules: pack:file.yaml pack:entries.yaml pack:values.yaml
// only: file/read file/read-iocb file/write file/write-iocb file/copy-range-from file/copy-range-to file/splice-direct-from file/splice-direct-to
#include "kernel.h"

#define MAY_WRITE 2
#define MAY_READ 4

struct file;
struct iov_iter;
struct pipe_inode_info;
struct dir_context;
struct kiocb { struct file *ki_filp; };
struct file_operations {
	long (*read)(struct file *file, char __user *buf, size_t size);
	long (*write)(struct file *file, const char __user *buf, size_t size);
	long (*read_iter)(struct kiocb *iocb, struct iov_iter *iter);
	long (*write_iter)(struct kiocb *iocb, struct iov_iter *iter);
	int (*iterate_shared)(struct file *file, struct dir_context *context);
	long (*splice_read)(struct file *in, struct pipe_inode_info *pipe, size_t len);
	long (*splice_write)(struct pipe_inode_info *pipe, struct file *out, size_t len);
	long (*fallocate)(struct file *file, int mode, loff_t offset, loff_t len);
	long (*copy_file_range)(struct file *in, loff_t from, struct file *out, loff_t to, size_t len);
	loff_t (*remap_file_range)(struct file *in, loff_t from, struct file *out, loff_t to, loff_t len);
};
struct file { const struct file_operations *f_op; };

int security_file_permission(struct file *file, int mask);
struct file *fget(int fd);
long do_splice_direct(struct file *in, loff_t *from, struct file *out, loff_t *to, size_t len);

static int rw_verify_area(int read_write, struct file *file)
{
	return security_file_permission(file, read_write ? MAY_WRITE : MAY_READ);
}

SYSCALL_DEFINE3(read_ok, int, fd, char __user *, buf, size_t, size)
{
	struct file *file = fget(fd);
	int ret = rw_verify_area(0, file);

	return ret ? ret : file->f_op->read(file, buf, size);
}

SYSCALL_DEFINE3(read_bad, int, fd, char __user *, buf, size_t, size)
{
	struct file *file = fget(fd);
	int ret = rw_verify_area(1, file);

	return ret ? ret : file->f_op->read(file, buf, size); // expect: file/read file (wrong-mode)
}

SYSCALL_DEFINE2(readv_ok, int, fd, struct iov_iter *, iter)
{
	struct kiocb kiocb = { .ki_filp = fget(fd) };
	int ret = rw_verify_area(0, kiocb.ki_filp);

	return ret ? ret : kiocb.ki_filp->f_op->read_iter(&kiocb, iter);
}

SYSCALL_DEFINE2(getdents_bad, int, fd, struct dir_context *, context)
{
	struct file *file = fget(fd);

	return file->f_op->iterate_shared(file, context); // expect: file/read file (missing)
}

static long vfs_iocb_iter_read(struct file *file, struct kiocb *iocb, struct iov_iter *iter, int boldly)
{
	int ret = boldly ? 0 : rw_verify_area(0, file);

	if (ret < 0)
		return ret;
	return file->f_op->read_iter(iocb, iter); // expect: file/read-iocb file (bypass) // entry: read_iocb_boldly
}

SYSCALL_DEFINE2(read_iocb, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_read(fget(fd), iocb, NULL, 0); }
SYSCALL_DEFINE2(read_iocb_boldly, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_read(fget(fd), iocb, NULL, 1); }

SYSCALL_DEFINE3(write_ok, int, fd, const char __user *, buf, size_t, size)
{
	struct file *file = fget(fd);
	int ret = rw_verify_area(1, file);

	return ret ? ret : file->f_op->write(file, buf, size);
}

SYSCALL_DEFINE3(writev_bad, int, fd, int, other, struct iov_iter *, iter)
{
	struct file *file = fget(other);
	struct kiocb kiocb = { .ki_filp = fget(fd) };
	int ret = rw_verify_area(1, file);

	return ret ? ret : kiocb.ki_filp->f_op->write_iter(&kiocb, iter); // expect: file/write fget() (wrong-object)
}

SYSCALL_DEFINE3(fallocate_bad, int, fd, loff_t, offset, loff_t, len)
{
	struct file *file = fget(fd);

	return file->f_op->fallocate(file, 0, offset, len); // expect: file/write file (missing)
}

SYSCALL_DEFINE3(splice_bad, int, fd, struct pipe_inode_info *, pipe, size_t, len)
{
	struct file *out = fget(fd);
	int ret = rw_verify_area(0, out);

	return ret ? ret : out->f_op->splice_write(pipe, out, len); // expect: file/write out (wrong-mode)
}

static long vfs_iocb_iter_write(struct file *file, struct kiocb *iocb, struct iov_iter *iter, int boldly)
{
	int ret = rw_verify_area(!boldly, file);

	if (ret < 0)
		return ret;
	return file->f_op->write_iter(iocb, iter); // expect: file/write-iocb file (wrong-mode) // entry: write_iocb_boldly
}

SYSCALL_DEFINE2(write_iocb, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_write(fget(fd), iocb, NULL, 0); }
SYSCALL_DEFINE2(write_iocb_boldly, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_write(fget(fd), iocb, NULL, 1); }

static int verify_both(struct file *in, struct file *out)
{
	int ret = rw_verify_area(0, in);

	return ret ? ret : rw_verify_area(1, out);
}

SYSCALL_DEFINE3(copy_ok, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);
	int ret = verify_both(in, out);

	if (ret)
		return ret;
	if (len == 1)
		return do_splice_direct(in, NULL, out, NULL, len);
	return in->f_op->copy_file_range(in, 0, out, 0, len);
}

SYSCALL_DEFINE3(dedupe_bad, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);
	int ret = rw_verify_area(1, out);

	return ret ? ret : in->f_op->remap_file_range(in, 0, out, 0, len); // expect: file/copy-range-from in (missing)
}

SYSCALL_DEFINE3(copy_swapped_bad, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);
	int ret = verify_both(out, in);

	return ret ? ret : in->f_op->copy_file_range(in, 0, out, 0, len); // expect: file/copy-range-from in (wrong-mode) // expect: file/copy-range-to out (wrong-mode)
}

SYSCALL_DEFINE3(sendfile_bad, int, from, int, to, size_t, len)
{
	struct file *in = fget(from), *out = fget(to);

	return do_splice_direct(in, NULL, out, NULL, len); // expect: file/splice-direct-from in (missing) // expect: file/splice-direct-to out (missing)
}
