/* 29-forks.c: operations that a person types: what follows them, going back to
 * the future they left, and what is forgotten. */
#include "trace_text.h"
#include "run.h"

#include <check.h>

START_TEST(a_fork_keeps_the_rest)
{
    struct timeline *timeline = at_end_of("malloc A 10\nmalloc B 20\nmalloc C 30\n");

    timeline_seek(timeline, 1);
    type(timeline, "malloc X 7");
    ck_assert_uint_eq(timeline_step(timeline), 2);
    ck_assert_uint_eq(timeline_end(timeline), 2);
    ck_assert_uint_eq(timeline_op(timeline, 2).line, 0);
    check_name(timeline, "X", 1010);
    check_name(timeline, "B", 0);
    type(timeline, "free A");
    ck_assert_uint_eq(timeline_edits(timeline), 2);
    ck_assert(timeline_undo_edit(timeline));
    ck_assert_uint_eq(timeline_step(timeline), 2);
    check_name(timeline, "A", 1000);
    ck_assert(timeline_undo_edit(timeline));
    ck_assert(!timeline_undo_edit(timeline));
    ck_assert_uint_eq(timeline_step(timeline), 1);
    ck_assert_uint_eq(timeline_end(timeline), 3);
    ck_assert_uint_eq(timeline_known(timeline), 3);
    timeline_seek(timeline, 3);
    check_name(timeline, "C", 1030);
    check_name(timeline, "X", 0);
    ck_assert(timeline_redo_edit(timeline));
    ck_assert(timeline_redo_edit(timeline));
    ck_assert(!timeline_redo_edit(timeline));
    ck_assert_uint_eq(timeline_step(timeline), 3);
    check_name(timeline, "A", 0);
    check_name(timeline, "X", 1010);
    ck_assert(timeline_undo_edit(timeline));
    type(timeline, "write X 7");
    ck_assert(!timeline_redo_edit(timeline));
    check_bytes(timeline, 1010, "\7\0\0\0\0", 5);
    close_both(timeline);
}
END_TEST

/* A fork before the end is known: the unknown rest comes back unknown. */
START_TEST(a_fork_of_the_unknown)
{
    struct timeline *timeline = timeline_of(ops_of("malloc A 10\nmalloc B 20\nmalloc C 30\n"));

    type(timeline, "malloc X 7");
    ck_assert_uint_eq(timeline_end(timeline), 1);
    ck_assert(!timeline_forward(timeline));
    ck_assert(timeline_undo_edit(timeline));
    ck_assert_uint_eq(timeline_known(timeline), 0);
    ck_assert_uint_eq(timeline_seek(timeline, 9), 3);
    check_name(timeline, "C", 1030);
    type(timeline, "malloc D 1");
    ck_assert_uint_eq(timeline_end(timeline), 4);
    check_name(timeline, "D", 1060);
    close_both(timeline);
}
END_TEST

/* Nodes of a future that was dropped are unmapped, and not before. */
START_TEST(dropped_nodes_are_unmapped)
{
    struct timeline *timeline = timeline_of(ops_of("malloc A 10\n"));
    void *first, *again;

    timeline_seek(timeline, 1);
    type(timeline, "malloc X 9000");
    ck_assert_int_eq(mems_heap_get(timeline_heap(timeline), 5096, &first), MEMS_OK);
    ck_assert(timeline_undo_edit(timeline));
    ck_assert(timeline_redo_edit(timeline));
    ck_assert_int_eq(mems_heap_get(timeline_heap(timeline), 5096, &again), MEMS_OK);
    ck_assert_ptr_eq(first, again);
    ck_assert(timeline_undo_edit(timeline));
    for (int i = 0; i < 300; i++) { /* together more than an address space */
        type(timeline, "malloc X 1024G");
        if (i > 0)
            ck_assert_int_eq(timeline_event(timeline, 2).outcome, OUTCOME_DONE);
        else if (timeline_event(timeline, 2).outcome != OUTCOME_DONE)
            break; /* a system that promises no more than it has */
        ck_assert(timeline_undo_edit(timeline));
    }
    close_both(timeline);
}
END_TEST

/* Two timelines of one list do not know of each other. */
START_TEST(a_list_is_shared)
{
    struct ops *ops = ops_of("malloc A 10\nfree A\nmalloc B 5\n");
    struct timeline *one = timeline_of(ops), *other;
    struct mems_options options = *ops_options_view(ops);

    options.align = 16;
    ck_assert_int_eq(timeline_open(&other, ops, &options), MEMS_OK);
    timeline_seek(one, 3);
    type(one, "malloc Z 3");
    ck_assert_uint_eq(timeline_end(other), 3);
    timeline_seek(other, 1);
    ck_assert_uint_eq(timeline_event(other, 1).malloc.waste, 6);
    type(other, "free A");
    ck_assert_int_eq(timeline_event(other, 2).outcome, OUTCOME_DONE);
    check_name(one, "Z", 1005);
    timeline_close(other);
    close_both(one);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("forks");
    TCase *cases = tcase_create("forks");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, a_fork_keeps_the_rest);
    tcase_add_test(cases, a_fork_of_the_unknown);
    tcase_add_test(cases, dropped_nodes_are_unmapped);
    tcase_add_test(cases, a_list_is_shared);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
