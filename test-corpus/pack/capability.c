// What belongs to a capability is done only for who has it, system-wide or in the right namespace.
// rules: pack:capability.yaml pack:entries.yaml pack:values.yaml
// only: capability/reboot capability/kexec capability/module capability/hostname capability/swap capability/accounting capability/vhangup capability/adjtimex capability/chroot capability/fibmap capability/process-madvise capability/move-all-pages capability/userfault-fork
#include "capability.h"

struct path;

void kernel_restart(char *command);
int hibernate(void);
int reboot_pid_ns(struct pid_namespace *ns, int cmd);
int do_kexec_load(unsigned long entry);
int load_module(void *info);
int try_stop_module(void *module, int flags);
void uts_proc_notify(int what);
void enable_swap_info(int type);
int try_to_unuse(int type);
int acct_on(const char *name);
void tty_vhangup_self(void);
int timekeeping_inject_offset(long delta);
void set_fs_root(void *fs, const struct path *path);
struct path *path_of(const char *name);
int bmap(int block);
struct mm_struct *mm_of(int pidfd);
int do_madvise(struct mm_struct *mm, unsigned long start, size_t len, int behavior);
int do_pages_move(struct mm_struct *mm, int nodes, unsigned long nr, const void **pages, const int *to, int *status, int flags);
unsigned int uffd_ctx_features(unsigned long features);

SYSCALL_DEFINE3(reboot, int, cmd, struct pid_namespace *, pid_ns, int, way)
{
	if (cmd == 1)
		return hibernate(); // expect: capability/reboot 0 (missing)
	if (cmd == 2)
		return ns_capable(pid_ns->user_ns, CAP_SYS_ADMIN) ? hibernate() : -EPERM; // expect: capability/reboot 0 (wrong-mode)
	if (way ? !ns_capable(current_user_ns(), CAP_SYS_BOOT) : !ns_capable(pid_ns->user_ns, CAP_SYS_BOOT))
		return -EPERM;
	if (reboot_pid_ns(pid_ns, cmd)) // expect: capability/reboot pid_ns->user_ns
		return -EINVAL;
	kernel_restart(NULL);
	return 0;
}

static bool kexec_load_permitted(void)
{
	return capable(CAP_SYS_BOOT);
}

SYSCALL_DEFINE1(kexec_ok, unsigned long, entry)
{
	if (!kexec_load_permitted())
		return -EPERM;
	return do_kexec_load(entry);
}

SYSCALL_DEFINE1(kexec_bad, unsigned long, entry)
{
	kexec_load_permitted();
	return do_kexec_load(entry); // expect: capability/kexec system (ignored-result)
}

SYSCALL_DEFINE1(load_ok, void *, info)
{
	if (!capable(CAP_SYS_MODULE))
		return -EPERM;
	return load_module(info);
}

SYSCALL_DEFINE1(load_bad, void *, info)
{
	return load_module(info); // expect: capability/module system (missing)
}

SYSCALL_DEFINE2(delete_module, void *, module, int, boldly)
{
	if (boldly)
		return try_stop_module(module, 1); // expect: capability/module system (missing)
	if (!capable(CAP_SYS_MODULE))
		return -EPERM;
	return try_stop_module(module, 0);
}

SYSCALL_DEFINE1(sethostname, const char *, name)
{
	if (!ns_capable(current->nsproxy->uts_ns->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	uts_proc_notify(1);
	return 0;
}

SYSCALL_DEFINE1(setdomainname, const char *, name)
{
	if (!ns_capable(current_user_ns(), CAP_SYS_ADMIN))
		return -EPERM;
	uts_proc_notify(2); // expect: capability/hostname current->nsproxy->uts_ns->user_ns (wrong-object)
	return 0;
}

SYSCALL_DEFINE1(swapon, int, type)
{
	if (type == 1)
		enable_swap_info(type); // expect: capability/swap system (missing)
	return 0;
}

SYSCALL_DEFINE1(swapoff, int, type)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	return try_to_unuse(type);
}

SYSCALL_DEFINE1(acct, const char *, name)
{
	if (!name)
		return acct_on("none"); // expect: capability/accounting system (missing)
	if (!capable(CAP_SYS_PACCT))
		return -EPERM;
	return acct_on(name);
}

SYSCALL_DEFINE1(vhangup, int, boldly)
{
	if (capable(CAP_SYS_TTY_CONFIG))
		tty_vhangup_self();
	else if (boldly)
		tty_vhangup_self(); // expect: capability/vhangup system (ignored-result)
	return 0;
}

static int do_adjtimex(int modes, long delta)
{
	if (modes & 1 && !capable(CAP_SYS_TIME))
		return -EPERM;
	if (modes & 1)
		return timekeeping_inject_offset(delta);
	if (modes & 2)
		return timekeeping_inject_offset(-delta); // expect: capability/adjtimex system (bypass)
	return 0;
}

SYSCALL_DEFINE2(adjtimex, int, modes, long, delta)
{
	return do_adjtimex(modes, delta);
}

SYSCALL_DEFINE2(chroot, const char *, name, int, boldly)
{
	if (!boldly && !ns_capable(current_user_ns(), CAP_SYS_CHROOT))
		return -EPERM;
	if (!boldly)
		set_fs_root(NULL, path_of(name));
	else
		set_fs_root(NULL, path_of(name)); // expect: capability/chroot current->cred->user_ns (bypass)
	return 0;
}

static int ioctl_fibmap(int block)
{
	if (block == 1)
		return bmap(block); // expect: capability/fibmap system (missing)
	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	return bmap(block);
}

SYSCALL_DEFINE1(ioctl, int, block)
{
	return ioctl_fibmap(block);
}

SYSCALL_DEFINE2(process_madvise, int, pidfd, int, behavior)
{
	struct mm_struct *mm = mm_of(pidfd);

	if (behavior == 1)
		return do_madvise(mm, 0, 1, 1); // expect: capability/process-madvise system (missing)
	if (!capable(CAP_SYS_NICE))
		return -EPERM;
	return do_madvise(mm, 0, 1, behavior);
}

SYSCALL_DEFINE2(move_pages_ok, int, pidfd, int, flags)
{
	if ((flags & 4) && !capable(CAP_SYS_NICE))
		return -EPERM;
	return do_pages_move(mm_of(pidfd), 0, 1, NULL, NULL, NULL, flags);
}

SYSCALL_DEFINE2(move_pages_bad, int, pidfd, int, flags)
{
	if ((flags & 2) && !capable(CAP_SYS_NICE))
		return -EPERM;
	return do_pages_move(mm_of(pidfd), 0, 1, NULL, NULL, NULL, flags); // expect: capability/move-all-pages system (bypass)
}

static int userfaultfd_api(unsigned long features, int boldly)
{
	if (boldly)
		return uffd_ctx_features(features); // expect: capability/userfault-fork system (missing)
	if ((features & 2) && !capable(CAP_SYS_PTRACE))
		return -EPERM;
	return uffd_ctx_features(features);
}

SYSCALL_DEFINE2(userfault, unsigned long, features, int, boldly)
{
	return userfaultfd_api(features, boldly);
}

