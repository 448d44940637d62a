// Management packets are sent, and subnets managed, only after the hooks agreed.
// rules: pack:infiniband.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

struct ib_device;
struct ib_qp { int qp_type; };
struct ib_mad_agent { struct ib_device *device; struct ib_qp *qp; void *security; bool smp_allowed; int port_num; };
struct ib_mad_agent_private { struct ib_mad_agent agent; };
struct ib_mad_send_wr_private { struct ib_mad_agent_private *mad_agent_priv; int status; };

int security_ib_pkey_access(void *sec, unsigned long long subnet_prefix, unsigned short pkey);
int security_ib_endport_manage_subnet(void *sec, const char *dev_name, unsigned char port_num);
bool rdma_protocol_ib(const struct ib_device *device, int port_num);
struct ib_mad_send_wr_private *request_of(int fd);
struct ib_mad_agent *agent_of(int fd);

static int ib_mad_enforce_security(struct ib_mad_agent_private *map)
{
	if (!rdma_protocol_ib(map->agent.device, map->agent.port_num))
		return 0;
	if (map->agent.qp->qp_type == 0)
		return map->agent.smp_allowed ? 0 : -EACCES;
	return security_ib_pkey_access(map->agent.security, 0, 1);
}

static int ib_post_send_mad(struct ib_mad_send_wr_private *wr, int careful)
{
	if (careful && ib_mad_enforce_security(wr->mad_agent_priv))
		return -EACCES;
	wr->status = 0; // expect: infiniband/send-mad wr->mad_agent_priv->agent.security
	return 0;
}

SYSCALL_DEFINE1(send, int, fd) { return ib_post_send_mad(request_of(fd), 1); }
SYSCALL_DEFINE1(send_unasked, int, fd) { return ib_post_send_mad(request_of(fd), 0); }

static int ib_mad_agent_security_setup(struct ib_mad_agent *agent, int early)
{
	if (early)
		WRITE_ONCE(agent->smp_allowed, true); // expect: infiniband/manage-subnet agent->security (late)
	if (security_ib_endport_manage_subnet(agent->security, "hca", 1))
		return -EACCES;
	WRITE_ONCE(agent->smp_allowed, true);
	return 0;
}

static void ib_mad_agent_security_change(struct ib_mad_agent *agent)
{
	WRITE_ONCE(agent->smp_allowed, !security_ib_endport_manage_subnet(agent->security, "hca", 1));
}

SYSCALL_DEFINE2(register_ok, int, fd, int, unused) { return ib_mad_agent_security_setup(agent_of(fd), 0); }
SYSCALL_DEFINE2(register_early, int, fd, int, unused) { return ib_mad_agent_security_setup(agent_of(fd), 1); }
SYSCALL_DEFINE1(change_ok, int, fd) { ib_mad_agent_security_change(agent_of(fd)); return 0; }
