// Raw sockets, marks and other people's connections need a capability over the namespace.
// rules: pack:capability-net.yaml pack:entries.yaml pack:values.yaml
// only: net/raw-socket net/key-socket net/sock-destroy net/mark net/socket-policy net/rebind-device net/socket-namespace net/unix-open-file
#include "net.h"

struct path;
struct sockcm_cookie { unsigned int mark; };

struct sock *sk_alloc(struct net *net, int family, int priority, const void *prot, int kern);
void __sock_set_mark(struct sock *sk, unsigned int val);
int xfrm_user_policy(struct sock *sk, int optname, void *optval, int optlen);
int open_related_ns(struct ns_common *ns, const void *get);
void *dentry_open(struct path *path, int flags, const struct cred *cred);

static int inet_create(struct net *net, struct socket *sock, int protocol, int kern)
{
	struct sock *sk;

	if (sock->type == 3 && !kern && !ns_capable(net->user_ns, CAP_NET_RAW))
		return -EPERM;
	sk = sk_alloc(net, 2, 0, NULL, kern);
	if (sock->type == 3)
		sk->__sk_common.skc_num = protocol;
	return 0;
}

static int inet6_create(struct net *net, struct socket *sock, int protocol, int kern)
{
	struct sock *sk;

	if (sock->type == 3 && !kern && !ns_capable(current->cred->user_ns, CAP_NET_RAW))
		return -EPERM;
	sk = sk_alloc(net, 10, 0, NULL, kern);
	if (sock->type == 3)
		sk->__sk_common.skc_num = protocol; // expect: net/raw-socket net->user_ns
	return 0;
}

static int packet_create(struct net *net, struct socket *sock, int protocol, int kern)
{
	if (!kern && !ns_capable(net->user_ns, CAP_NET_RAW))
		return -EPERM;
	return sk_alloc(net, 17, 0, NULL, kern) != NULL; // expect: net/raw-socket net->user_ns (bypass) // entry: make_kernel_packet
}

static int sock_create_kern(struct net *net, struct socket *sock, int protocol)
{
	return inet_create(net, sock, protocol, 1);
}

static int pfkey_create(struct net *net, struct socket *sock, int protocol, int kern)
{
	if (kern ? !ns_capable(net->user_ns, CAP_NET_RAW) : !ns_capable(net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return sk_alloc(net, 15, 0, NULL, kern) != NULL; // expect: net/key-socket net->user_ns // entry: make_kernel_key_socket
}

SYSCALL_DEFINE2(make_inet, int, fd, int, type) { return inet_create(net_of(fd), socket_of(type), 0, 0); }
SYSCALL_DEFINE2(make_inet6, int, fd, int, type) { return inet6_create(net_of(fd), socket_of(type), 0, 0); }
SYSCALL_DEFINE2(make_packet, int, fd, int, type) { return packet_create(net_of(fd), socket_of(type), 0, 0); }
SYSCALL_DEFINE2(make_kernel_packet, int, fd, int, type) { return packet_create(net_of(fd), socket_of(type), 0, 1); }
SYSCALL_DEFINE2(make_kernel_inet, int, fd, int, type) { return sock_create_kern(net_of(fd), socket_of(type), 0); }
SYSCALL_DEFINE2(make_key_socket, int, fd, int, type) { return pfkey_create(net_of(fd), socket_of(type), 2, 0); }
SYSCALL_DEFINE2(make_kernel_key_socket, int, fd, int, type) { return pfkey_create(net_of(fd), socket_of(type), 2, 1); }

static int sock_diag_destroy(struct sock *sk, int err)
{
	if (err && !ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return sk->__sk_common.skc_prot->diag_destroy(sk, err); // expect: net/sock-destroy sk->__sk_common.skc_net.net->user_ns // entry: destroy_quietly
}

SYSCALL_DEFINE1(destroy, int, fd) { return sock_diag_destroy(socket_of(fd)->sk, 103); }
SYSCALL_DEFINE1(destroy_quietly, int, fd) { return sock_diag_destroy(socket_of(fd)->sk, 0); }

static int sk_setsockopt(struct sock *sk, int level, int optname, unsigned int val)
{
	switch (optname) {
	case 36:
		if (!sockopt_ns_capable(sock_net(sk)->user_ns, CAP_NET_RAW) &&
		    !sockopt_ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN))
			return -EPERM;
		__sock_set_mark(sk, val);
		return 0;
	case 37:
		if (!sockopt_ns_capable(&init_user_ns, CAP_NET_ADMIN))
			return -EPERM;
		__sock_set_mark(sk, val); // expect: net/mark sk->__sk_common.skc_net.net->user_ns
		return 0;
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(setsockopt, int, fd, int, optname, unsigned int, val)
{
	return sk_setsockopt(socket_of(fd)->sk, 1, optname, val);
}

static int do_ip_setsockopt(struct sock *sk, int optname, void *optval)
{
	if (optname == 17)
		return xfrm_user_policy(sk, optname, optval, 0); // expect: net/socket-policy sk->__sk_common.skc_net.net->user_ns
	if (!sockopt_ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return xfrm_user_policy(sk, optname, optval, 0);
}

SYSCALL_DEFINE3(setsockopt_ip, int, fd, int, optname, void *, optval)
{
	return do_ip_setsockopt(socket_of(fd)->sk, optname, optval);
}

static int sock_bindtoindex_locked(struct sock *sk, int ifindex, int bold)
{
	struct user_namespace *ns = sock_net(sk)->user_ns;

	if (sk->__sk_common.skc_bound_dev_if && (bold ? !ns_capable(ns, CAP_NET_ADMIN) : !ns_capable(ns, CAP_NET_RAW)))
		return -EPERM;
	WRITE_ONCE(sk->__sk_common.skc_bound_dev_if, ifindex); // expect: net/rebind-device sk->__sk_common.skc_net.net->user_ns // entry: rebind_boldly
	return 0;
}

SYSCALL_DEFINE2(rebind, int, fd, int, ifindex) { return sock_bindtoindex_locked(socket_of(fd)->sk, ifindex, 0); }
SYSCALL_DEFINE2(rebind_boldly, int, fd, int, ifindex) { return sock_bindtoindex_locked(socket_of(fd)->sk, ifindex, 1); }

static long sock_ioctl(struct socket *sock, int cmd)
{
	struct net *net = sock_net(sock->sk);

	if (cmd == 1 && !ns_capable(net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return open_related_ns(&net->ns, NULL); // expect: net/socket-namespace sock->sk->__sk_common.skc_net.net->user_ns
}

SYSCALL_DEFINE2(ioctl, int, fd, int, cmd) { return sock_ioctl(socket_of(fd), cmd); }

static int unix_open_file(struct sock *sk, struct path *path, int way)
{
	if (way ? !ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN) : !ns_capable(current->cred->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return dentry_open(path, 0, current->cred) != NULL; // expect: net/unix-open-file sk->__sk_common.skc_net.net->user_ns // entry: open_in_own
}

SYSCALL_DEFINE2(open_file, int, fd, struct path *, path) { return unix_open_file(socket_of(fd)->sk, path, 1); }
SYSCALL_DEFINE2(open_in_own, int, fd, struct path *, path) { return unix_open_file(socket_of(fd)->sk, path, 0); }
