/* 37-chain.c: the chain view: golden frames, any size, clicks, and that what
 * is happening is never out of sight. */
#include "chain.h"
#include "golden.h"
#include "paint.h"
#include "stage.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct stage stage;

static const char small[] =
    "malloc A 1000\nmalloc B 800\nmalloc C 2296\nmalloc D 400\n" /* a second node at 4 */
    "free B\nmalloc E 300\nfree A\nfree E\n"                     /* joined both ways at 8 */
    "realloc D 5000\n";                                          /* a third node at 9 */

/* 60 blocks of 100 bytes, every second one freed: long sub-chains. */
static char *long_workload(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    for (int i = 0; i < 60; i++)
        fprintf(out, "malloc b%d 100\n", i);
    for (int i = 0; i < 60; i += 2)
        fprintf(out, "free b%d\n", i);
    fprintf(out, "malloc X 90\nfree b31\nmalloc a_longer_name_than_most 60\n");
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* 900 nodes of one block each, every third one freed. */
static char *many_nodes(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    for (int i = 0; i < 900; i++)
        fprintf(out, "malloc b%d 4000\n", i);
    for (int i = 0; i < 900; i += 3)
        fprintf(out, "free b%d\n", i);
    fprintf(out, "realloc b500 4001\n");
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

static void open_workload(char *(*make)(void))
{
    char *text = make();
    stage_open(&stage, text);
    free(text);
    stage_seek(&stage, -1);
}

static void picture(long step, int cols, int rows, const char *name)
{
    stage_seek(&stage, step);
    stage_paint(&stage, paint_chain, cols, rows);
    golden_frame(&stage.frame, name);
}

/* ---- Golden frames ---- */

START_TEST(pictures_of_a_small_heap)
{
    stage_open(&stage, small);
    picture(0, 80, 14, "chain-empty");
    picture(4, 80, 14, "chain-80x14-node");
    picture(5, 80, 14, "chain-80x14-freed");
    picture(6, 100, 18, "chain-100x18-split");
    picture(8, 100, 18, "chain-100x18-joined");
    picture(9, 200, 40, "chain-200x40-realloc");
    picture(9, 80, 14, "chain-80x14-mixed");
    picture(9, 50, 6, "chain-50x6");
    stage_close(&stage);
}
END_TEST

START_TEST(pictures_with_addresses)
{
    stage_open(&stage, small);
    stage.view.physical = true;
    stage.view.has_selection = true;
    stage.view.selected = 3000;
    picture(6, 100, 18, "chain-physical");
    stage.view.physical = false;
    stage.view.hex = true;
    picture(6, 120, 18, "chain-hex");
    stage_close(&stage);
}
END_TEST

START_TEST(pictures_of_long_chains)
{
    open_workload(long_workload);
    picture(60, 80, 14, "chain-long-80x14");
    picture(92, 100, 18, "chain-long-100x18");
    picture(93, 200, 20, "chain-long-200x20");
    picture(85, 40, 8, "chain-long-40x8");
    stage_close(&stage);
}
END_TEST

START_TEST(pictures_of_many_nodes)
{
    open_workload(many_nodes);
    picture(-1, 100, 18, "chain-many-follow");
    stage.view.follow = false;
    stage.view.top = 100;
    picture(-1, 100, 18, "chain-many-scrolled");
    stage.view.top = 899;
    picture(-1, 100, 18, "chain-many-end");
    stage_close(&stage);
}
END_TEST

/* ---- Any size ---- */

START_TEST(any_size)
{
    char *(*const make[])(void) = {long_workload, many_nodes};
    for (int i = 0; i < 2; i++) {
        open_workload(make[i]);
        stage_paint_all_sizes(&stage, paint_chain, 110, 26);
        stage.view.physical = stage.view.hex = true;
        stage.view.has_selection = true;
        stage.view.selected = 1200;
        stage_paint_all_sizes(&stage, paint_chain, 110, 26);
        stage.view.follow = false;
        stage.view.top = 7;
        stage_paint_all_sizes(&stage, paint_chain, 110, 26);
        stage_close(&stage);
    }
}
END_TEST

START_TEST(any_top)
{
    open_workload(many_nodes);
    stage.view.follow = false;
    for (uint64_t top = 0; top < 1000; top += 37) {
        stage.view.top = top;
        struct rect at = {0, 0, 80, 14};
        uint64_t first = chain_top(at, &stage.view);
        ck_assert_uint_le(first, top);
        if (top < 880)
            ck_assert_uint_eq(first, top);
    }
    stage_close(&stage);
}
END_TEST

/* ---- Clicks ---- */

/* Items are where the plan says, and a click on each means its segment. */
static void check_hits(int cols, int rows)
{
    struct rect at = {3, 1, cols, rows};
    static struct chain chain;
    static struct chain_item items[CHAIN_ITEMS];
    chain_layout(&chain, at, &stage.view);
    for (int i = 0; i < chain.count; i++) {
        const struct chain_row *row = &chain.rows[i];
        uint64_t address = 0;
        int end, x = chain.margin + 1;
        if (row->y >= rows || x >= cols)
            continue;
        ck_assert(chain_hit(at, &stage.view, at.x + x, at.y + row->y, &address));
        ck_assert_uint_eq(address, row->node.start);
        int count = row->kind == CHAIN_FOLD ? 0 : chain_items(&chain, row, items, &end);
        for (int k = 0; k < count; k++) {
            if (items[k].x >= cols)
                continue;
            ck_assert(chain_hit(at, &stage.view, at.x + items[k].x, at.y + row->y, &address));
            ck_assert_uint_eq(address, items[k].segment.start);
        }
    }
}

START_TEST(clicks)
{
    static const int sizes[][2] = {{80, 14}, {100, 18}, {200, 40}, {30, 6}, {12, 3}, {1, 1}};
    uint64_t address;
    open_workload(long_workload);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_hits(sizes[i][0], sizes[i][1]);
    struct rect at = {3, 1, 80, 14};
    ck_assert(!chain_hit(at, &stage.view, 3, 1, &address)); /* HEAD */
    ck_assert(!chain_hit(at, &stage.view, 2, 4, &address));
    ck_assert(!chain_hit(at, &stage.view, 10, 40, &address));
    stage_close(&stage);
    open_workload(many_nodes);
    check_hits(100, 18);
    stage_close(&stage);
}
END_TEST

/* ---- Nothing that happens is out of sight ---- */

static bool shows(struct rect at, uint64_t address)
{
    static struct chain chain;
    static struct chain_item items[CHAIN_ITEMS];
    int end;
    chain_layout(&chain, at, &stage.view);
    for (int i = 0; i < chain.count; i++) {
        if (chain.rows[i].kind == CHAIN_FOLD)
            continue;
        int count = chain_items(&chain, &chain.rows[i], items, &end);
        for (int k = 0; k < count; k++) {
            const struct mems_segment *segment = &items[k].segment;
            if (!items[k].fold && address - segment->start < segment->size &&
                chain.rows[i].y < at.rows && items[k].x < at.cols)
                return true;
        }
    }
    return false;
}

static void check_in_sight(void)
{
    static const int sizes[][2] = {{30, 1}, {40, 6}, {80, 8}, {80, 14}, {100, 18}, {200, 40}};
    struct touched touched[2];
    int count = view_touched(&stage.view, touched);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && count > 0; i++) {
        struct rect at = {0, 0, sizes[i][0], sizes[i][1]};
        if (!shows(at, touched[0].block))
            ck_abort_msg("step %u: the block at %llu is out of sight at %dx%d",
                         timeline_step(stage.timeline), (unsigned long long)touched[0].block,
                         at.cols, at.rows);
    }
}

START_TEST(what_happens_is_in_sight)
{
    stage_open(&stage, "page 2048\nrandom 700 seed 5 size 1..1500 free 40%\n");
    while (timeline_forward(stage.timeline))
        check_in_sight();
    ck_assert_uint_eq(timeline_step(stage.timeline), 700);
    stage_close(&stage);
}
END_TEST

/* Whatever is folded: every node and every segment of a shown node is counted
 * once, drawn or in a fold. */
START_TEST(folds_add_up)
{
    static const int sizes[][2] = {{70, 5}, {80, 14}, {100, 18}, {200, 40}};
    static struct chain chain;
    static struct chain_item items[CHAIN_ITEMS];
    char *(*const make[])(void) = {long_workload, many_nodes};
    for (int w = 0; w < 8; w++) {
        struct rect at = {0, 0, sizes[w / 2][0], sizes[w / 2][1]};
        open_workload(make[w % 2]);
        struct mems_totals totals = mems_heap_totals(timeline_heap(stage.timeline));
        uint64_t nodes = 0, blocks = 0, holes = 0, bytes = 0;
        chain_layout(&chain, at, &stage.view);
        for (int i = 0; i < chain.count; i++) {
            const struct chain_row *row = &chain.rows[i];
            bool fold = row->kind == CHAIN_FOLD;
            nodes += row->nodes;
            struct mems_usage usage =
                mems_heap_usage(timeline_heap(stage.timeline), row->node.start,
                                row->node.start + (fold ? 0 : row->node.size));
            holes += fold ? row->fold.holes : usage.holes;
            blocks += fold ? row->fold.blocks : usage.blocks;
            bytes += row->bytes;
            int end, count = fold ? 0 : chain_items(&chain, row, items, &end);
            uint64_t segments = 0, size = 0;
            for (int k = 0; k < count; k++) {
                segments += items[k].fold ? items[k].count : 1;
                size += items[k].fold ? items[k].bytes : items[k].segment.size;
            }
            ck_assert_uint_eq(segments, usage.blocks + usage.holes);
            ck_assert_uint_eq(size, fold ? 0 : row->node.size);
        }
        ck_assert_uint_eq(nodes, totals.nodes);
        ck_assert_uint_eq(blocks, totals.blocks);
        ck_assert_uint_eq(holes, totals.holes);
        ck_assert_uint_eq(bytes, totals.mapped);
        stage_close(&stage);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("chain");
    TCase *tcase = tcase_create("chain");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, pictures_of_a_small_heap);
    tcase_add_test(tcase, pictures_with_addresses);
    tcase_add_test(tcase, pictures_of_long_chains);
    tcase_add_test(tcase, pictures_of_many_nodes);
    tcase_add_test(tcase, any_size);
    tcase_add_test(tcase, any_top);
    tcase_add_test(tcase, clicks);
    tcase_add_test(tcase, what_happens_is_in_sight);
    tcase_add_test(tcase, folds_add_up);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
