// A locked-down kernel is asked before root may reach into it.
// rules: pack:lockdown.yaml pack:entries.yaml pack:values.yaml
// only: lockdown/kexec lockdown/kexec-file lockdown/hibernation lockdown/module-signature lockdown/perf lockdown/kcore lockdown/kprobes lockdown/bpf-read-kernel lockdown/bpf-write-user
#include "kernel.h"

enum lockdown_reason { LOCKDOWN_MODULE_SIGNATURE = 1, LOCKDOWN_KEXEC = 4, LOCKDOWN_HIBERNATION = 5,
		       LOCKDOWN_BPF_WRITE_USER = 17, LOCKDOWN_KCORE = 22, LOCKDOWN_KPROBES = 23, LOCKDOWN_BPF_READ_KERNEL = 24,
		       LOCKDOWN_PERF = 26, LOCKDOWN_TRACEFS = 27 };

struct kimage;
struct load_info;
struct kprobe;
struct perf_event_attr { unsigned long sample_type; };
struct file { void *private_data; };

int security_locked_down(enum lockdown_reason what);
int kexec_image_verify_sig(struct kimage *image, void *buf);
bool ima_appraise_signature(int id);
void *kexec_image_load_default(struct kimage *image);
int do_kexec_load(unsigned long entry);
int hibernation_snapshot(int platform_mode);
int mod_verify_sig(const void *mod, struct load_info *info);
void *layout_and_allocate(struct load_info *info, int flags);
void *perf_event_alloc(struct perf_event_attr *attr, int cpu);
int register_kprobe(struct kprobe *kp);
int register_kretprobe(struct kprobe *kp);
void *buffer_of(int size);
struct file *file_of(int fd);
const void *bpf_get_probe_write_proto(void);
extern const char bpf_probe_read_kernel_proto, bpf_probe_read_kernel_str_proto;
static const char bpf_probe_read_compat_proto;

SYSCALL_DEFINE2(kexec_load, unsigned long, entry, int, reason)
{
	int error = security_locked_down(reason ? LOCKDOWN_KEXEC : LOCKDOWN_HIBERNATION);

	if (error)
		return error;
	if (!reason)
		return do_kexec_load(entry); // expect: lockdown/kexec system (wrong-mode)
	return do_kexec_load(entry);
}

static int validate(struct kimage *image)
{
	int ret = kexec_image_verify_sig(image, NULL);

	if (ret && !ima_appraise_signature(3) && security_locked_down(LOCKDOWN_KEXEC))
		return -EPERM;
	return 0;
}

static int validate_boldly(struct kimage *image)
{
	int ret = kexec_image_verify_sig(image, NULL);

	if (ret && !ima_appraise_signature(3))
		security_locked_down(LOCKDOWN_KEXEC);
	return 0;
}

SYSCALL_DEFINE1(kexec_file_ok, struct kimage *, image)
{
	int error = validate(image);

	return error ? error : !kexec_image_load_default(image);
}

SYSCALL_DEFINE1(kexec_file_bad, struct kimage *, image)
{
	int error = validate_boldly(image);

	return error ? error : !kexec_image_load_default(image); // expect: lockdown/kexec-file image (ignored-result)
}

static bool hibernation_available(void)
{
	return !security_locked_down(LOCKDOWN_HIBERNATION);
}

static int hibernate(int boldly)
{
	if (!boldly && !hibernation_available())
		return -EPERM;
	if (!boldly)
		return hibernation_snapshot(1);
	return hibernation_snapshot(0); // expect: lockdown/hibernation system (bypass)
}

SYSCALL_DEFINE1(reboot, int, boldly)
{
	return hibernate(boldly);
}

static int sig_check(struct load_info *info, int enforced)
{
	int err = mod_verify_sig(NULL, info);

	if (!err)
		return 0;
	return enforced ? -EPERM : security_locked_down(LOCKDOWN_MODULE_SIGNATURE);
}

SYSCALL_DEFINE2(init_module_ok, struct load_info *, info, int, enforced)
{
	int err = sig_check(info, enforced);

	return err ? err : !layout_and_allocate(info, 0);
}

SYSCALL_DEFINE2(init_module_bad, struct load_info *, info, int, enforced)
{
	int err = mod_verify_sig(NULL, info);

	if (err && enforced)
		return err;
	return !layout_and_allocate(info, 0); // expect: lockdown/module-signature info (ignored-result)
}

SYSCALL_DEFINE3(perf_event_open, unsigned long, type, int, cpu, int, boldly)
{
	struct perf_event_attr attr = { .sample_type = type };

	if (boldly)
		return !perf_event_alloc(&attr, cpu); // expect: lockdown/perf system (missing)
	if ((attr.sample_type & 0x40000) && security_locked_down(LOCKDOWN_PERF))
		return -EPERM;
	return !perf_event_alloc(&attr, cpu);
}

static int open_kcore(struct file *filp, int boldly)
{
	if (!boldly && security_locked_down(LOCKDOWN_KCORE))
		return -EPERM;
	if (!boldly)
		filp->private_data = buffer_of(1);
	else
		filp->private_data = buffer_of(2); // expect: lockdown/kcore system (bypass)
	return 0;
}

SYSCALL_DEFINE2(open, int, fd, int, boldly)
{
	return open_kcore(file_of(fd), boldly);
}

static int __register_trace_kprobe(struct kprobe *kp, int kind)
{
	int ret = security_locked_down(kind ? LOCKDOWN_KPROBES : LOCKDOWN_TRACEFS);

	if (ret)
		return ret;
	if (kind)
		return register_kretprobe(kp);
	return register_kprobe(kp); // expect: lockdown/kprobes system (wrong-mode)
}

SYSCALL_DEFINE2(trace, struct kprobe *, kp, int, kind)
{
	return __register_trace_kprobe(kp, kind);
}

static const void *bpf_tracing_func_proto(int id)
{
	switch (id) {
	case 1:
		return security_locked_down(LOCKDOWN_BPF_READ_KERNEL) < 0 ? NULL : &bpf_probe_read_kernel_proto;
	case 2:
		return &bpf_probe_read_kernel_str_proto; // expect: lockdown/bpf-read-kernel system (bypass)
	case 3:
		return security_locked_down(LOCKDOWN_BPF_WRITE_USER) < 0 ? NULL : bpf_get_probe_write_proto();
	case 5:
		return bpf_get_probe_write_proto(); // expect: lockdown/bpf-write-user system (missing)
	case 4:
		return security_locked_down(LOCKDOWN_BPF_READ_KERNEL) < 0 ? NULL : &bpf_probe_read_compat_proto;
	case 45:
		return &bpf_probe_read_compat_proto; // expect: lockdown/bpf-read-kernel system (bypass)
	default:
		return NULL;
	}
}

SYSCALL_DEFINE1(bpf, int, id)
{
	return !bpf_tracing_func_proto(id);
}
