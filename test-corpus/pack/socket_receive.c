// Data is received, by whichever call, only after the hook agreed.
// rules: pack:socket.yaml pack:entries.yaml pack:values.yaml
// only: socket/recvmsg
#include "kernel.h"

struct msghdr;
struct sock { int rcvbuf; };
struct socket { struct sock *sk; };
struct tcp_zerocopy_receive { unsigned long address; };

int security_socket_recvmsg(struct socket *sock, struct msghdr *msg, int size, int flags);
int security_socket_getsockopt(struct socket *sock, int level, int optname);
int sock_recvmsg_nosec(struct socket *sock, struct msghdr *msg, int flags);
int tcp_zerocopy_receive(struct sock *sk, struct tcp_zerocopy_receive *zc);
struct socket *socket_of(int fd);

SYSCALL_DEFINE2(recvmsg_ok, int, fd, struct msghdr *, msg)
{
	struct socket *sock = socket_of(fd);
	int err = security_socket_recvmsg(sock, msg, 0, 0);

	return err ? err : sock_recvmsg_nosec(sock, msg, 0);
}

SYSCALL_DEFINE2(getsockopt_bad, int, fd, struct tcp_zerocopy_receive *, zc)
{
	struct socket *sock = socket_of(fd);
	int err = security_socket_getsockopt(sock, 6, 35);

	return err ? err : tcp_zerocopy_receive(sock->sk, zc); // expect: socket/recvmsg sock->sk (missing)
}
