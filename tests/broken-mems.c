/* broken-mems.c: the program with a heap that breaks: the free number
 * $MEMS_BREAK_AT, counted from 1, does the harm called $MEMS_BREAK (harm.c). */
#include "harm.h"

#include <stdlib.h>
#include <string.h>

enum mems_error __real_mems_heap_free(mems_heap *heap, uint64_t address,
                                      struct mems_decision *decision);
enum mems_error __wrap_mems_heap_free(mems_heap *heap, uint64_t address,
                                      struct mems_decision *decision);

enum mems_error __wrap_mems_heap_free(mems_heap *heap, uint64_t address,
                                      struct mems_decision *decision)
{
    static int frees;
    enum mems_error error = __real_mems_heap_free(heap, address, decision);
    const char *name = getenv("MEMS_BREAK"), *when = getenv("MEMS_BREAK_AT");
    if (name == NULL || when == NULL || ++frees != atoi(when))
        return error;
    for (int i = 0; i < harm_count; i++)
        if (strcmp(harm_number(i)->name, name) == 0)
            harm_do(heap, i);
    return error;
}
