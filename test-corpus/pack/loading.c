// What the kernel reads to run it is judged once it is read, the very bytes.
// rules: pack:loading.yaml pack:entries.yaml pack:values.yaml
#include "kernel.h"

struct load_info { void *hdr; unsigned long len; };

int security_kernel_module_request(char *kmod_name);
int security_kernel_post_load_data(char *buf, loff_t size, int id, char *description);
int call_modprobe(char *name, int wait);
int load_module(struct load_info *info, const char __user *uargs, int flags);
void *vmalloc(unsigned long size);

static int __request_module(int number, char *other)
{
	char name[8];
	int ret;

	name[0] = number;
	ret = security_kernel_module_request(name);
	if (ret)
		return ret;
	if (other)
		return call_modprobe(other, 1); // expect: loading/module-request other (wrong-object)
	return call_modprobe(name, 1);
}

SYSCALL_DEFINE2(request, int, number, char *, other)
{
	return __request_module(number, other);
}

static int copy_module_from_user(struct load_info *info, int boldly)
{
	info->hdr = vmalloc(info->len);
	if (!info->hdr)
		return -EAGAIN;
	return boldly ? 0 : security_kernel_post_load_data(info->hdr, info->len, 2, "init_module");
}

SYSCALL_DEFINE2(init_module, unsigned long, len, const char __user *, uargs)
{
	struct load_info info = { .len = len };
	int err = copy_module_from_user(&info, len == 1);

	if (err)
		return err;
	return load_module(&info, uargs, 0); // expect: loading/module-memory info (bypass)
}
