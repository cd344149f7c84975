/* machine.c: which kinds of machine this one is. */
#include "machine.h"

#include <stddef.h>

const struct machine *mems_machine_number(unsigned i)
{
    const struct machine *usable[4];
    unsigned count = 0;
#ifdef MEMS_MACHINE_WIDE
    if (__builtin_cpu_supports("avx512f"))
        usable[count++] = &mems_machine_avx512;
    if (__builtin_cpu_supports("avx2"))
        usable[count++] = &mems_machine_avx2;
#endif
#ifdef MEMS_MACHINE_X86
    usable[count++] = &mems_machine_sse2;
#endif
    usable[count++] = &mems_machine_plain;
    return i < count ? usable[i] : NULL;
}
