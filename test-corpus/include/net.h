/* SPDX-License-Identifier: MIT */
/* Network namespaces, sockets and netlink messages, in miniature. */
#pragma once

#include "task.h"

struct ns_common { unsigned int inum; };
struct net { struct user_namespace *user_ns; struct ns_common ns; };
struct socket;
typedef struct { struct net *net; } possible_net_t;
struct proto { int (*diag_destroy)(struct sock *sk, int err); };
struct sock_common { possible_net_t skc_net; int skc_bound_dev_if; unsigned short skc_num; struct proto *skc_prot; };
struct sock { struct sock_common __sk_common; struct socket *sk_socket; unsigned short sk_type; };
struct socket { short type; struct sock *sk; };
struct sk_buff { struct sock *sk; };
struct nlmsghdr { unsigned int nlmsg_len; unsigned short nlmsg_type; };

bool netlink_capable(const struct sk_buff *skb, int cap);
bool netlink_net_capable(const struct sk_buff *skb, int cap);
bool netlink_ns_capable(const struct sk_buff *skb, struct user_namespace *ns, int cap);
bool sockopt_ns_capable(struct user_namespace *ns, int cap);
bool file_ns_capable(const void *file, struct user_namespace *ns, int cap);
struct net *net_of(int fd);
struct socket *socket_of(int fd);
struct sk_buff *message_of(int fd);

static inline struct net *sock_net(const struct sock *sk) { return sk->__sk_common.skc_net.net; }
