// A connection that comes in is labelled when its addresses are known, not before.
// rules: pack:socket.yaml ../entries.yaml
// only: socket/inet-conn-request
#include "kernel.h"

struct in6_addr {
	unsigned int words[4];
};
struct sock_common {
	unsigned int skc_daddr;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
};
struct sock {
	struct sock_common __sk_common;
};
struct request_sock {
	struct sock_common __req_common;
	unsigned int mss;
};
struct sk_buff {
	struct in6_addr source, destination;
};
struct flowi6;
struct dst_entry;

int security_inet_conn_request(const struct sock *sk, struct sk_buff *skb, struct request_sock *req);
struct dst_entry *inet6_csk_route_req(const struct sock *sk, struct flowi6 *fl6,
				      const struct request_sock *req, unsigned char protocol);
struct sock *tcp_get_cookie_sock(struct sock *sk, struct sk_buff *skb, struct request_sock *req,
				 struct dst_entry *dst);
struct sock *listener_of(int fd);
struct sk_buff *packet_for(struct sock *sk);
struct request_sock *new_request(struct sock *sk);

static void tcp_v6_init_req(struct request_sock *req, struct sk_buff *skb)
{
	req->__req_common.skc_v6_daddr = skb->source;
	req->__req_common.skc_v6_rcv_saddr = skb->destination;
}

static struct dst_entry *tcp_v6_route_req(const struct sock *sk, struct sk_buff *skb, struct request_sock *req)
{
	tcp_v6_init_req(req, skb);
	if (security_inet_conn_request(sk, skb, req))
		return NULL;
	req->mss = 536;
	return inet6_csk_route_req(sk, NULL, req, 6);
}

static struct sock *cookie_ok(struct sock *sk, struct sk_buff *skb, struct request_sock *req)
{
	tcp_v6_init_req(req, skb);
	if (security_inet_conn_request(sk, skb, req))
		return NULL;
	return tcp_get_cookie_sock(sk, skb, req, NULL);
}

static struct sock *cookie_bad(struct sock *sk, struct sk_buff *skb, struct request_sock *req)
{
	if (security_inet_conn_request(sk, skb, req))
		return NULL;
	tcp_v6_init_req(req, skb);
	return tcp_get_cookie_sock(sk, skb, req, NULL); // expect: socket/inet-conn-request req (early)
}

SYSCALL_DEFINE2(receive, int, fd, int, how)
{
	struct sock *sk = listener_of(fd);
	struct sk_buff *skb = packet_for(sk);
	struct request_sock *req = new_request(sk);

	if (how == 0)
		return cookie_ok(sk, skb, req) != NULL;
	if (how == 1)
		return cookie_bad(sk, skb, req) != NULL;
	return tcp_v6_route_req(sk, skb, req) != NULL;
}
