// Files and memory are mapped, and mappings become writable, only after the hook agreed.
// rules: pack:mm.yaml pack:entries.yaml pack:values.yaml
// only: mm/mmap mm/mprotect
#include "fs.h"

struct vm_area_struct;
struct vm_operations_struct { int (*mprotect)(struct vm_area_struct *vma, unsigned long start); };
struct vm_area_struct { const struct vm_operations_struct *vm_ops; };

int security_mmap_file(struct file *file, unsigned long prot, unsigned long flags);
int security_file_mprotect(struct vm_area_struct *vma, unsigned long reqprot, unsigned long prot);
unsigned long do_mmap(struct file *file, unsigned long addr, unsigned long len);
int mprotect_fixup(void *vmi, void *tlb, struct vm_area_struct *vma, unsigned long flags);
struct vm_area_struct *find_vma(unsigned long addr);

SYSCALL_DEFINE2(mmap_ok, int, fd, unsigned long, addr)
{
	struct file *file = fd < 0 ? NULL : fget(fd);
	int error = security_mmap_file(file, 1, 1);

	return error ? error : do_mmap(file, addr, 1);
}

SYSCALL_DEFINE1(remap_file_pages_bad, int, fd)
{
	return do_mmap(fget(fd), 0, 1); // expect: mm/mmap fget() (missing)
}

SYSCALL_DEFINE2(mprotect_ok, unsigned long, addr, unsigned long, prot)
{
	struct vm_area_struct *vma = find_vma(addr);
	int error = security_file_mprotect(vma, prot, prot);

	if (error)
		return error;
	error = vma->vm_ops->mprotect(vma, addr);
	return error ? error : mprotect_fixup(NULL, NULL, vma, prot);
}

SYSCALL_DEFINE2(mprotect_bad, unsigned long, addr, unsigned long, end)
{
	struct vm_area_struct *vma = find_vma(addr);
	int error = security_file_mprotect(vma, 2, 2);

	while (!error && addr < end) {
		error = mprotect_fixup(NULL, NULL, vma, 2); // expect: mm/mprotect vma
		vma = find_vma(++addr);
	}
	return error;
}
