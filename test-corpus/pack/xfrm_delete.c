// A policy or a state of IPsec goes away only after its hook agreed.
// rules: pack:xfrm.yaml pack:entries.yaml pack:values.yaml
// only: xfrm/policy-delete xfrm/policy-flush xfrm/state-delete xfrm/state-flush
#include "kernel.h"

struct xfrm_sec_ctx;
struct xfrm_policy { struct xfrm_sec_ctx *security; struct xfrm_policy *next; };
struct xfrm_state { struct xfrm_state *next; };

int security_xfrm_policy_delete(struct xfrm_sec_ctx *ctx);
int security_xfrm_state_delete(struct xfrm_state *x);
void __xfrm_policy_unlink(struct xfrm_policy *pol, int dir);
int __xfrm_state_delete(struct xfrm_state *x);
struct xfrm_policy *policy_of(int id);
struct xfrm_state *state_of(int id);

SYSCALL_DEFINE1(delete_policy_ok, int, id)
{
	struct xfrm_policy *pol = policy_of(id);
	int error = security_xfrm_policy_delete(pol->security);

	if (error)
		return error;
	__xfrm_policy_unlink(pol, 0);
	return 0;
}

SYSCALL_DEFINE1(delete_policy_bad, int, id)
{
	struct xfrm_policy *pol = policy_of(id);

	__xfrm_policy_unlink(pol, 0); // expect: xfrm/policy-delete pol->security (late)
	return security_xfrm_policy_delete(pol->security);
}

static int xfrm_policy_flush_secctx_check(int all)
{
	struct xfrm_policy *pol;
	int error = 0;

	for (pol = policy_of(0); pol; pol = pol->next) {
		error = security_xfrm_policy_delete(pol->security);
		if (error)
			return error;
	}
	return error;
}

static int xfrm_dev_policy_flush_secctx_check(int all)
{
	return xfrm_policy_flush_secctx_check(all);
}

static int xfrm_policy_flush(int all)
{
	int error = xfrm_policy_flush_secctx_check(all);

	if (error)
		return error;
	__xfrm_policy_unlink(policy_of(0), 0);
	return 0;
}

static int xfrm_dev_policy_flush(int all)
{
	if (all)
		xfrm_dev_policy_flush_secctx_check(all);
	__xfrm_policy_unlink(policy_of(0), 0); // expect: xfrm/policy-flush system (ignored-result)
	return 0;
}

SYSCALL_DEFINE1(flush_policies, int, all)
{
	return xfrm_policy_flush(all);
}

SYSCALL_DEFINE1(flush_device_policies, int, all)
{
	return xfrm_dev_policy_flush(all);
}

static int xfrm_state_delete(struct xfrm_state *x)
{
	return __xfrm_state_delete(x); // expect: xfrm/state-delete x (missing) // entry: delete_state_unasked
}

SYSCALL_DEFINE1(delete_state, int, id)
{
	struct xfrm_state *x = state_of(id);
	int error = security_xfrm_state_delete(x);

	return error ? error : xfrm_state_delete(x);
}

SYSCALL_DEFINE1(delete_state_unasked, int, id)
{
	return xfrm_state_delete(state_of(id));
}

static int xfrm_state_flush_secctx_check(int all)
{
	struct xfrm_state *x;
	int error = 0;

	for (x = state_of(0); x; x = x->next) {
		error = security_xfrm_state_delete(x);
		if (error)
			return error;
	}
	return error;
}

static int xfrm_dev_state_flush_secctx_check(int all)
{
	return xfrm_state_flush_secctx_check(all);
}

static int xfrm_state_flush(int all)
{
	int error = xfrm_state_flush_secctx_check(all);

	return error ? error : xfrm_state_delete(state_of(0));
}

static int xfrm_dev_state_flush(int all)
{
	xfrm_dev_state_flush_secctx_check(all);
	return xfrm_state_delete(state_of(0)); // expect: xfrm/state-flush system (ignored-result)
}

SYSCALL_DEFINE1(flush_states, int, all)
{
	return xfrm_state_flush(all);
}

SYSCALL_DEFINE1(flush_device_states, int, all)
{
	return xfrm_dev_state_flush(all);
}
