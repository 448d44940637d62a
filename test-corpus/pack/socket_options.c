// Options of a socket are read and set only after the hook agreed, whichever way they are carried.
// rules: pack:socket.yaml pack:entries.yaml pack:values.yaml
// only: socket/getsockopt socket/getsockopt-iter socket/setsockopt
#include "kernel.h"

struct socket;
struct sock { int rcvbuf; };
struct proto_ops {
	int (*getsockopt)(struct socket *sock, int level, int optname);
	int (*getsockopt_iter)(struct socket *sock, int level, int optname);
	int (*setsockopt)(struct socket *sock, int level, int optname);
};
struct socket { struct sock *sk; const struct proto_ops *ops; };

int security_socket_getsockopt(struct socket *sock, int level, int optname);
int security_socket_setsockopt(struct socket *sock, int level, int optname);
int sk_getsockopt(struct sock *sk, int level, int optname);
int sock_getsockopt(struct socket *sock, int level, int optname);
int sock_setsockopt(struct socket *sock, int level, int optname);
struct socket *socket_of(int fd);

static int do_sock_getsockopt(struct socket *sock, int level, int optname, int lenient)
{
	if (!lenient && security_socket_getsockopt(sock, level, optname))
		return -EACCES;
	if (level == 1)
		return sk_getsockopt(sock->sk, level, optname); // expect: socket/getsockopt sock->sk (bypass) // entry: getsockopt_leniently
	if (level == 2)
		return sock->ops->getsockopt_iter(sock, level, optname); // expect: socket/getsockopt-iter sock (bypass) // entry: getsockopt_leniently
	return sock->ops->getsockopt(sock, level, optname); // expect: socket/getsockopt sock (bypass) // entry: getsockopt_leniently
}

SYSCALL_DEFINE3(getsockopt, int, fd, int, level, int, optname) { return do_sock_getsockopt(socket_of(fd), level, optname, 0); }
SYSCALL_DEFINE3(getsockopt_leniently, int, fd, int, level, int, optname) { return do_sock_getsockopt(socket_of(fd), level, optname, 1); }

/* Before Linux 6.7. */
static int __sys_getsockopt(int fd, int level, int optname)
{
	struct socket *sock = socket_of(fd);

	if (level == 1)
		return sock_getsockopt(sock, level, optname); // expect: socket/getsockopt sock (missing)
	return security_socket_getsockopt(sock, level, optname) ? -EACCES : sock->ops->getsockopt(sock, level, optname);
}

static int __sys_setsockopt(int fd, int level, int optname)
{
	struct socket *sock = socket_of(fd);

	if (level == 1)
		return sock_setsockopt(sock, level, optname); // expect: socket/setsockopt sock (missing)
	return security_socket_setsockopt(sock, level, optname) ? -EACCES : sock->ops->setsockopt(sock, level, optname);
}

SYSCALL_DEFINE3(getsockopt_old, int, fd, int, level, int, optname) { return __sys_getsockopt(fd, level, optname); }
SYSCALL_DEFINE3(setsockopt, int, fd, int, level, int, optname) { return __sys_setsockopt(fd, level, optname); }
