// Auditing is controlled, and records are written, only with the capability for it.
// rules: pack:audit.yaml pack:entries.yaml pack:values.yaml
// only: audit/control audit/write audit/loginuid
#include "task.h"

struct sk_buff;
struct audit_buffer;

bool netlink_capable(const struct sk_buff *skb, int cap);
int audit_rule_change(int type, int seq, void *data);
int audit_set_enabled(unsigned int state);
void audit_log_user_recv_msg(struct audit_buffer **ab, unsigned short msg_type);
bool audit_loginuid_set(struct task_struct *tsk);
struct sk_buff *message_of(int fd);

static int audit_netlink_ok(struct sk_buff *skb, int msg_type)
{
	switch (msg_type) {
	case 1:
	case 2:
		return netlink_capable(skb, 30) ? 0 : -EPERM;
	case 3:
	case 4:
		return netlink_capable(skb, 29) ? 0 : -EPERM;
	}
	return -EINVAL;
}

static int audit_receive_msg(struct sk_buff *skb, int msg_type, void *data)
{
	struct audit_buffer *ab;
	int err = audit_netlink_ok(skb, msg_type);

	if (err)
		return err;
	switch (msg_type) {
	case 1:
		return audit_rule_change(1, 2, data);
	case 4:
		return audit_set_enabled(1); // expect: audit/control skb (wrong-mode)
	case 3:
		audit_log_user_recv_msg(&ab, msg_type);
		break;
	case 2:
		audit_log_user_recv_msg(&ab, msg_type); // expect: audit/write skb (wrong-mode)
		break;
	}
	return 0;
}

SYSCALL_DEFINE3(send, int, fd, int, msg_type, void *, data) { return audit_receive_msg(message_of(fd), msg_type, data); }

static int audit_set_loginuid(kuid_t loginuid, int again)
{
	if (!again && audit_loginuid_set(current) && !capable(30))
		return -EPERM;
	current->loginuid = loginuid; // expect: audit/loginuid 0 (bypass) // entry: login_again
	return 0;
}

SYSCALL_DEFINE1(login, kuid_t *, uid) { return audit_set_loginuid(*uid, 0); }
SYSCALL_DEFINE1(login_again, kuid_t *, uid) { return audit_set_loginuid(*uid, 1); }
