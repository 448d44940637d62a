// Memory is promised after it was asked for, and given back only if it was.
// rules: pack:memory.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

#define VM_WRITE 2
#define VM_ACCOUNT 0x100000
#define VM_NORESERVE 0x200000

struct mm_struct { unsigned long total_vm; };
struct vm_area_struct { unsigned long vm_start, vm_flags; struct mm_struct *vm_mm; };
struct inode { int i_mode; };

int security_vm_enough_memory_mm(struct mm_struct *mm, long pages);
void vm_unacct_memory(long pages);
bool accountable_mapping(unsigned long flags);
bool map_failed(void);
struct vm_area_struct *copy_vma(struct vm_area_struct **vma, unsigned long addr);
struct vm_area_struct *vm_area_dup(struct vm_area_struct *vma);
struct inode *shmem_get_inode(void *idmap, int mode, unsigned long flags);
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
struct mm_struct *current_mm(void);

static int move_vma(struct vm_area_struct *vma, unsigned long addr)
{
	if ((vma->vm_flags & VM_ACCOUNT) && security_vm_enough_memory_mm(vma->vm_mm, 1))
		return -EAGAIN;
	return !copy_vma(&vma, addr);
}

static int dup_mmap(struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_WRITE) && security_vm_enough_memory_mm(vma->vm_mm, 1))
		return -EAGAIN;
	return !vm_area_dup(vma); // expect: memory/mapping system (bypass)
}

static int do_brk_flags(struct mm_struct *mm, long pages)
{
	if (security_vm_enough_memory_mm(mm, pages))
		return -EAGAIN;
	mm->total_vm += pages;
	return 0;
}

static int __mmap_region(struct mm_struct *mm, unsigned long flags, long pages)
{
	long charged = 0;

	if (accountable_mapping(flags)) {
		charged = pages;
		if (charged && security_vm_enough_memory_mm(mm, charged))
			return -EAGAIN;
	}
	if (!map_failed())
		return 0;
	if (charged)
		vm_unacct_memory(charged);
	else if (flags)
		vm_unacct_memory(pages); // expect: memory/charge pages
	return -EAGAIN;
}

static int __shmem_file_setup(unsigned long flags, int boldly)
{
	if (boldly)
		return !shmem_get_inode(NULL, 0, flags); // expect: memory/shmem-file system (missing)
	if (!(flags & VM_NORESERVE) && security_vm_enough_memory_mm(current_mm(), 1))
		return -EAGAIN;
	return !shmem_get_inode(NULL, 0, flags);
}

SYSCALL_DEFINE3(map, unsigned long, addr, unsigned long, flags, int, way)
{
	struct mm_struct *mm = current_mm();

	if (way == 1)
		return move_vma(find_vma(mm, addr), addr);
	if (way == 2)
		return dup_mmap(find_vma(mm, addr));
	if (way == 3)
		return do_brk_flags(mm, addr);
	return way == 4 ? __mmap_region(mm, flags, addr) : __shmem_file_setup(flags, way);
}
