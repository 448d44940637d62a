// A netlink message is carried out, and a group joined, only for those who may, in that namespace.
// rules: pack:capability-net.yaml pack:entries.yaml pack:values.yaml
// only: net/xfrm-netlink net/nfnetlink net/netlink-group net/link-other-namespace
#include "net.h"

struct netlink_sock { unsigned int dst_portid; };
struct xfrm_link { int (*doit)(struct sk_buff *skb, struct nlmsghdr *nlh); };

const struct xfrm_link *xfrm_get_link(int type);
int nfnetlink_rcv_skb_batch(struct sk_buff *skb, struct nlmsghdr *nlh);
void netlink_update_socket_mc(void *nlk, unsigned int group, int is_new);
void *rtnl_create_link(struct net *net, const char *ifname);
struct nlmsghdr *header_of(struct sk_buff *skb);

static int xfrm_user_rcv_msg(struct sk_buff *skb, struct nlmsghdr *nlh)
{
	if (nlh->nlmsg_type == 1)
		return xfrm_get_link(1)->doit(skb, nlh); // expect: net/xfrm-netlink skb
	if (!netlink_net_capable(skb, CAP_NET_ADMIN))
		return -EPERM;
	return xfrm_get_link(nlh->nlmsg_type)->doit(skb, nlh);
}

SYSCALL_DEFINE1(send_xfrm, int, fd) { return xfrm_user_rcv_msg(message_of(fd), header_of(message_of(fd))); }

static void nfnetlink_rcv(struct sk_buff *skb, int netns)
{
	if (netns ? !netlink_net_capable(skb, CAP_NET_ADMIN) : !netlink_net_capable(skb, CAP_NET_RAW))
		return;
	nfnetlink_rcv_skb_batch(skb, header_of(skb)); // expect: net/nfnetlink skb (wrong-mode) // entry: send_filter_raw
}

SYSCALL_DEFINE1(send_filter, int, fd) { nfnetlink_rcv(message_of(fd), 1); return 0; }
SYSCALL_DEFINE1(send_filter_raw, int, fd) { nfnetlink_rcv(message_of(fd), 0); return 0; }

static int netlink_allowed(const struct socket *sock, unsigned int flag)
{
	return (sock->type & flag) || ns_capable(sock_net(sock->sk)->user_ns, CAP_NET_ADMIN);
}

static int netlink_connect(struct socket *sock, struct netlink_sock *nlk, unsigned int portid)
{
	if (portid && !netlink_allowed(sock, 2))
		return -EPERM;
	WRITE_ONCE(nlk->dst_portid, portid);
	return 0;
}

SYSCALL_DEFINE3(connect_ok, int, fd, struct netlink_sock *, nlk, unsigned int, portid)
{
	return netlink_connect(socket_of(fd), nlk, portid);
}

static int netlink_setsockopt(struct socket *sock, int optname, unsigned int val)
{
	if (optname == 1 && !netlink_allowed(sock, 1))
		return -EPERM;
	netlink_update_socket_mc(sock->sk, val, optname); // expect: net/netlink-group sock
	return 0;
}

SYSCALL_DEFINE3(join_group, int, fd, int, optname, unsigned int, val)
{
	return netlink_setsockopt(socket_of(fd), optname, val);
}

static struct net *rtnl_link_get_net_capable(struct sk_buff *skb, struct net *net, int cap)
{
	return netlink_ns_capable(skb, net->user_ns, cap) ? net : ERR_PTR(-EPERM);
}

static int rtnl_newlink_create(struct sk_buff *skb, int dest, int link, int careful)
{
	struct net *dest_net = rtnl_link_get_net_capable(skb, net_of(dest), CAP_NET_ADMIN), *link_net = NULL;

	if (IS_ERR(dest_net))
		return PTR_ERR(dest_net);
	if (link) {
		link_net = net_of(link);
		if (careful && !netlink_ns_capable(skb, link_net->user_ns, CAP_NET_ADMIN))
			return -EPERM;
		return rtnl_create_link(link_net, "x") != NULL; // expect: net/link-other-namespace skb, link_net->user_ns // entry: newlink_unasked
	}
	return rtnl_create_link(dest_net, "x") != NULL;
}

SYSCALL_DEFINE3(newlink, int, fd, int, ns, int, link) { return rtnl_newlink_create(message_of(fd), ns, link, 1); }
SYSCALL_DEFINE3(newlink_unasked, int, fd, int, ns, int, link) { return rtnl_newlink_create(message_of(fd), ns, link, 0); }
