/* fence.c: limits of the system, and where Linux has them, system calls that are refused:
 * no other process is started, signalled or spoken to. */
#include "fence.h"

#include "course.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

/* `most`, or what is allowed now where that is less. */
static struct rlimit limited(const struct rlimit *now, uint64_t most)
{
    rlim_t limit = now->rlim_max < (rlim_t)most ? now->rlim_max : (rlim_t)most;

    return (struct rlimit){.rlim_cur = limit, .rlim_max = limit};
}

/* A macro, since the type of `what` differs from system to system. */
#define LIMIT(what, most) \
    do { \
        struct rlimit now = {0}, wanted; \
        if (getrlimit(what, &now) == 0) { \
            wanted = limited(&now, most); \
            setrlimit(what, &wanted); \
        } \
    } while (0)

/* Bytes of address space that this process has; 0 when the system does not tell. */
static uint64_t mapped_now(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;

    if (file == NULL)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* ---- Calls that are refused ---- */

#if defined __linux__ && defined __x86_64__
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __linux__ && defined __aarch64__
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCHITECTURE

#define LOAD(member) \
    (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
                                 (unsigned)offsetof(struct seccomp_data, member))
#define IF_EQUAL(value, then, otherwise) \
    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(value), then, otherwise)
#define RETURN(what) (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (unsigned)(what))
#define REFUSE (SECCOMP_RET_ERRNO | EPERM)

static const int refused[] = {
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
#ifdef SYS_clone3
    SYS_clone3,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
    SYS_clone, SYS_execve, SYS_execveat, SYS_setsid, SYS_setpgid, SYS_ptrace, SYS_tkill,
    SYS_process_vm_readv, SYS_process_vm_writev, SYS_socket, SYS_shmget, SYS_msgget,
    SYS_semget, SYS_unshare, SYS_mount, SYS_reboot,
};
/* Those that may be done to oneself: abort does. */
static const int own_only[] = {SYS_kill, SYS_tgkill};

#define COUNT(list) (sizeof (list) / sizeof *(list))

static void refuse_calls(void)
{
    struct sock_filter code[8 + 2 * COUNT(refused) + 5 * COUNT(own_only)];
    unsigned short n = 0;

    code[n++] = LOAD(arch);
    code[n++] = IF_EQUAL(OUR_ARCHITECTURE, 1, 0);
    code[n++] = RETURN(REFUSE);
    code[n++] = LOAD(nr);
#ifdef __X32_SYSCALL_BIT
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, __X32_SYSCALL_BIT, 0, 1);
    code[n++] = RETURN(REFUSE);
#endif
    for (size_t i = 0; i < COUNT(refused); i++) {
        code[n++] = IF_EQUAL(refused[i], 0, 1);
        code[n++] = RETURN(REFUSE);
    }
    for (size_t i = 0; i < COUNT(own_only); i++) {
        code[n++] = IF_EQUAL(own_only[i], 0, 4);
        code[n++] = LOAD(args[0]);
        code[n++] = IF_EQUAL(getpid(), 1, 0);
        code[n++] = RETURN(REFUSE);
        code[n++] = RETURN(SECCOMP_RET_ALLOW);
    }
    code[n++] = RETURN(SECCOMP_RET_ALLOW);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &(struct sock_fprog){n, code}, 0, 0);
}

#else

static void refuse_calls(void)
{
}

#endif

/* ---- Together ---- */

static void fence_both(void)
{
    LIMIT(RLIMIT_CORE, 0);
    LIMIT(RLIMIT_CPU, FENCE_SECONDS);
#if defined __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

void fence_self(void)
{
    uint64_t mapped = mapped_now();

    fence_both();
    LIMIT(RLIMIT_AS, mapped + FENCE_MEMORY);
    LIMIT(RLIMIT_FSIZE, FENCE_FILE);
    LIMIT(RLIMIT_NOFILE, DRIVEN_FILES);
#ifdef RLIMIT_NPROC
    LIMIT(RLIMIT_NPROC, 1);
#endif
    refuse_calls();
}

void fence_compiler(void)
{
    fence_both();
    LIMIT(RLIMIT_AS, FENCE_COMPILER);
    LIMIT(RLIMIT_FSIZE, FENCE_FILE * 4);
}
