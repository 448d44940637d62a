// Addresses that an SCTP socket gets besides bind() and connect() are judged like theirs.
// rules: pack:sctp.yaml pack:mptcp.yaml pack:entries.yaml pack:values.yaml
// only: sctp/bind-connect sctp/asconf mptcp/subflow
#include "kernel.h"

struct sockaddr { unsigned short sa_family; };
struct sock;
struct sctp_ep_common { struct sock *sk; };
struct sctp_endpoint { struct sctp_ep_common base; };
struct sctp_association { struct sctp_endpoint *ep; };
struct sctp_transport { struct sctp_association *asoc; };
struct sctp_chunk { struct sctp_transport *transport; };

int security_sctp_bind_connect(struct sock *sk, int optname, struct sockaddr *address, int addrlen);
int security_mptcp_add_subflow(struct sock *sk, struct sock *ssk);
int sctp_bindx_add(struct sock *sk, struct sockaddr *addrs, int addrcnt);
int __sctp_connect(struct sock *sk, struct sockaddr *kaddrs, int addrs_size);
struct sctp_transport *sctp_assoc_add_peer(struct sctp_association *asoc, struct sockaddr *addr);
struct sctp_transport *sctp_assoc_lookup_paddr(struct sctp_association *asoc, struct sockaddr *addr);
void sctp_assoc_set_primary(struct sctp_association *asoc, struct sctp_transport *transport);
int sctp_connect_new_asoc(struct sctp_endpoint *ep, struct sockaddr *daddr);
int sctp_connect_add_peer(struct sctp_association *asoc, struct sockaddr *daddr, int addr_len);
int tcp_set_ulp(struct sock *sk, const char *name);
struct sock *sock_of(int fd);
struct sock *new_sock(void);

static int sctp_setsockopt_bindx(struct sock *sk, struct sockaddr *addrs, int size)
{
	int err = security_sctp_bind_connect(sk, 100, addrs, size);

	return err ? err : sctp_bindx_add(sk, addrs, 1);
}

static int __sctp_setsockopt_connectx(struct sock *sk, struct sockaddr *addrs, int size)
{
	if (size > 16) {
		int err = security_sctp_bind_connect(sk, 110, addrs, 16);

		if (err)
			return err;
	}
	return __sctp_connect(sk, addrs, size); // expect: sctp/bind-connect sk, addrs (bypass)
}

SYSCALL_DEFINE3(bindx, int, fd, struct sockaddr *, addrs, int, size)
{
	return sctp_setsockopt_bindx(sock_of(fd), addrs, size);
}

SYSCALL_DEFINE3(connectx, int, fd, struct sockaddr *, addrs, int, size)
{
	return __sctp_setsockopt_connectx(sock_of(fd), addrs, size);
}

static int sctp_sendmsg_new_asoc(struct sock *sk, struct sctp_endpoint *ep, struct sockaddr *daddr, struct sockaddr *more)
{
	int err = security_sctp_bind_connect(sk, 3, daddr, 16);

	if (err)
		return err;
	err = sctp_connect_new_asoc(ep, daddr);
	if (err || !more)
		return err;
	return sctp_connect_add_peer(NULL, more, 16); // expect: sctp/bind-connect more (wrong-object)
}

SYSCALL_DEFINE3(sendmsg, struct sctp_endpoint *, ep, struct sockaddr *, daddr, struct sockaddr *, more)
{
	return sctp_sendmsg_new_asoc(ep->base.sk, ep, daddr, more);
}

static int sctp_process_asconf_param(struct sctp_association *asoc, struct sctp_chunk *asconf, struct sockaddr *addr,
				     int type)
{
	switch (type) {
	case 1:
		if (security_sctp_bind_connect(asoc->ep->base.sk, 1, addr, 16))
			return -EPERM;
		return sctp_assoc_add_peer(asoc, addr) ? 0 : -EINVAL;
	case 2:
		sctp_assoc_set_primary(asoc, asconf->transport);
		return 0;
	case 3:
		sctp_assoc_set_primary(asoc, sctp_assoc_lookup_paddr(asoc, addr)); // expect: sctp/asconf asoc->ep->base.sk
		return 0;
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(receive, struct sctp_association *, asoc, struct sctp_chunk *, chunk, int, type)
{
	struct sockaddr addr = { .sa_family = 2 };

	return sctp_process_asconf_param(asoc, chunk, &addr, type);
}

static int mptcp_subflow_create_socket(struct sock *sk, int careful)
{
	struct sock *ssk = new_sock();
	int err = careful ? security_mptcp_add_subflow(sk, ssk) : security_mptcp_add_subflow(ssk, ssk);

	if (err)
		return err;
	return tcp_set_ulp(ssk, "mptcp"); // expect: mptcp/subflow sk, ssk // entry: join_wrongly
}

SYSCALL_DEFINE1(join, int, fd) { return mptcp_subflow_create_socket(sock_of(fd), 1); }
SYSCALL_DEFINE1(join_wrongly, int, fd) { return mptcp_subflow_create_socket(sock_of(fd), 0); }
