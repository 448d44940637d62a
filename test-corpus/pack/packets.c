// Packets, flows and associations use only what the modules let them use.
// rules: pack:socket.yaml pack:sctp.yaml pack:xfrm.yaml pack:entries.yaml pack:values.yaml
// only: socket/deliver sctp/association-label sctp/association-established xfrm/policy-lookup xfrm/decode-session
#include "kernel.h"

struct sk_buff { unsigned int mark; };
struct sock { void *filter; };
struct net;
struct flowi { unsigned int secid; };
struct sctp_association { int id; };
struct sctp_chunk { struct sk_buff *skb; };
struct sctp_endpoint;
struct xfrm_sec_ctx;
struct xfrm_policy { struct xfrm_sec_ctx *security; };

int security_sock_rcv_skb(struct sock *sk, struct sk_buff *skb);
int security_sctp_assoc_request(struct sctp_association *asoc, struct sk_buff *skb);
int security_sctp_assoc_established(struct sctp_association *asoc, struct sk_buff *skb);
int security_xfrm_policy_lookup(struct xfrm_sec_ctx *ctx, unsigned int fl_secid);
int security_xfrm_decode_session(struct sk_buff *skb, unsigned int *secid);
int sctp_process_init(struct sctp_association *asoc, struct sctp_chunk *chunk);
int sctp_sf_do_dupcook_d(struct net *net, const struct sctp_endpoint *ep, const struct sctp_association *asoc);
void *sctp_ulpevent_make_assoc_change(const struct sctp_association *asoc, int flags);
struct sctp_association *new_association(struct sctp_chunk *chunk);
bool xfrm_pol_hold_rcu(struct xfrm_policy *policy);

static int sk_filter_trim_cap(struct sock *sk, struct sk_buff *skb)
{
	int err;

	if (!sk->filter)
		return 0; // expect: socket/deliver sk, skb (bypass)
	err = security_sock_rcv_skb(sk, skb);
	if (err)
		return err;
	return skb->mark ? 0 : -EPERM;
}

SYSCALL_DEFINE2(deliver, struct sock *, sk, struct sk_buff *, skb) { return sk_filter_trim_cap(sk, skb); }

static int sctp_sf_do_5_1B_init(struct sctp_chunk *chunk)
{
	struct sctp_association *asoc = new_association(chunk);

	if (security_sctp_assoc_request(asoc, chunk->skb))
		return -EPERM;
	return sctp_process_init(asoc, chunk);
}

static int sctp_sf_do_unexpected_init(struct sctp_chunk *chunk, struct sctp_association *asoc)
{
	if (security_sctp_assoc_request(asoc, chunk->skb))
		return -EPERM;
	return sctp_process_init(new_association(chunk), chunk); // expect: sctp/association-label new_association() (wrong-object)
}

static int sctp_sf_do_5_1E_ca(struct sctp_chunk *chunk, const struct sctp_association *asoc)
{
	void *event = sctp_ulpevent_make_assoc_change(asoc, 0); // expect: sctp/association-established asoc (late)

	return event ? security_sctp_assoc_established((struct sctp_association *)asoc, chunk->skb) : -EINVAL;
}

SYSCALL_DEFINE2(associate, struct sctp_chunk *, chunk, int, way)
{
	struct sctp_association *asoc = new_association(chunk);

	switch (way) {
	case 0:
		return sctp_sf_do_5_1B_init(chunk);
	case 1:
		return sctp_sf_do_unexpected_init(chunk, asoc);
	case 2:
		return sctp_sf_do_5_1E_ca(chunk, asoc);
	case 3:
		return security_sctp_assoc_request(asoc, chunk->skb) ? -EPERM : sctp_sf_do_dupcook_d(NULL, NULL, asoc);
	}
	return -EINVAL;
}

static int xfrm_policy_match(const struct xfrm_policy *pol, const struct flowi *fl, int any)
{
	int ret = any ? 0 : -ENOENT;

	if (fl->secid)
		ret = security_xfrm_policy_lookup(pol->security, fl->secid);
	return ret; // expect: xfrm/policy-lookup pol->security (bypass)
}

static struct xfrm_policy *xfrm_sk_policy_lookup(struct xfrm_policy *pol, const struct flowi *fl)
{
	if (security_xfrm_policy_lookup(pol->security, fl->secid))
		return NULL;
	return xfrm_pol_hold_rcu(pol) ? pol : NULL;
}

static int __xfrm_decode_session(struct net *net, struct sk_buff *skb, struct flowi *fl, int reverse)
{
	if (reverse)
		return 0; // expect: xfrm/decode-session skb (bypass)
	return security_xfrm_decode_session(skb, &fl->secid);
}

SYSCALL_DEFINE3(send, struct sk_buff *, skb, struct xfrm_policy *, pol, int, way)
{
	struct flowi fl = { .secid = 0 };
	int err = __xfrm_decode_session(NULL, skb, &fl, way);

	if (err)
		return err;
	return xfrm_policy_match(pol, &fl, way) == 0 || xfrm_sk_policy_lookup(pol, &fl) != NULL;
}
