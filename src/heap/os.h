/* os.h: the floor under the heap: pages from the system. */
#ifndef MEMS_HEAP_OS_H
#define MEMS_HEAP_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `bytes` zeroed, private bytes, or NULL. `hint` is where they are wanted (0:
 * anywhere), a wish that the system may ignore. */
void *mems_os_map(size_t bytes, uintptr_t hint);

/* The same, and the system is asked to fill all of it now: cheaper than as it is
 * touched, where it will be. */
void *mems_os_map_filled(size_t bytes, uintptr_t hint);

/* Gives the whole of one mapping back. false: the system refused, which it may
 * do when that would cut a region in two and there are too many already. */
bool mems_os_unmap(void *start, size_t bytes);

/* Asks for these bytes of a mapping, whole pages of the system, to be there now
 * and not when they are touched, which takes longer. Only a wish. */
void mems_os_fill(void *start, size_t bytes);

/* Bytes of addresses that this process may map in all, at most. */
uint64_t mems_os_addresses(void);

/* Bytes in a page of the system, a power of two. */
size_t mems_os_page(void);

#endif
