/* 3l-duel.c: printed statistics as pictures, alone and two of them at the same operation:
 * golden frames, any size, hostile numbers. */
#include "duel.h"
#include "golden.h"
#include "run.h"
#include "trace_text.h"

#include <check.h>
#include <stdlib.h>

/* ---- Prints made by hand ---- */

static struct printed three_nodes(bool joined)
{
    struct printed out = {0};
    ck_assert(printed_add_node(&out, 1000, 5095));
    ck_assert(printed_add(&out, 1000, 1999, true));
    if (joined) {
        ck_assert(printed_add(&out, 2000, 3999, false));
    } else {
        ck_assert(printed_add(&out, 2000, 2999, false));
        ck_assert(printed_add(&out, 3000, 3999, false));
    }
    ck_assert(printed_add(&out, 4000, 5095, true));
    ck_assert(printed_add_node(&out, 5096, 13287));
    ck_assert(printed_add(&out, 5096, 13000, true));
    ck_assert(printed_add(&out, 13001, 13287, false));
    out.told[PRINTED_PAGES] = true;
    out.totals[PRINTED_PAGES] = 3;
    return out;
}

static struct frame frame_of(int cols, int rows)
{
    struct frame frame = {0};
    ck_assert(frame_resize(&frame, cols, rows));
    return frame;
}

static void sketch_into(struct frame *frame, const struct printed *printed)
{
    struct sketch sketch = {.printed = printed};
    char words[200];
    sketch.row_bytes = sketch_row_bytes(printed, 4096, frame->cols, frame->rows - 2);
    paint_sketch(frame, (struct rect){0, 0, frame->cols, frame->rows - 2}, &sketch);
    sketch_words(printed, words, sizeof words);
    frame_text(frame, 1, frame->rows - 2, frame->cols - 1, ROLE_STORY, ROLE_PLAIN, words);
    paint_sketch_legend(frame, (struct rect){0, frame->rows - 1, frame->cols, 1},
                        &sketch);
}

START_TEST(sketches)
{
    struct printed printed = three_nodes(true);
    struct frame frame = frame_of(80, 5);
    sketch_into(&frame, &printed);
    golden_frame(&frame, "sketch-80x5");
    frame_close(&frame);
    frame = frame_of(40, 4); /* one row a node */
    sketch_into(&frame, &printed);
    golden_frame(&frame, "sketch-40x4");
    frame_close(&frame);
    printed_close(&printed);
}
END_TEST

START_TEST(what_no_segment_has)
{
    struct printed printed = {0};
    struct frame frame = frame_of(80, 5);
    ck_assert(printed_add_node(&printed, 1000, 5095));
    ck_assert(printed_add(&printed, 1000, 1999, true));
    ck_assert(printed_add(&printed, 4000, 4499, false));
    ck_assert(printed_add_node(&printed, 5096, 9191));
    sketch_into(&frame, &printed);
    golden_frame(&frame, "sketch-gaps-80x5");
    frame_close(&frame);
    printed_close(&printed);
}
END_TEST

START_TEST(many_nodes_are_folded)
{
    struct printed printed = {0};
    struct frame frame = frame_of(60, 8);
    for (uint64_t i = 0; i < 500; i++) {
        ck_assert(printed_add_node(&printed, 1000 + 100 * i, 1099 + 100 * i));
        ck_assert(printed_add(&printed, 1000 + 100 * i, 1099 + 100 * i, i % 3 != 0));
    }
    sketch_into(&frame, &printed);
    golden_frame(&frame, "sketch-many-60x8");
    frame_close(&frame);
    printed_close(&printed);
}
END_TEST

/* ---- Duels ---- */

static const char workload[] = "malloc A 1000\nmalloc B 1000\nmalloc C 1000\nmalloc D 1096\n"
                               "malloc E 7905\nfree C\nfree B\nmalloc F 1500\n";

struct stage {
    struct ops *ops;
    struct printed theirs, ours;
    struct duel duel;
};

static const struct sketch_name names[] = {{1000, "A", 0}, {4000, "D", 3}, {5096, "E", 4}};
static const struct duel_score scores[] = {
    {"addresses", 4, 4, 4}, {"splitting", 3, 3, 3}, {"joining", 1, 4, 4}, {"page size", 0, 0, 3},
};

static void open_stage(struct stage *stage)
{
    *stage = (struct stage){.theirs = three_nodes(false), .ours = three_nodes(true)};
    stage->ops = ops_of(workload);
    stage->duel = (struct duel){
        .title = "mems judge \u00B7 mine.h", .place = "8 of 14 right \u00B7 operation 7 of 8",
        .about = "joining: a free joins the HOLE after it",
        .words = "two HOLEs side by side were not joined: H[2000:2999] and H[3000:3999]",
        .ops = stage->ops, .step = 7, .wrong = 7, .readable = true, .page = 4096,
        .theirs = {.printed = &stage->theirs, .names = names, .name_count = 3},
        .ours = {.printed = &stage->ours, .names = names, .name_count = 3},
        .scores = scores, .score_count = 4,
    };
}

static void close_stage(struct stage *stage)
{
    printed_close(&stage->theirs);
    printed_close(&stage->ours);
    ops_close(stage->ops);
}

static void compare(const struct duel *duel, int cols, int rows, const char *name)
{
    struct frame frame = frame_of(cols, rows);
    paint_duel(&frame, duel);
    golden_frame(&frame, name);
    frame_close(&frame);
}

START_TEST(duels)
{
    struct stage stage;
    open_stage(&stage);
    compare(&stage.duel, 80, 24, "duel-80x24");
    compare(&stage.duel, 120, 40, "duel-120x40");
    compare(&stage.duel, 40, 12, "duel-40x12");
    stage.duel.step = 6;
    stage.duel.ours.printed = &stage.theirs;
    compare(&stage.duel, 80, 24, "duel-before-80x24");
    stage.duel.step = 7;
    stage.duel.readable = false;
    stage.duel.words = "crashed (Segmentation fault) in mems_free";
    compare(&stage.duel, 80, 24, "duel-unreadable-80x24");
    close_stage(&stage);
}
END_TEST

START_TEST(any_size)
{
    struct stage stage;
    open_stage(&stage);
    for (int cols = 1; cols < 200; cols += cols < 30 ? 1 : 17)
        for (int rows = 1; rows < 60; rows += rows < 30 ? 1 : 7) {
            struct frame frame = frame_of(cols, rows);
            paint_duel(&frame, &stage.duel);
            sketch_into(&frame, &stage.theirs);
            frame_close(&frame);
        }
    close_stage(&stage);
}
END_TEST

/* Numbers that cannot be so: drawn as far as it goes. */
START_TEST(hostile_numbers)
{
    static const uint64_t ends[] = {0, 1, 999, 1000, 5095, 1 << 20, PRINTED_LARGEST - 1,
                                    PRINTED_LARGEST};
    size_t count = sizeof ends / sizeof *ends;
    struct frame frame = frame_of(80, 12);
    for (size_t i = 0; i < count * count * count; i++) {
        struct printed printed = {0};
        ck_assert(printed_add_node(&printed, ends[i % count], ends[i / count % count]));
        ck_assert(printed_add(&printed, ends[i / count % count], ends[i / count / count], true));
        ck_assert(printed_add(&printed, ends[i % count], ends[i / count / count], false));
        frame_clear(&frame);
        sketch_into(&frame, &printed);
        printed_close(&printed);
    }
    frame_close(&frame);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("3l-duel");
    TCase *tcase = tcase_create("duel");
    tcase_add_test(tcase, sketches);
    tcase_add_test(tcase, what_no_segment_has);
    tcase_add_test(tcase, many_nodes_are_folded);
    tcase_add_test(tcase, duels);
    tcase_add_test(tcase, any_size);
    tcase_add_test(tcase, hostile_numbers);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
