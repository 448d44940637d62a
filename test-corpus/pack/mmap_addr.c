// Nothing is mapped, moved or grown before the address was judged.
// rules: pack:mm.yaml pack:entries.yaml pack:values.yaml
// only: mm/mmap-addr
#include "kernel.h"

#define IS_ERR_VALUE(x) unlikely((unsigned long)(x) >= (unsigned long)-MAX_ERRNO)

struct vma;
unsigned long choose(unsigned long addr);
int security_mmap_addr(unsigned long addr);
unsigned long mmap_region(unsigned long addr, unsigned long len);
unsigned long move_vma(struct vma *vma, unsigned long addr);
struct vma *_install_special_mapping(unsigned long addr, unsigned long len);
struct vma *find_vma(unsigned long addr);

static unsigned long area(unsigned long addr)
{
	int error;

	addr = choose(addr);
	if (IS_ERR_VALUE(addr))
		return addr;
	error = security_mmap_addr(addr);
	return error ? error : addr;
}

static unsigned long do_mmap(unsigned long addr, int hint)
{
	if (hint)
		addr = choose(addr);
	else
		addr = area(addr);
	if (IS_ERR_VALUE(addr))
		return addr;
	return mmap_region(addr, 1); // expect: mm/mmap-addr system (bypass)
}

SYSCALL_DEFINE2(mmap, unsigned long, addr, int, hint)
{
	return do_mmap(addr, hint);
}

SYSCALL_DEFINE1(remap_ok, unsigned long, addr)
{
	unsigned long to = area(addr);

	if (IS_ERR_VALUE(to))
		return to;
	return move_vma(find_vma(addr), to);
}

SYSCALL_DEFINE1(remap_bad, unsigned long, addr)
{
	unsigned long to = choose(addr);

	if (IS_ERR_VALUE(to))
		return to;
	return move_vma(find_vma(addr), to); // expect: mm/mmap-addr system (missing)
}

SYSCALL_DEFINE1(vdso_ok, unsigned long, addr)
{
	unsigned long to = area(addr);

	if (IS_ERR_VALUE(to))
		return to;
	return IS_ERR(_install_special_mapping(to, 1));
}

SYSCALL_DEFINE1(vdso_bad, unsigned long, addr)
{
	area(addr);
	return IS_ERR(_install_special_mapping(addr, 1)); // expect: mm/mmap-addr system (ignored-result)
}
