/* os.c: the only file that names mmap and munmap; nothing else in the library
 * takes memory from anywhere.
 *
 * Mappings are private and anonymous, so that neighbours merge in the kernel
 * into one region and the limit on regions is not met; and without
 * reservation, since records are mapped ahead of need and nodes may be huge.
 * What the system refuses is told by the return value alone: errno stays. */
#include "os.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* A compiler that keeps to the standard hides what Linux adds to it, and the single
 * header cannot ask before the program includes anything. The kernel's own header
 * says the numbers; but madvise stays undeclared. */
#if !defined MAP_ANONYMOUS && defined __linux__
#include <asm/mman.h>
#undef MADV_POPULATE_WRITE
#endif
#ifndef MAP_POPULATE
#define MAP_POPULATE 0
#endif

static void *map(size_t bytes, uintptr_t hint, int filled)
{
    const int protection = PROT_READ | PROT_WRITE;
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | filled;
    int error = errno;
    void *start = mmap((void *)hint, bytes, protection, flags, -1, 0);
    if (start == MAP_FAILED && hint != 0) /* some systems refuse a hint they dislike */
        start = mmap(NULL, bytes, protection, flags, -1, 0);
    errno = error;
    return start == MAP_FAILED ? NULL : start;
}

void *mems_os_map(size_t bytes, uintptr_t hint)
{
    return map(bytes, hint, 0);
}

void *mems_os_map_filled(size_t bytes, uintptr_t hint)
{
    return map(bytes, hint, MAP_POPULATE);
}

bool mems_os_unmap(void *start, size_t bytes)
{
    int error = errno;
    bool unmapped = munmap(start, bytes) == 0;
    errno = error;
    return unmapped;
}

void mems_os_fill(void *start, size_t bytes)
{
#ifdef MADV_POPULATE_WRITE
    int error = errno;
    madvise(start, bytes, MADV_POPULATE_WRITE);
    errno = error;
#else
    (void)start;
    (void)bytes;
#endif
}

uint64_t mems_os_addresses(void)
{
    struct rlimit limit;
    int error = errno;
    bool limited = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    errno = error;
    return limited ? limit.rlim_cur : UINTPTR_MAX;
}

size_t mems_os_page(void)
{
    long bytes = sysconf(_SC_PAGESIZE);
    return bytes > 0 ? (size_t)bytes : 4096;
}
