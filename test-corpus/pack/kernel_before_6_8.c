// Before Linux 6.8 splices, mprotect() and flows were judged with other arguments, or in other functions.
// rules: pack:file.yaml pack:mm.yaml pack:xfrm.yaml pack:entries.yaml pack:values.yaml
// only: file/splice-direct-inside file/read-iocb mm/mprotect-range xfrm/decode-packet
#include "kernel.h"

#define MAY_WRITE 2
#define MAY_READ 4

struct pipe_inode_info;
struct kiocb { struct file *ki_filp; };
struct vm_area_struct;
struct vm_operations_struct { int (*mprotect)(struct vm_area_struct *vma, unsigned long start); };
struct vm_area_struct { const struct vm_operations_struct *vm_ops; };
struct sk_buff { unsigned int mark; };
struct flowi { unsigned int secid; };

int security_file_permission(struct file *file, int mask);
int security_file_mprotect(struct vm_area_struct *vma, unsigned long reqprot, unsigned long prot);
int security_xfrm_decode_session(struct sk_buff *skb, unsigned int *secid);
struct file *fget(int fd);
struct vm_area_struct *vma_at(unsigned long addr);
long splice_direct_to_actor(struct file *in, size_t len);
long call_read_iter(struct file *file, struct kiocb *kio);
int mprotect_fixup(void *tlb, struct vm_area_struct *vma, struct vm_area_struct **pprev, unsigned long flags);

static long do_splice_direct(struct file *in, struct file *out, size_t len, int append)
{
	if (!append && security_file_permission(out, MAY_WRITE))
		return -EACCES;
	return splice_direct_to_actor(in, len); // expect: file/splice-direct-inside out (bypass) // entry: sendfile_append
}

SYSCALL_DEFINE3(sendfile, int, in, int, out, size_t, len) { return do_splice_direct(fget(in), fget(out), len, 0); }
SYSCALL_DEFINE3(sendfile_append, int, in, int, out, size_t, len) { return do_splice_direct(fget(in), fget(out), len, 1); }

static long vfs_iocb_iter_read(struct file *file, struct kiocb *iocb, int lenient)
{
	if (!lenient && security_file_permission(file, MAY_READ))
		return -EACCES;
	return call_read_iter(file, iocb); // expect: file/read-iocb file (bypass) // entry: read_leniently
}

SYSCALL_DEFINE2(read, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_read(fget(fd), iocb, 0); }
SYSCALL_DEFINE2(read_leniently, int, fd, struct kiocb *, iocb) { return vfs_iocb_iter_read(fget(fd), iocb, 1); }

SYSCALL_DEFINE2(mprotect, unsigned long, addr, unsigned long, flags)
{
	struct vm_area_struct *vma = vma_at(addr), *prev = NULL;
	int error = security_file_mprotect(vma, flags, flags);

	return error ? error : mprotect_fixup(NULL, vma, &prev, flags);
}

SYSCALL_DEFINE2(pkey_mprotect, unsigned long, addr, unsigned long, flags)
{
	struct vm_area_struct *vma = vma_at(addr), *prev = NULL;

	return mprotect_fixup(NULL, vma, &prev, flags); // expect: mm/mprotect-range vma (missing)
}

static int __xfrm_decode_session(struct sk_buff *skb, struct flowi *fl, int reverse)
{
	if (reverse)
		return 0; // expect: xfrm/decode-packet skb (bypass)
	return security_xfrm_decode_session(skb, &fl->secid);
}

SYSCALL_DEFINE2(send, struct sk_buff *, skb, int, way)
{
	struct flowi fl = { .secid = 0 };

	return __xfrm_decode_session(skb, &fl, way);
}
