// Maps and programs need a capability, or a token and its hooks' consent.
// rules: pack:bpf.yaml pack:entries.yaml pack:values.yaml
// only: bpf/token-command bpf/token-capability bpf/capability
#include "task.h"

struct bpf_token { struct user_namespace *userns; };
union bpf_attr { struct { unsigned int map_type, prog_type; }; };
struct bpf_map { unsigned int map_type; };
struct bpf_prog_aux { struct bpf_token *token; };
struct bpf_prog { struct bpf_prog_aux *aux; };

int security_bpf_token_cmd(const struct bpf_token *token, int cmd);
int security_bpf_token_capable(const struct bpf_token *token, int cap);
int security_bpf_map_create(struct bpf_map *map, union bpf_attr *attr, struct bpf_token *token);
struct bpf_token *bpf_token_get_from_fd(unsigned int ufd);
struct bpf_map *new_map(void);
struct bpf_prog *new_prog(void);
int bpf_check(struct bpf_prog **prog, union bpf_attr *attr);
int btf_new_fd(const union bpf_attr *attr);

static bool bpf_token_capable(const struct bpf_token *token, int cap)
{
	if (!ns_capable(token ? token->userns : &init_user_ns, cap))
		return false;
	if (token && security_bpf_token_capable(token, cap) < 0)
		return false;
	return true;
}

static bool bpf_token_capable_by_itself(const struct bpf_token *token, int cap)
{
	return ns_capable(token ? token->userns : &init_user_ns, cap);
}

static bool bpf_token_allow_cmd(const struct bpf_token *token, int cmd)
{
	return security_bpf_token_cmd(token, cmd) == 0;
}

static int map_create(union bpf_attr *attr, int fd)
{
	struct bpf_token *token = NULL;
	struct bpf_map *map = new_map();
	unsigned int map_type = attr->map_type;

	if (fd) {
		token = bpf_token_get_from_fd(fd);
		if (IS_ERR(token))
			return PTR_ERR(token);
		if (!bpf_token_allow_cmd(token, 0))
			token = NULL;
	}
	switch (map_type) {
	case 1:
	case 2:
	case 28:
		break;
	case 24:
		if (!bpf_token_capable(token, 39))
			return -EPERM;
		break;
	default:
		return -EINVAL;
	}
	map->map_type = map_type; // expect: bpf/capability system
	return security_bpf_map_create(map, attr, token);
}

SYSCALL_DEFINE2(create, union bpf_attr *, attr, int, fd) { return map_create(attr, fd); }

SYSCALL_DEFINE2(create_bad, union bpf_attr *, attr, int, fd)
{
	struct bpf_token *token = bpf_token_get_from_fd(fd);

	if (IS_ERR(token))
		return PTR_ERR(token);
	return security_bpf_map_create(new_map(), attr, token); // expect: bpf/token-command token (missing)
}

static int bpf_prog_load(union bpf_attr *attr, int fd, int careful)
{
	struct bpf_token *token = bpf_token_get_from_fd(fd);
	struct bpf_prog *prog = new_prog();
	unsigned int type = attr->prog_type;
	bool may;

	if (IS_ERR(token))
		return PTR_ERR(token);
	if (!bpf_token_allow_cmd(token, 5))
		token = NULL;
	may = careful ? bpf_token_capable(token, 39) : bpf_token_capable_by_itself(token, 39);
	if (type != 1 && type != 8 && !may)
		return -EPERM;
	prog->aux->token = token; // expect: bpf/token-capability token // entry: load_carelessly
	return 0;
}

SYSCALL_DEFINE2(load, union bpf_attr *, attr, int, fd) { return bpf_prog_load(attr, fd, 1); }
SYSCALL_DEFINE2(load_carelessly, union bpf_attr *, attr, int, fd) { return bpf_prog_load(attr, fd, 0); }

static int bpf_btf_load(union bpf_attr *attr)
{
	return bpf_token_capable(NULL, 39) ? btf_new_fd(attr) : -EPERM;
}

SYSCALL_DEFINE1(load_types_ok, union bpf_attr *, attr) { return bpf_btf_load(attr); }
