// Keys of IPsec are told only by a kernel that is not locked down.
// rules: pack:lockdown.yaml pack:entries.yaml pack:values.yaml
// only: lockdown/xfrm-secret
#include "kernel.h"

#define LOCKDOWN_XFRM_SECRET 29

int security_locked_down(int what);

static bool xfrm_redact(int frankly)
{
	if (frankly)
		return false; // expect: lockdown/xfrm-secret system (bypass) // entry: dump_frankly
	return security_locked_down(LOCKDOWN_XFRM_SECRET);
}

SYSCALL_DEFINE1(dump, int, number) { return xfrm_redact(0); }
SYSCALL_DEFINE1(dump_frankly, int, number) { return xfrm_redact(1); }
