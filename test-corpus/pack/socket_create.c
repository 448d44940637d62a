// A socket is made, wholly or in part, only after the hook agreed.
// rules: pack:socket.yaml pack:entries.yaml pack:values.yaml
// only: socket/create
#include "kernel.h"

struct net;
struct socket { int type; };
struct net_proto_family { int (*create)(struct net *net, struct socket *sock, int protocol, int kern); };

int security_socket_create(int family, int type, int protocol, int kern);
struct socket *sock_alloc(void);
const struct net_proto_family *family_of(int family);

static int sock_create_lite(int family, int type, int protocol, struct socket **res)
{
	int err = 0;

	if (family)
		err = security_socket_create(family, type, protocol, 1);
	if (!err)
		*res = sock_alloc(); // expect: socket/create system (bypass) // entry: make_any
	return err;
}

SYSCALL_DEFINE2(make_inet, int, type, int, protocol)
{
	struct socket *sock;

	return sock_create_lite(2, type, protocol, &sock);
}

SYSCALL_DEFINE2(make_any, int, family, int, type)
{
	struct socket *sock;

	return sock_create_lite(family, type, 0, &sock);
}

static int __sock_create(int family, int type, int protocol)
{
	struct socket *sock;
	int err = security_socket_create(family, type, protocol, 0);

	if (err)
		return err;
	sock = sock_alloc();
	sock->type = type;
	return family_of(family)->create(NULL, sock, protocol, 0);
}

SYSCALL_DEFINE3(make_ok, int, family, int, type, int, protocol)
{
	return __sock_create(family, type, protocol);
}

SYSCALL_DEFINE3(make_bad, int, family, struct socket *, sock, int, protocol)
{
	return family_of(family)->create(NULL, sock, protocol, 0); // expect: socket/create system (missing)
}
