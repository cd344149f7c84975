/* replay.c: nanoseconds an operation on a .rep recording, for every policy,
 * and for going back over all of it and forth again. Not part of make check.
 *
 *   replay FILE.rep [POLICY [PAGE_SIZE]]
 *
 * A realloc is a malloc of the new block and a free of the old one. */
#include "mems/heap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct step {
    char what; /* 'a', 'r' or 'f' */
    uint32_t id;
    uint64_t size;
};

struct recording {
    struct step *steps;
    size_t count;
    uint32_t ids;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static struct recording load(const char *path)
{
    struct recording all = {0};
    size_t room = 0;
    char line[128];
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        perror(path);
        exit(2);
    }
    while (fgets(line, sizeof line, in) != NULL) {
        struct step step = {0};
        int fields = sscanf(line, " %c %" SCNu32 " %" SCNu64, &step.what, &step.id, &step.size);
        if (fields < 2 || strchr("arf", step.what) == NULL)
            continue;
        if (all.count == room) {
            room = room ? 2 * room : 4096;
            all.steps = realloc(all.steps, room * sizeof *all.steps);
            if (all.steps == NULL)
                exit(1);
        }
        all.steps[all.count++] = step;
        if (step.id >= all.ids)
            all.ids = step.id + 1;
    }
    fclose(in);
    return all;
}

/* Runs all of it; the number of decisions, which go to `made`. */
static size_t run(mems_heap *heap, const struct recording *all, uint64_t *where,
                  struct mems_decision *made)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct step *step = &all->steps[i];
        uint64_t old = where[step->id];
        if (step->what != 'f') {
            where[step->id] = 0;
            if (mems_heap_malloc(heap, step->size, &made[count]) == MEMS_OK)
                where[step->id] = made[count++].address;
        }
        if (step->what != 'a' && old != 0) {
            if (step->what == 'f')
                where[step->id] = 0;
            if (mems_heap_free(heap, old, &made[count]) == MEMS_OK)
                count++;
        }
    }
    return count;
}

static void measure(const struct recording *all, enum mems_policy policy, size_t page_size)
{
    struct mems_options options = mems_options_default();
    mems_heap *heap;
    options.policy = policy;
    options.page_size = page_size;
    uint64_t *where = calloc(all->ids + 1, sizeof *where);
    struct mems_decision *made = calloc(2 * all->count + 1, sizeof *made);
    if (where == NULL || made == NULL || mems_heap_open(&heap, &options) != MEMS_OK)
        exit(1);

    double start = now();
    size_t count = run(heap, all, where, made);
    double ran = now();
    struct mems_totals totals = mems_heap_totals(heap);
    for (size_t i = count; i-- > 0;)
        mems_heap_undo(heap, &made[i]);
    double back = now();
    for (size_t i = 0; i < count; i++)
        mems_heap_redo(heap, &made[i]);
    double forth = now();

    double ops = (double)all->count;
    printf("%-6s %10.1f ns/op %7.1f undo %7.1f redo   %" PRIu64 " nodes %" PRIu64
           " mapped %" PRIu64 " records\n",
           mems_policy_name(policy), (ran - start) / ops, (back - ran) / ops,
           (forth - back) / ops, totals.nodes, totals.mapped, totals.records);
    mems_heap_close(heap);
    free(made);
    free(where);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: replay FILE.rep [POLICY [PAGE_SIZE]]\n");
        return 2;
    }
    struct recording all = load(argv[1]);
    size_t page_size = argc > 3 ? strtoul(argv[3], NULL, 10) : 4096;
    printf("%s: %zu operations, page %zu\n", argv[1], all.count, page_size);
    for (unsigned p = 0; p < MEMS_POLICIES; p++) {
        if (argc < 3 || strcmp(argv[2], mems_policy_name(p)) == 0)
            measure(&all, p, page_size);
    }
    free(all.steps);
    return 0;
}
