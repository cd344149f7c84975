/* maps.c: see maps.h. Mappings that are there stand in a hash table with open
 * addressing; a mapping that went leaves its address behind with length 0. */
#include "maps.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>

#define TABLE (UINT32_C(1) << 19)

struct maps maps;

static struct place {
    uintptr_t start;
    size_t bytes;
} table[TABLE];

void *__real_mmap(void *start, size_t bytes, int protection, int flags, int file, off_t offset);
int __real_munmap(void *start, size_t bytes);
void *__wrap_mmap(void *start, size_t bytes, int protection, int flags, int file, off_t offset);
int __wrap_munmap(void *start, size_t bytes);

void maps_reset(size_t page_size)
{
    memset(table, 0, sizeof table);
    maps = (struct maps){.page_size = page_size};
}

/* Where `start` stands, or could. */
static struct place *place_of(uintptr_t start)
{
    uint32_t at = (uint32_t)((start >> 12) * UINT64_C(0x9e3779b97f4a7c15) >> 40) % TABLE;
    while (table[at].start != 0 && table[at].start != start)
        at = (at + 1) % TABLE;
    return &table[at];
}

void *__wrap_mmap(void *start, size_t bytes, int protection, int flags, int file, off_t offset)
{
    maps.calls++;
    if (maps.page_size != 0 && bytes % maps.page_size != 0)
        maps.odd++;
    if (maps.calls >= maps.refuse_from && maps.calls <= maps.refuse_to) {
        maps.refused++;
        errno = ENOMEM;
        return MAP_FAILED;
    }
    void *given = __real_mmap(start, bytes, protection, flags, file, offset);
    if (given != MAP_FAILED) {
        *place_of((uintptr_t)given) = (struct place){(uintptr_t)given, bytes};
        maps.alive++;
        maps.bytes += bytes;
    }
    return given;
}

int __wrap_munmap(void *start, size_t bytes)
{
    struct place *place = place_of((uintptr_t)start);
    if (place->start == 0 || place->bytes != bytes || bytes == 0) {
        maps.wrong++;
        return __real_munmap(start, bytes);
    }
    place->bytes = 0;
    maps.alive--;
    maps.bytes -= bytes;
    return __real_munmap(start, bytes);
}
