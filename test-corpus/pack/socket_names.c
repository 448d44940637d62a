// A socket's own address and its peer's are told after the hook for the one that is asked for.
// rules: pack:socket.yaml pack:entries.yaml pack:values.yaml
// only: socket/getsockname socket/getpeername
#include "kernel.h"

struct socket;
struct proto_ops { int (*getname)(struct socket *sock, void *address, int peer); };
struct socket { const struct proto_ops *ops; };

int security_socket_getsockname(struct socket *sock);
int security_socket_getpeername(struct socket *sock);
struct socket *socket_of(int fd);

SYSCALL_DEFINE2(getsockname_ok, int, fd, void *, address)
{
	struct socket *sock = socket_of(fd);

	return security_socket_getsockname(sock) ? -EACCES : sock->ops->getname(sock, address, 0);
}

SYSCALL_DEFINE2(getpeername_ok, int, fd, void *, address)
{
	struct socket *sock = socket_of(fd);

	return security_socket_getpeername(sock) ? -EACCES : sock->ops->getname(sock, address, 1);
}

SYSCALL_DEFINE2(getsockname_bad, int, fd, void *, address)
{
	struct socket *sock = socket_of(fd);

	return security_socket_getpeername(sock) ? -EACCES : sock->ops->getname(sock, address, 0); // expect: socket/getsockname sock (missing)
}

SYSCALL_DEFINE2(getpeername_bad, int, fd, void *, address)
{
	struct socket *sock = socket_of(fd);

	return security_socket_getsockname(sock) ? -EACCES : sock->ops->getname(sock, address, 1); // expect: socket/getpeername sock (missing)
}
