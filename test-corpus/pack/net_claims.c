// Whoever sends another's number or id as its own owns the namespace that the number is of.
// rules: pack:capability-net.yaml pack:entries.yaml pack:values.yaml
// only: net/claim-pid net/claim-uid net/claim-gid
#include "net.h"

struct pid_namespace { struct user_namespace *user_ns; };
struct ucred { int pid; unsigned int uid, gid; };
struct scm_creds { int pid; kuid_t uid; kgid_t gid; };
struct scm_cookie { struct scm_creds creds; };

int task_tgid_vnr(struct task_struct *tsk);
struct pid_namespace *task_active_pid_ns(struct task_struct *tsk);
kuid_t make_kuid(struct user_namespace *from, unsigned int uid);
kgid_t make_kgid(struct user_namespace *from, unsigned int gid);
void copy_creds(struct ucred *to, const void *from);

static int scm_check_creds(struct ucred *creds)
{
	const struct cred *cred = current->cred;
	kuid_t uid = make_kuid(cred->user_ns, creds->uid);
	kgid_t gid = make_kgid(cred->user_ns, creds->gid);

	if ((creds->pid == task_tgid_vnr(current) || ns_capable(task_active_pid_ns(current)->user_ns, CAP_SYS_ADMIN)) &&
	    (uid_eq(uid, cred->uid) || ns_capable(cred->user_ns, CAP_SETUID)) &&
	    (gid_eq(gid, cred->gid) || ns_capable(cred->user_ns, CAP_SETGID)))
		return 0;
	return -EPERM;
}

static int scm_check_creds_badly(struct ucred *creds)
{
	const struct cred *cred = current->cred;

	if (creds->pid == task_tgid_vnr(current) || ns_capable(cred->user_ns, CAP_SYS_ADMIN))
		return 0;
	return -EPERM;
}

static int __scm_send(struct scm_cookie *p, const void *cmsg, int spoofable)
{
	struct ucred creds;
	int err;

	copy_creds(&creds, cmsg);
	err = spoofable ? scm_check_creds_badly(&creds) : scm_check_creds(&creds);
	if (err)
		return err;
	p->creds.pid = creds.pid; // expect: net/claim-pid *task_active_pid_ns(current)
	p->creds.uid = make_kuid(current->cred->user_ns, creds.uid); // expect: net/claim-uid make_kuid(current->cred->user_ns, creds.uid)
	p->creds.gid = make_kgid(current->cred->user_ns, creds.gid); // expect: net/claim-gid make_kgid(current->cred->user_ns, creds.gid)
	return 0;
}

SYSCALL_DEFINE2(send, struct scm_cookie *, p, const void *, cmsg) { return __scm_send(p, cmsg, 0); }
SYSCALL_DEFINE2(send_spoofed, struct scm_cookie *, p, const void *, cmsg) { return __scm_send(p, cmsg, 1); }

static int __scm_send_as(struct scm_cookie *p, kuid_t uid)
{
	p->creds.uid = uid;
	return 0;
}

SYSCALL_DEFINE2(send_as_ok, struct scm_cookie *, p, kuid_t *, uid) { return __scm_send_as(p, *uid); }
