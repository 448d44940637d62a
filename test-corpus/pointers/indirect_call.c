// INDIRECT_CALL_1 and _2 call the likely function by its name if the pointer is that one.
// rules: send.yaml ../entries.yaml
#include "kernel.h"

/* include/linux/indirect_call_wrapper.h */
#define INDIRECT_CALL_1(f, f1, ...)                                                                \
	({                                                                                         \
		likely(f == f1) ? f1(__VA_ARGS__) : f(__VA_ARGS__);                                \
	})
#define INDIRECT_CALL_2(f, f2, f1, ...)                                                            \
	({                                                                                         \
		likely(f == f2) ? f2(__VA_ARGS__) : INDIRECT_CALL_1(f, f1, __VA_ARGS__);           \
	})

struct socket;

struct proto_ops {
	int (*sendmsg)(struct socket *sock, size_t length);
	int (*recvmsg)(struct socket *sock, size_t length);
};

struct socket {
	const struct proto_ops *ops;
};

struct socket *sockfd_lookup(int fd);
int security_socket_sendmsg(struct socket *sock);

int inet6_sendmsg(struct socket *sock, size_t length)
{
	return length != 0;
}

int inet_sendmsg(struct socket *sock, size_t length)
{
	return length > 1;
}

const struct proto_ops inet6_ops = { .sendmsg = inet6_sendmsg };
const struct proto_ops inet_ops = { .sendmsg = inet_sendmsg };

/* sock_sendmsg_nosec() and its caller */
static int send_judged_ok(struct socket *sock, size_t length)
{
	return INDIRECT_CALL_2(sock->ops->sendmsg, inet6_sendmsg, inet_sendmsg, sock, length);
}

SYSCALL_DEFINE2(send_ok, int, fd, size_t, length)
{
	struct socket *sock = sockfd_lookup(fd);
	int error = security_socket_sendmsg(sock);

	return error ?: send_judged_ok(sock, length);
}

static int send_unjudged(struct socket *sock, size_t length)
{
	return INDIRECT_CALL_2(sock->ops->sendmsg, inet6_sendmsg, inet_sendmsg, sock, length); // expect: socket/send sock
}

SYSCALL_DEFINE2(send, int, fd, size_t, length)
{
	struct socket *sock = sockfd_lookup(fd);

	return sock ? send_unjudged(sock, length) : -EBADF;
}

/* the check stands on the way of one of the two calls */
SYSCALL_DEFINE2(send_half_bad, int, fd, size_t, length)
{
	struct socket *sock = sockfd_lookup(fd);

	if (sock->ops->sendmsg == inet_sendmsg) {
		if (security_socket_sendmsg(sock))
			return -EACCES;
	}
	return INDIRECT_CALL_1(sock->ops->sendmsg, inet_sendmsg, sock, length); // expect: socket/send sock
}

/* the pointer is taken first, as udp_read_skb and friends do */
SYSCALL_DEFINE2(send_taken_ok, int, fd, size_t, length)
{
	struct socket *sock = sockfd_lookup(fd);
	int (*send)(struct socket *sock, size_t length) = READ_ONCE(sock->ops)->sendmsg;

	if (security_socket_sendmsg(sock))
		return -EACCES;
	return INDIRECT_CALL_1(send, inet6_sendmsg, sock, length);
}

SYSCALL_DEFINE2(send_taken_bad, int, fd, size_t, length)
{
	struct socket *sock = sockfd_lookup(fd);
	int (*send)(struct socket *sock, size_t length) = READ_ONCE(sock->ops)->sendmsg;

	return INDIRECT_CALL_1(send, inet6_sendmsg, sock, length); // expect: socket/send sock
}
