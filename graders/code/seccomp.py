"""The system calls that a child may not make, as seccomp filters.

The long list is compiled once, in the zygote, by libseccomp; loading it in a child is one call. A
short second filter
lets a child signal itself (`abort` does) and nobody else. Denied calls fail with EPERM, so code
that only tries is not killed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile

from graders.code.landlock import libc, no_new_privileges

PR_SET_SECCOMP, MODE_FILTER = 22, 2
PR_SET_PDEATHSIG = 1
CLONE_THREAD = 0x10000
TERMINAL_INPUT = (0x5412, 0x541C)
DENIED = """
socket connect bind listen accept accept4 sendmmsg
fork vfork execve execveat ptrace process_vm_readv process_vm_writev process_madvise
process_mrelease kcmp
tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal
chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat
setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr setxattrat removexattrat
link linkat symlink symlinkat mknod mknodat truncate file_setattr
memfd_create memfd_secret shmget shmat shmctl shmdt semget semop semctl semtimedop
msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_notify
unshare setns mount umount umount2 pivot_root chroot move_mount open_tree open_tree_attr
fsopen fsmount fsconfig fspick mount_setattr
setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset
setpriority ioprio_set sched_setaffinity sched_setscheduler sched_setparam sched_setattr
setsid setpgid
bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
keyctl add_key request_key open_by_handle_at name_to_handle_at
fanotify_init fanotify_mark inotify_init inotify_init1
init_module finit_module delete_module kexec_load kexec_file_load reboot
swapon swapoff acct quotactl quotactl_fd
settimeofday clock_settime clock_adjtime adjtimex stime
sethostname setdomainname iopl ioperm modify_ldt
personality syslog vhangup nfsservctl lookup_dcookie
migrate_pages move_pages mbind set_mempolicy vmsplice
"""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def compile_filter() -> bytes | None:
    """The list above as a BPF program, or None where libseccomp is missing or unusable."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):
        return None
    deny = pyseccomp.ERRNO(errno.EPERM)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in DENIED.split():
        _add(rules, deny, name)
    arg, equal = pyseccomp.Arg, pyseccomp.EQ
    _add(rules, deny, "clone", arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))
    # its flags are behind a pointer no filter can follow; the C library falls back to clone
    _add(rules, pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    _add(rules, deny, "prlimit64", arg(0, pyseccomp.NE, 0))
    _add(rules, deny, "prctl", arg(0, equal, PR_SET_PDEATHSIG))
    for request in TERMINAL_INPUT:
        _add(rules, deny, "ioctl", arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, request))
    return _exported(rules)


def compile_signal_filter(pid: int) -> bytes | None:
    """A program that lets process `pid` send signals to itself alone."""
    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in ("kill", "tgkill"):
        _add(rules, pyseccomp.ERRNO(errno.EPERM), name, pyseccomp.Arg(0, pyseccomp.NE, pid))
    return _exported(rules)


def _add(rules: object, action: int, name: str, *arguments: object) -> None:
    try:
        rules.add_rule(action, name, *arguments)  # type: ignore[attr-defined]
    except (OSError, ValueError, RuntimeError):
        # a call that this libseccomp or this machine does not have
        return


def _exported(rules: object) -> bytes | None:
    try:
        with tempfile.TemporaryFile() as file:
            rules.export_bpf(file)  # type: ignore[attr-defined]
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            return file.read()
    except OSError:
        return None


def load(program: bytes) -> None:
    """Puts this process under `program` for good. Raises `OSError` when the kernel refuses."""
    no_new_privileges()
    code = ctypes.create_string_buffer(program, len(program))
    loaded = _Program(len(program) // 8, ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(loaded), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
