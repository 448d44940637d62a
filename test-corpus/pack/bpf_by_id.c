// What others have loaded is found by its number, taken and dumped only by the administrator.
// rules: pack:bpf.yaml pack:entries.yaml pack:values.yaml
// only: bpf/by-id bpf/dump-addresses bpf/sockmap-detach
#include "task.h"

union bpf_attr { unsigned int id; struct { unsigned int target_fd, attach_bpf_fd; }; };
struct file { const struct cred *f_cred; };
struct bpf_prog { void *bpf_func; };
struct bpf_map;

struct bpf_prog *bpf_prog_by_id(unsigned int id);
int bpf_prog_new_fd(struct bpf_prog *prog);
int bpf_map_new_fd(struct bpf_map *map, int flags);
struct bpf_map *bpf_map_by_id(unsigned int id);
bool kallsyms_show_value(const struct cred *cred);
struct bpf_prog *bpf_prog_get(unsigned int ufd);
int sock_map_prog_update(struct bpf_map *map, struct bpf_prog *prog, struct bpf_prog *old);
struct file *file_of(int fd);

static int bpf_prog_get_fd_by_id(const union bpf_attr *attr)
{
	return capable(CAP_SYS_ADMIN) ? bpf_prog_new_fd(bpf_prog_by_id(attr->id)) : -EPERM;
}

static int bpf_map_get_fd_by_id(const union bpf_attr *attr)
{
	return bpf_map_new_fd(bpf_map_by_id(attr->id), 0); // expect: bpf/by-id 0 (missing)
}

SYSCALL_DEFINE1(take_prog, union bpf_attr *, attr) { return bpf_prog_get_fd_by_id(attr); }
SYSCALL_DEFINE1(take_map, union bpf_attr *, attr) { return bpf_map_get_fd_by_id(attr); }

static long bpf_prog_get_info_by_fd(struct file *file, struct bpf_prog *prog, int own)
{
	if (own ? kallsyms_show_value(current->cred) : kallsyms_show_value(file->f_cred))
		return (long)prog->bpf_func; // expect: bpf/dump-addresses file->f_cred // entry: dump_in_own
	return 0;
}

SYSCALL_DEFINE2(dump, int, fd, unsigned int, id) { return bpf_prog_get_info_by_fd(file_of(fd), bpf_prog_by_id(id), 0); }
SYSCALL_DEFINE2(dump_in_own, int, fd, unsigned int, id)
{
	return bpf_prog_get_info_by_fd(file_of(fd), bpf_prog_by_id(id), 1);
}

static int sock_map_prog_detach(const union bpf_attr *attr, int bold)
{
	struct bpf_prog *prog;

	if (bold)
		return sock_map_prog_update(bpf_map_by_id(0), NULL, NULL); // expect: bpf/sockmap-detach attr->attach_bpf_fd (missing)
	prog = bpf_prog_get(attr->attach_bpf_fd);
	if (IS_ERR(prog))
		return PTR_ERR(prog);
	return sock_map_prog_update(bpf_map_by_id(0), NULL, prog);
}

SYSCALL_DEFINE1(detach, union bpf_attr *, attr) { return sock_map_prog_detach(attr, 0); }
SYSCALL_DEFINE1(detach_boldly, union bpf_attr *, attr) { return sock_map_prog_detach(attr, 1); }
