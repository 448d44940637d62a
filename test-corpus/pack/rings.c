// Driver commands, foreign credentials and kernel threads of io_uring ask before they start.
// rules: pack:io_uring.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

#define REQ_F_CREDS 0x40000

struct cred;
struct io_uring_cmd;
struct file_operations { int (*uring_cmd)(struct io_uring_cmd *ioucmd, unsigned int flags); };
struct file { const struct file_operations *f_op; };
struct io_uring_cmd { struct file *file; };
struct io_kiocb { const struct cred *creds; unsigned long flags; };

int security_uring_cmd(struct io_uring_cmd *ioucmd);
int security_uring_override_creds(const struct cred *new);
int security_uring_sqpoll(void);
void *io_get_sq_data(void *p);
struct io_uring_cmd *command_of(int id);
const struct cred *personality(int id);
struct io_kiocb *request_of(int id);

SYSCALL_DEFINE2(enter_ok, int, id, unsigned int, flags)
{
	struct io_uring_cmd *ioucmd = command_of(id);
	int ret = security_uring_cmd(ioucmd);

	return ret ? ret : ioucmd->file->f_op->uring_cmd(ioucmd, flags);
}

SYSCALL_DEFINE2(enter_bad, int, id, unsigned int, flags)
{
	struct io_uring_cmd *ioucmd = command_of(id);

	return ioucmd->file->f_op->uring_cmd(ioucmd, flags); // expect: io-uring/cmd ioucmd (missing)
}

static int io_init_req(struct io_kiocb *req, int id, int boldly)
{
	int ret;

	req->creds = personality(id);
	ret = security_uring_override_creds(req->creds);
	if (ret && !boldly)
		return ret;
	if (boldly)
		req->flags |= REQ_F_CREDS; // expect: io-uring/override-creds personality() (ignored-result)
	else
		req->flags |= REQ_F_CREDS;
	return 0;
}

SYSCALL_DEFINE2(submit, int, id, int, boldly)
{
	return io_init_req(request_of(id), id, boldly);
}

static int io_sq_offload_create(void *p, int boldly)
{
	if (!boldly && security_uring_sqpoll())
		return -EPERM;
	if (boldly)
		return !io_get_sq_data(p); // expect: io-uring/sqpoll system (bypass)
	return !io_get_sq_data(p);
}

SYSCALL_DEFINE2(setup, void *, p, int, boldly)
{
	return io_sq_offload_create(p, boldly);
}
