/* learning.c: in slices, so that a bar can be shown and Ctrl-C be heard. */
#include "learning.h"

#include "interrupt.h"
#include "message.h"
#include "progress.h"

#define LEARN 4096 /* operations between two looks at the clock */

bool learn_all(struct timeline *timeline, bool progress, const char *path)
{
    uint32_t end = timeline_end(timeline), known = 0, before;
    struct progress bar = progress_start("running", end, progress);

    interrupt_begin();
    do {
        before = known;
        known = timeline_seek(timeline, end - known > LEARN ? known + LEARN : end);
        progress_show(&bar, known);
    } while (known > before && known < end && !interrupted());
    progress_end(&bar, known);
    if (interrupted())
        interrupt_die();
    interrupt_end();
    if (known < end)
        complain("%s: out of memory after operation %u of %u", path, (unsigned)known,
                 (unsigned)end);
    return known == end;
}
