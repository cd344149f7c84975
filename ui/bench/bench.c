/* bench.c: who takes part, and the scores. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bench_close(struct bench *bench)
{
    for (size_t i = 0; i < bench->tape_count; i++)
        tape_close(&bench->tapes[i]);
    free(bench->scores);
    *bench = (struct bench){0};
}

static bool add(struct bench *bench, struct contestant contestant)
{
    if (bench->contestant_count == BENCH_CONTESTANTS)
        return false;
    bench->contestants[bench->contestant_count++] = contestant;
    return true;
}

bool bench_add_heap(struct bench *bench, enum mems_policy policy, bool ahead)
{
    struct contestant contestant = {
        .request = {.allocator = ALLOCATOR_HEAP, .policy = policy, .ahead = ahead}
    };

    snprintf(contestant.name, sizeof contestant.name, "%s%s", mems_policy_name(policy),
             ahead ? " ahead" : "");
    return add(bench, contestant);
}

bool bench_add_naive(struct bench *bench, enum mems_policy policy)
{
    struct contestant contestant = {.request = {.allocator = ALLOCATOR_NAIVE, .policy = policy}};

    snprintf(contestant.name, sizeof contestant.name, "naive %s", mems_policy_name(policy));
    return add(bench, contestant);
}

bool bench_add_c(struct bench *bench)
{
    return add(bench, (struct contestant){.name = "C library",
                                          .request = {.allocator = ALLOCATOR_C}});
}

bool bench_add_peer(struct bench *bench, const struct peer *peer)
{
    struct contestant contestant = {.request = {.allocator = ALLOCATOR_C}, .peer = peer};

    snprintf(contestant.name, sizeof contestant.name, "%s", peer->name);
    snprintf(contestant.request.library, LIBRARY_SIZE, "%s", peer->libraries[0]);
    return add(bench, contestant);
}

bool bench_add_library(struct bench *bench, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct contestant contestant = {.request = {.allocator = ALLOCATOR_C}};

    snprintf(contestant.name, sizeof contestant.name, "%.15s", slash != NULL ? slash + 1 : path);
    snprintf(contestant.request.library, LIBRARY_SIZE, "%s", path);
    return strlen(path) < LIBRARY_SIZE && add(bench, contestant);
}

bool bench_add_none(struct bench *bench)
{
    return add(bench, (struct contestant){.name = "empty loop",
                                          .request = {.allocator = ALLOCATOR_NONE}});
}

bool contestant_walks(const struct contestant *contestant)
{
    return contestant->request.allocator == ALLOCATOR_NAIVE;
}

bool bench_ready(struct bench *bench)
{
    bench->scores = calloc(bench->tape_count * bench->contestant_count * MODES + 1,
                           sizeof *bench->scores);
    return bench->scores != NULL;
}

static size_t position(const struct bench *bench, size_t tape, size_t contestant, enum mode mode)
{
    return (tape * bench->contestant_count + contestant) * MODES + (size_t)mode;
}

struct score *bench_score(struct bench *bench, size_t tape, size_t contestant, enum mode mode)
{
    return &bench->scores[position(bench, tape, contestant, mode)];
}

const struct score *bench_look(const struct bench *bench, size_t tape, size_t contestant,
                               enum mode mode)
{
    return &bench->scores[position(bench, tape, contestant, mode)];
}
