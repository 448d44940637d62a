// A datagram socket gets a peer only after the hook agreed that it may send to it.
// rules: pack:socket.yaml pack:entries.yaml pack:values.yaml
// only: socket/unix-peer
#include "kernel.h"

struct socket;
struct sock { struct socket *sk_socket; };
struct unix_sock { struct sock sk; struct sock *peer; };

int security_unix_may_send(struct socket *sock, struct socket *other);
struct sock *lookup(int fd);

static int unix_dgram_connect(struct unix_sock *u, struct sock *other, int way)
{
	int error;

	if (way) {
		u->peer = other; // expect: socket/unix-peer other->sk_socket (missing)
		return 0;
	}
	error = security_unix_may_send(u->sk.sk_socket, other->sk_socket);
	if (error)
		return error;
	u->peer = other;
	return 0;
}

SYSCALL_DEFINE3(connect, struct unix_sock *, u, int, fd, int, way)
{
	struct sock *other = lookup(fd);

	if (!other)
		return -EINVAL;
	return unix_dgram_connect(u, other, way);
}
