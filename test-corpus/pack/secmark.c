// Packets are labelled for somebody only after the hook agreed to the label.
// rules: pack:netfilter.yaml pack:entries.yaml pack:values.yaml
// only: netfilter/secmark
#include "kernel.h"

struct nft_secmark { unsigned int secid; };

int security_secmark_relabel_packet(unsigned int secid);
void security_secmark_refcount_inc(void);
unsigned int secid_of(const char *context);

static int nft_secmark_compute_secid(struct nft_secmark *priv, const char *context, int careful)
{
	unsigned int secid = secid_of(context);
	int err = security_secmark_relabel_packet(careful ? secid : 1);

	if (err)
		return err;
	priv->secid = secid; // expect: netfilter/secmark secid // entry: label_wrongly
	return 0;
}

SYSCALL_DEFINE2(label, struct nft_secmark *, priv, const char *, context)
{
	return nft_secmark_compute_secid(priv, context, 1);
}

SYSCALL_DEFINE2(label_wrongly, struct nft_secmark *, priv, const char *, context)
{
	return nft_secmark_compute_secid(priv, context, 0);
}

static int checkentry_lsm(unsigned int secid, int careful)
{
	if (careful && security_secmark_relabel_packet(secid))
		return -EPERM;
	security_secmark_refcount_inc(); // expect: netfilter/secmark 0 // entry: check_unasked
	return 0;
}

SYSCALL_DEFINE1(check, const char *, context) { return checkentry_lsm(secid_of(context), 1); }
SYSCALL_DEFINE1(check_unasked, const char *, context) { return checkentry_lsm(secid_of(context), 0); }
