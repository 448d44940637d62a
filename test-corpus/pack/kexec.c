// A kernel that comes from memory is loaded only after the hook for loaded data agreed.
// rules: pack:system.yaml pack:entries.yaml pack:values.yaml
// only: system/kexec-load
#include "fs.h"

int security_kernel_load_data(int id, bool contents);
long do_kexec_load(unsigned long entry);

static int kexec_load_check(unsigned long flags)
{
	int result = security_kernel_load_data(1, false);

	if (result < 0)
		return result;
	if (flags)
		return -EINVAL;
	return 0;
}

static long load_ok(unsigned long entry, unsigned long flags)
{
	long result = kexec_load_check(flags);

	if (result)
		return result;
	return do_kexec_load(entry);
}

static long load_bad(unsigned long entry, unsigned long flags)
{
	if (flags)
		return -EINVAL;
	return do_kexec_load(entry); // expect: system/kexec-load system (missing)
}

SYSCALL_DEFINE2(kexec_load, unsigned long, entry, unsigned long, flags)
{
	return load_ok(entry, flags);
}

SYSCALL_DEFINE2(kexec_reload, unsigned long, entry, unsigned long, flags)
{
	return load_bad(entry, flags);
}
