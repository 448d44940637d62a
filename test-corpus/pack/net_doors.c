// What is privileged by one door is by the others: sysfs, other namespaces, radios, taps, options.
// rules: pack:capability-net.yaml pack:entries.yaml pack:values.yaml
// only: net/other-namespace net/device-sysfs net/rfkill net/traffic-action net/anycast net/tcp-repair net/tap net/ppp
#include "net.h"

struct rfkill;
struct net_device { possible_net_t nd_net; };
struct file;
struct tcp_sock { unsigned int repair : 1; };

bool sk_ns_capable(const struct sock *sk, struct user_namespace *user_ns, int cap);
bool net_eq(const struct net *net1, const struct net *net2);
int rtnl_trylock(void);
void rfkill_set_block(struct rfkill *rfkill, bool blocked);
int tcf_action_add(struct net *net, struct nlmsghdr *n);
void *sock_kmalloc(struct sock *sk, int size);
int dev_queue_xmit(struct sk_buff *skb);
int ppp_create_interface(struct net *net, struct file *file, int *unit);

static struct net *rtnl_get_net_ns_capable(struct sock *sk, int id)
{
	struct net *net = net_of(id);

	if (id && !sk_ns_capable(sk, net->user_ns, CAP_NET_ADMIN))
		return ERR_PTR(-EACCES);
	return net; // expect: net/other-namespace net->user_ns (bypass)
}

SYSCALL_DEFINE2(ask, int, fd, int, id) { return IS_ERR(rtnl_get_net_ns_capable(socket_of(fd)->sk, id)); }

static int netdev_store(struct net_device *dev, int value)
{
	if (value && !ns_capable(dev->nd_net.net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return rtnl_trylock(); // expect: net/device-sysfs 0 (bypass)
}

SYSCALL_DEFINE2(write_device, struct net_device *, dev, int, value) { return netdev_store(dev, value); }

static int soft_store(struct rfkill *rfkill, bool state)
{
	if (!capable(CAP_NET_RAW))
		return -EPERM;
	rfkill_set_block(rfkill, state); // expect: net/rfkill 0
	return 0;
}

static int state_store(struct rfkill *rfkill, bool state)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	rfkill_set_block(rfkill, state);
	return 0;
}

SYSCALL_DEFINE2(write_soft, struct rfkill *, rfkill, int, state) { return soft_store(rfkill, state); }
SYSCALL_DEFINE2(write_state, struct rfkill *, rfkill, int, state) { return state_store(rfkill, state); }

static int tc_ctl_action(struct sk_buff *skb, struct nlmsghdr *n, int netns)
{
	if (netns ? !netlink_net_capable(skb, CAP_NET_ADMIN) : !netlink_capable(skb, CAP_NET_ADMIN))
		return -EPERM;
	return tcf_action_add(sock_net(skb->sk), n); // expect: net/traffic-action skb // entry: add_in_namespace
}

SYSCALL_DEFINE2(add, int, fd, struct nlmsghdr *, n) { return tc_ctl_action(message_of(fd), n, 0); }
SYSCALL_DEFINE2(add_in_namespace, int, fd, struct nlmsghdr *, n) { return tc_ctl_action(message_of(fd), n, 1); }

static int ipv6_sock_ac_join(struct sock *sk, int ifindex)
{
	if (!ns_capable(current->cred->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return sock_kmalloc(sk, ifindex) != NULL; // expect: net/anycast sk->__sk_common.skc_net.net->user_ns (wrong-object)
}

SYSCALL_DEFINE2(join, int, fd, int, ifindex) { return ipv6_sock_ac_join(socket_of(fd)->sk, ifindex); }

static int do_tcp_setsockopt(struct sock *sk, struct tcp_sock *tp, int val)
{
	if (val == 1) {
		if (!sockopt_ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN))
			return -EPERM;
		tp->repair = 1;
	} else {
		tp->repair = 0; // expect: net/tcp-repair sk->__sk_common.skc_net.net->user_ns (missing)
	}
	return 0;
}

SYSCALL_DEFINE3(repair, int, fd, struct tcp_sock *, tp, int, val) { return do_tcp_setsockopt(socket_of(fd)->sk, tp, val); }

static int __netlink_deliver_tap_skb(struct sk_buff *skb, struct net_device *dev, int all)
{
	if (!all && !net_eq(dev->nd_net.net, sock_net(skb->sk)))
		return 0;
	return dev_queue_xmit(skb); // expect: net/tap skb->sk->__sk_common.skc_net.net // entry: tap_all
}

SYSCALL_DEFINE2(tap, int, fd, struct net_device *, dev) { return __netlink_deliver_tap_skb(message_of(fd), dev, 0); }
SYSCALL_DEFINE2(tap_all, int, fd, struct net_device *, dev) { return __netlink_deliver_tap_skb(message_of(fd), dev, 1); }

static int ppp_unattached_ioctl(struct net *net, struct file *file, int opener)
{
	int unit = 0;

	if (opener ? !ns_capable(current->cred->user_ns, CAP_NET_ADMIN) : !ns_capable(net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return ppp_create_interface(net, file, &unit); // expect: net/ppp net->user_ns // entry: ioctl_as_opener
}

SYSCALL_DEFINE2(ioctl, int, ns, struct file *, file) { return ppp_unattached_ioctl(net_of(ns), file, 0); }
SYSCALL_DEFINE2(ioctl_as_opener, int, ns, struct file *, file) { return ppp_unattached_ioctl(net_of(ns), file, 1); }
