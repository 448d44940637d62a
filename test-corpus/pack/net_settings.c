// Devices, addresses, routes, tunnels and the packet filter are set only by the namespace's administrator.
// rules: pack:capability-net.yaml pack:entries.yaml pack:values.yaml
// only: net/device-ioctl net/address-ioctl net/tunnel-ioctl net/ethtool net/tables net/netlink-open-descriptor
#include "net.h"

struct ifreq;
struct arpreq;
struct ip_tunnel_parm;
struct net_device;
struct netlink_skb_parms { unsigned int flags; const void *file; };

int dev_ifsioc(struct net *net, struct ifreq *ifr, void *data, unsigned int cmd);
int arp_req_set(struct net *net, struct arpreq *r);
int arp_req_delete(struct net *net, struct arpreq *r);
void *ip_tunnel_create(struct net *net, void *itn, struct ip_tunnel_parm *p);
int ethtool_flash_device(struct net_device *dev, void *useraddr);
int do_replace(struct net *net, void *arg, unsigned int len);

static int dev_ioctl(struct net *net, unsigned int cmd, struct ifreq *ifr)
{
	switch (cmd) {
	case 0x8914:
		if (!ns_capable(net->user_ns, CAP_NET_ADMIN))
			return -EPERM;
		return dev_ifsioc(net, ifr, NULL, cmd);
	case 0x8994:
		return dev_ifsioc(net, ifr, NULL, cmd);
	case 0x8949:
		return dev_ifsioc(net, ifr, NULL, cmd); // expect: net/device-ioctl net->user_ns (missing)
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(ioctl, int, fd, unsigned int, cmd, struct ifreq *, ifr) { return dev_ioctl(net_of(fd), cmd, ifr); }

static int arp_ioctl(struct net *net, unsigned int cmd, struct arpreq *r)
{
	if (cmd == 0x8955 && !ns_capable(net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	if (cmd == 0x8953)
		return arp_req_delete(net, r); // expect: net/address-ioctl net->user_ns (bypass)
	return cmd == 0x8955 ? arp_req_set(net, r) : -EINVAL;
}

SYSCALL_DEFINE3(ioctl_arp, int, fd, unsigned int, cmd, struct arpreq *, r) { return arp_ioctl(net_of(fd), cmd, r); }

static int ip_tunnel_ctl(struct net *net, struct ip_tunnel_parm *p, int bold)
{
	if (!bold && !ns_capable(net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return ip_tunnel_create(net, NULL, p) != NULL; // expect: net/tunnel-ioctl net->user_ns (bypass) // entry: dig_boldly
}

SYSCALL_DEFINE2(dig, int, fd, struct ip_tunnel_parm *, p) { return ip_tunnel_ctl(net_of(fd), p, 0); }
SYSCALL_DEFINE2(dig_boldly, int, fd, struct ip_tunnel_parm *, p) { return ip_tunnel_ctl(net_of(fd), p, 1); }

static int __dev_ethtool(struct net *net, struct net_device *dev, void *useraddr, unsigned int ethcmd)
{
	switch (ethcmd) {
	case 1:
	case 2:
		break;
	default:
		if (!ns_capable(net->user_ns, CAP_NET_ADMIN))
			return -EPERM;
	}
	switch (ethcmd) {
	case 2:
		return ethtool_flash_device(dev, useraddr); // expect: net/ethtool net->user_ns
	case 3:
		return ethtool_flash_device(dev, useraddr);
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(ethtool, int, fd, struct net_device *, dev, unsigned int, ethcmd)
{
	return __dev_ethtool(net_of(fd), dev, NULL, ethcmd);
}

static int do_ipt_set_ctl(struct sock *sk, void *arg, int own)
{
	if (own ? !ns_capable(current->cred->user_ns, CAP_NET_ADMIN) : !ns_capable(sock_net(sk)->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	return do_replace(sock_net(sk), arg, 0); // expect: net/tables sk->__sk_common.skc_net.net->user_ns // entry: replace_in_own
}

SYSCALL_DEFINE2(replace, int, fd, void *, arg) { return do_ipt_set_ctl(socket_of(fd)->sk, arg, 0); }
SYSCALL_DEFINE2(replace_in_own, int, fd, void *, arg) { return do_ipt_set_ctl(socket_of(fd)->sk, arg, 1); }

static bool __netlink_ns_capable(const struct netlink_skb_parms *nsp, struct user_namespace *user_ns, int cap)
{
	if (cap != CAP_NET_RAW && !(nsp->flags & 8) && !file_ns_capable(nsp->file, user_ns, cap))
		return 0;
	return ns_capable(user_ns, cap); // expect: net/netlink-open-descriptor user_ns, cap (bypass)
}

SYSCALL_DEFINE2(may, const struct netlink_skb_parms *, nsp, int, cap)
{
	return __netlink_ns_capable(nsp, &init_user_ns, cap);
}
