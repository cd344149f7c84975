/* trace_text.c: a workload is read from memory as from any stream. */
#include "trace_text.h"

#include "require.h"

#include <string.h>

struct ops *ops_of(const char *text)
{
    struct ops *ops = ops_open();
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    struct problems problems;

    ck_assert_ptr_nonnull(ops);
    ck_assert_ptr_nonnull(in);
    if (!workload_read(ops, in, &problems, NULL, NULL)) {
        problems_print(&problems, "TEST", stderr);
        ck_abort_msg("the workload has problems");
    }
    fclose(in);
    return ops;
}

struct problems problems_of(const char *bytes, size_t size)
{
    struct ops *ops = ops_open();
    FILE *in = fmemopen((void *)(uintptr_t)bytes, size, "r");
    struct problems problems;
    struct mems_options options = mems_options_default();

    REQUIRE(in != NULL && ops != NULL);
    REQUIRE(!workload_read(ops, in, &problems, NULL, NULL));
    REQUIRE(problems.count >= 1);
    REQUIRE(ops_count(ops) == 1);
    REQUIRE(ops_note_count(ops) == 0);
    REQUIRE(ops_name_count(ops) == 0);
    REQUIRE(ops_options(ops)->page_size == options.page_size);
    REQUIRE(ops_options(ops)->start == options.start);
    REQUIRE(ops_options(ops)->policy == options.policy);
    fclose(in);
    ops_close(ops);
    return problems;
}

struct timeline *timeline_of(struct ops *ops)
{
    struct timeline *timeline;

    REQUIRE(timeline_open(&timeline, ops, ops_options_view(ops)) == MEMS_OK);
    return timeline;
}

void close_both(struct timeline *timeline)
{
    struct ops *ops = timeline_ops_edit(timeline);

    timeline_close(timeline);
    ops_close(ops);
}

void type(struct timeline *timeline, const char *line)
{
    struct ops *ops = timeline_ops_edit(timeline);
    struct problems problems;

    ck_assert_msg(workload_read_line(ops, line, &problems), "%s", line);
    ck_assert(timeline_edit(timeline, (uint32_t)ops_count(ops) - 1));
}

struct timeline *at_end_of(const char *text)
{
    struct timeline *timeline = timeline_of(ops_of(text));

    ck_assert_uint_eq(timeline_seek(timeline, UINT32_MAX), timeline_end(timeline));
    return timeline;
}

void check_name(const struct timeline *timeline, const char *name, uint64_t address)
{
    uint64_t found = 0;
    bool live = timeline_find(timeline, name_of(timeline_ops(timeline), name), &found);

    ck_assert_msg(live == (address != 0) && found == address, "%s: %llu", name,
                  (unsigned long long)found);
}

void check_bytes(const struct timeline *timeline, uint64_t address, const char *bytes,
                 size_t size)
{
    void *physical;

    ck_assert_int_eq(mems_heap_get(timeline_heap(timeline), address, &physical), MEMS_OK);
    ck_assert_mem_eq(physical, bytes, size);
}

uint32_t name_of(const struct ops *ops, const char *name)
{
    uint32_t id = NO_NAME;

    ck_assert_msg(ops_find_name(ops, name, strlen(name), &id), "%s", name);
    return id;
}
