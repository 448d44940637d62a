// Devices reach all memory, so that a locked-down kernel keeps their ports, registers and tables closed.
// rules: pack:lockdown.yaml pack:entries.yaml pack:values.yaml
// only: lockdown/dev-mem lockdown/pci lockdown/io-port lockdown/msr lockdown/acpi-tables lockdown/serial
#include "kernel.h"

enum { LOCKDOWN_DEV_MEM = 2, LOCKDOWN_PCI_ACCESS = 6, LOCKDOWN_IOPORT = 7, LOCKDOWN_MSR = 8,
       LOCKDOWN_ACPI_TABLES = 9, LOCKDOWN_TIOCSSERIAL = 12 };

struct pci_dev;
struct pci_filp_private { int mmap_state, write_combine; };
struct thread_struct { unsigned long *io_bitmap; };
struct uart_port;
struct uart_ops { void (*release_port)(struct uart_port *port); int (*request_port)(struct uart_port *port); };
struct uart_port { const struct uart_ops *ops; };

int security_locked_down(int what);
int pci_user_write_config_byte(struct pci_dev *dev, int where, unsigned char value);
int pci_mmap_resource_range(struct pci_dev *dev, int bar);
int wrmsr_safe_on_cpu(unsigned int cpu, unsigned int reg, unsigned int low);
int wrmsr_safe_regs_on_cpu(unsigned int cpu, unsigned int *regs);
void acpi_arch_set_root_pointer(unsigned long address);
void arch_reserve_mem_area(unsigned long address, size_t size);
struct pci_dev *device_of(int fd);
struct pci_filp_private *private_of(int fd);
struct thread_struct *thread_of(int pid);
unsigned long *new_bitmap(void);
struct uart_port *port_of(int fd);

static int open_port(int minor)
{
	int rc;

	if (minor == 3)
		return 0; // expect: lockdown/dev-mem system (bypass)
	rc = security_locked_down(LOCKDOWN_DEV_MEM);
	return rc ? rc : 0;
}

static int pci_write_config(struct pci_dev *dev, int off)
{
	int ret = security_locked_down(off ? LOCKDOWN_PCI_ACCESS : LOCKDOWN_MSR);

	if (ret)
		return ret;
	if (off)
		return pci_user_write_config_byte(dev, off, 1);
	return pci_user_write_config_byte(dev, off, 1); // expect: lockdown/pci system (wrong-mode)
}

static int proc_bus_pci_ioctl(struct pci_filp_private *fpriv, int cmd)
{
	if (cmd == 1) {
		fpriv->write_combine = 1; // expect: lockdown/pci system (missing)
		return 0;
	}
	if (security_locked_down(LOCKDOWN_PCI_ACCESS))
		return -EPERM;
	fpriv->mmap_state = cmd;
	return 0;
}

SYSCALL_DEFINE2(open, int, fd, int, minor)
{
	int ret = open_port(minor);

	if (!ret)
		ret = pci_write_config(device_of(fd), minor);
	return ret;
}

SYSCALL_DEFINE2(pci_ioctl, int, fd, int, cmd)
{
	return proc_bus_pci_ioctl(private_of(fd), cmd);
}

static long ksys_ioperm(struct thread_struct *t, int turn_on)
{
	if (turn_on == 1 && security_locked_down(LOCKDOWN_IOPORT))
		return -EPERM;
	t->io_bitmap = new_bitmap(); // expect: lockdown/io-port system (bypass)
	return 0;
}

SYSCALL_DEFINE2(ioperm, int, pid, int, turn_on)
{
	return ksys_ioperm(thread_of(pid), turn_on);
}

static int msr_write(unsigned int reg, int boldly)
{
	int err;

	if (boldly)
		return wrmsr_safe_on_cpu(0, reg, 1); // expect: lockdown/msr system (missing)
	err = security_locked_down(LOCKDOWN_MSR);
	return err ? err : wrmsr_safe_on_cpu(0, reg, 1);
}

static int msr_ioctl(unsigned int *regs)
{
	int err = security_locked_down(LOCKDOWN_MSR);

	return err ? err : wrmsr_safe_regs_on_cpu(0, regs);
}

SYSCALL_DEFINE2(write, unsigned int, reg, unsigned int *, regs)
{
	return regs ? msr_ioctl(regs) : msr_write(reg, reg & 1);
}

static unsigned long acpi_os_get_root_pointer(unsigned long rsdp)
{
	if (rsdp == 1)
		acpi_arch_set_root_pointer(rsdp); // expect: lockdown/acpi-tables system (missing)
	return rsdp;
}

static int acpi_table_upgrade(unsigned long address)
{
	if (security_locked_down(LOCKDOWN_ACPI_TABLES))
		return -EPERM;
	arch_reserve_mem_area(address, 1);
	return 0;
}

SYSCALL_DEFINE1(root_pointer, unsigned long, rsdp) { return acpi_os_get_root_pointer(rsdp); }
SYSCALL_DEFINE1(upgrade, unsigned long, address) { return acpi_table_upgrade(address); }

static int uart_set_info(struct uart_port *uport, bool change_irq, bool change_port)
{
	int retval = 0;

	if (change_irq)
		retval = security_locked_down(LOCKDOWN_TIOCSSERIAL);
	if (retval)
		return retval;
	if (change_irq && change_port)
		uport->ops->release_port(uport);
	return change_port ? uport->ops->request_port(uport) : 0; // expect: lockdown/serial system (bypass)
}

SYSCALL_DEFINE3(ioctl, int, fd, bool, change_irq, bool, change_port)
{
	return uart_set_info(port_of(fd), change_irq, change_port);
}
