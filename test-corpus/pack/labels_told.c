// Labels are told only as the modules wrote them, and configured only as the modules know them.
// rules: pack:audit.yaml pack:socket.yaml pack:netlabel.yaml pack:task.yaml pack:xattr.yaml pack:entries.yaml pack:values.yaml
// only: audit/label-rule audit/renew-rule audit/told-label socket/told-label socket/peer-label netlabel/static-label netlabel/told-label task/override-label xattr/mac-label socket/sender-label
#include "task.h"

struct socket;
struct sk_buff { unsigned int secmark; };
struct msghdr;
struct audit_field { void *lsm_rule; };
struct audit_krule { int listnr; };
struct audit_buffer;
struct net;

int security_secid_to_secctx(unsigned int secid, char **secdata, unsigned int *seclen);
int security_secctx_to_secid(const char *secdata, unsigned int seclen, unsigned int *secid);
int security_socket_getpeersec_dgram(struct socket *sock, struct sk_buff *skb, unsigned int *secid);
void security_release_secctx(char *secdata, unsigned int seclen);
int security_audit_rule_init(unsigned int field, unsigned int op, char *rulestr, void **lsmrule);
int security_audit_rule_known(struct audit_krule *krule);
int security_ismaclabel(const char *name);
void *audit_dupe_rule(struct audit_krule *old);
void put_cmsg(struct msghdr *msg, int level, int type, int len, void *data);
int netlbl_unlhsh_add(struct net *net, const char *dev_name, unsigned int secid);
int set_security_override(struct cred *new, unsigned int secid);

static int audit_dupe_lsm_field(struct audit_field *df, struct audit_field *sf, char *str)
{
	int ret = 0;

	if (str)
		ret = security_audit_rule_init(0, 0, str, &df->lsm_rule);
	return ret == -EINVAL ? 0 : ret; // expect: audit/label-rule system
}

static int update_lsm_rule(struct audit_krule *r, int all)
{
	if (!all && !security_audit_rule_known(r))
		return 0;
	return IS_ERR(audit_dupe_rule(r)); // expect: audit/renew-rule r (bypass) // entry: renew_all
}

SYSCALL_DEFINE2(copy_field, struct audit_field *, field, char *, str) { return audit_dupe_lsm_field(field, field, str); }
SYSCALL_DEFINE1(renew, struct audit_krule *, r) { return update_lsm_rule(r, 0); }
SYSCALL_DEFINE1(renew_all, struct audit_krule *, r) { return update_lsm_rule(r, 1); }

static int audit_log_task_context(unsigned int sid)
{
	unsigned int len;
	char *ctx;

	if (security_secid_to_secctx(sid, &ctx, &len))
		return -EINVAL;
	security_release_secctx(ctx, len);
	return 0;
}

static int audit_log_pid_context(unsigned int sid)
{
	unsigned int len = 0;
	char *ctx = NULL;

	if (sid && security_secid_to_secctx(sid, &ctx, &len))
		return 1;
	security_release_secctx(ctx, len); // expect: audit/told-label system (bypass)
	return 0;
}

SYSCALL_DEFINE1(log_task, unsigned int, sid) { return audit_log_task_context(sid); }
SYSCALL_DEFINE1(log_pid, unsigned int, sid) { return audit_log_pid_context(sid); }

static void scm_passec(struct msghdr *msg, unsigned int secid)
{
	unsigned int seclen;
	char *secdata;

	if (!security_secid_to_secctx(secid, &secdata, &seclen))
		put_cmsg(msg, 1, 3, seclen, secdata);
}

static void ip_cmsg_recv_security(struct msghdr *msg, struct sk_buff *skb, int careful)
{
	unsigned int seclen, secid;
	char *secdata;

	if (security_socket_getpeersec_dgram(NULL, skb, &secid) && careful)
		return;
	security_secid_to_secctx(secid, &secdata, &seclen); // expect: socket/peer-label system (ignored-result)
	security_release_secctx(secdata, seclen); // expect: socket/told-label system (ignored-result)
}

SYSCALL_DEFINE2(receive, struct msghdr *, msg, struct sk_buff *, skb)
{
	scm_passec(msg, skb->secmark);
	ip_cmsg_recv_security(msg, skb, 0);
	return 0;
}

struct scm_cookie { unsigned int secid; };

static int scm_send(struct socket *sock, struct scm_cookie *scm, int forcecreds)
{
	scm->secid = 0;
	if (forcecreds)
		security_socket_getpeersec_dgram(sock, NULL, &scm->secid);
	return 0; // expect: socket/sender-label system (bypass)
}

SYSCALL_DEFINE2(send, struct socket *, sock, int, forcecreds)
{
	struct scm_cookie scm;

	return scm_send(sock, &scm, forcecreds);
}

static bool xattr_is_maclabel(const char *name)
{
	if (*name == '.')
		return 1; // expect: xattr/mac-label system (bypass)
	return *name == 's' && security_ismaclabel(name);
}

SYSCALL_DEFINE1(is_label, const char *, name) { return xattr_is_maclabel(name); }

static int netlbl_unlabel_staticadd(const char *label)
{
	unsigned int secid;
	int ret_val = security_secctx_to_secid(label, 1, &secid);

	return ret_val ? ret_val : netlbl_unlhsh_add(NULL, "lo", secid);
}

static int netlbl_unlabel_staticadddef(const char *label)
{
	unsigned int secid = 0;

	if (label)
		security_secctx_to_secid(label, 1, &secid);
	return netlbl_unlhsh_add(NULL, NULL, secid); // expect: netlabel/static-label system
}

static int ctnetlink_dump_secctx(struct sk_buff *skb)
{
	unsigned int len;
	char *secctx;

	if (security_secid_to_secctx(skb->secmark, &secctx, &len) == -EINVAL)
		return 0;
	security_release_secctx(secctx, len); // expect: netlabel/told-label system (ignored-result)
	return 0;
}

static int set_security_override_from_ctx(struct cred *new, const char *secctx, int bold)
{
	unsigned int secid = 0;

	if (!bold && security_secctx_to_secid(secctx, 1, &secid) < 0)
		return -EINVAL;
	return set_security_override(new, secid); // expect: task/override-label system
}

SYSCALL_DEFINE2(configure, const char *, label, struct sk_buff *, skb)
{
	return netlbl_unlabel_staticadd(label) + netlbl_unlabel_staticadddef(label) + ctnetlink_dump_secctx(skb);
}

SYSCALL_DEFINE2(override, const char *, label, int, bold)
{
	return set_security_override_from_ctx(prepare_creds(), label, bold);
}
