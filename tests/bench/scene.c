/* scene.c: workloads of millions of operations, made without a file. */
#include "scene.h"

#include "workload.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void give_up(const char *why)
{
    fprintf(stderr, "scene: %s\n", why);
    exit(1);
}

struct ops *scene_file(const char *path)
{
    struct problems *problems = calloc(1, sizeof *problems);
    struct ops *ops = ops_open();
    FILE *in = fopen(path, "r");
    if (in == NULL || ops == NULL || problems == NULL)
        give_up("the file cannot be opened");
    if (!workload_read(ops, in, problems, NULL, NULL)) {
        problems_print(problems, path, stderr);
        exit(1);
    }
    fclose(in);
    free(problems);
    return ops;
}

struct app *scene_app(const char *path, int cols, int rows)
{
    static struct problems problems;
    struct ops *ops = scene_file(path);
    struct loading loading = {.problems = &problems};
    enum mems_error error;
    struct app *app = app_open(ops, ops_options_view(ops), "recording", THEME_DARK, &error);
    if (app == NULL)
        give_up("no memory for the app");
    app_resize(app, cols, rows);
    double start = scene_clock();
    app_load(app, &loading);
    while (app_view(app)->loading[0] != '\0')
        app_work(app);
    printf("%s: %zu operations run in %.2f s, with the rough table\n", path, ops_count(ops) - 1,
           scene_clock() - start);
    return app;
}

static uint64_t state = 20261123;

uint64_t scene_random(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
}

/* ---- Made here ---- */

static void add(struct ops *ops, enum op_kind kind, uint32_t name, uint64_t size)
{
    struct op op = {.kind = (uint8_t)kind, .name = name, .line = 1, .text = NO_TEXT,
                    .size = size};
    if (!ops_add(ops, op))
        give_up("no memory for the operations");
}

static uint32_t number_name(struct ops *ops, uint64_t number)
{
    char text[24];
    uint32_t id;
    int length = snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    if (!ops_intern(ops, text, (size_t)length, &id))
        give_up("no memory for the names");
    return id;
}

struct ops *scene_aged(uint64_t segments)
{
    uint64_t blocks = segments * 10 / 13;
    uint32_t *live = calloc(blocks, sizeof *live);
    struct ops *ops = ops_open();
    if (live == NULL || ops == NULL)
        give_up("no memory");
    for (uint64_t i = 0; i < blocks; i++) {
        live[i] = number_name(ops, i);
        add(ops, OP_MALLOC, live[i], 16 + scene_random(241));
    }
    for (uint64_t i = 0; i < blocks / 2; i++) {
        uint64_t which = scene_random(blocks);
        add(ops, OP_FREE, live[which], 0);
        live[which] = number_name(ops, blocks + i);
        add(ops, OP_MALLOC, live[which], 16 + scene_random(241));
    }
    free(live);
    return ops;
}

struct ops *scene_nodes(uint64_t nodes)
{
    struct ops *ops = ops_open();
    if (ops == NULL)
        give_up("no memory");
    for (uint64_t i = 0; i < nodes; i++)
        add(ops, OP_MALLOC, number_name(ops, i), 4096 - i % 3 / 2 * scene_random(2000));
    return ops;
}

/* ---- Times ---- */

double scene_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double scene_share(double *times, size_t count, double share)
{
    qsort(times, count, sizeof *times, by_size);
    size_t at = (size_t)(share * (double)count);
    return count == 0 ? 0 : times[at < count ? at : count - 1];
}
