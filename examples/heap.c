/* heap.c: an explicit heap under best fit, and a walk of what came of it; the
 * same as in mems(3). */
#include <mems/heap.h>
#include <inttypes.h>
#include <stdio.h>

int main(void)
{
    struct mems_options options = mems_options_default();
    struct mems_decision made;
    mems_heap *heap;
    options.policy = MEMS_BEST_FIT;
    enum mems_error error = mems_heap_open(&heap, &options);
    if (error == MEMS_OK)
        error = mems_heap_malloc(heap, 1000, &made);
    if (error == MEMS_OK)
        printf("placed at %" PRIu64 "\n", made.address);
    else
        printf("%s\n", mems_error_text(error));
    struct mems_node node;
    struct mems_segment segment;
    if (error == MEMS_OK && mems_node_first(heap, &node) &&
        mems_segment_first(heap, &node, &segment))
        do
            printf("%" PRIu64 " %s\n", segment.start,
                   segment.kind == MEMS_PROCESS ? "PROCESS" : "HOLE");
        while (mems_segment_next(heap, &segment));
    mems_heap_close(heap);
    return 0;
}
