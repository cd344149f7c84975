/* 36-panels.c: what the panels show, as golden frames, at every size, and what
 * lies behind them: roles, names, what was touched, clicks on the timeline. */
#include "golden.h"
#include "paint.h"
#include "stage.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const char lesson[] =
    "page 4096\n"
    "malloc A 1000\n"                                          /* step 1 */
    "malloc B 800\n"
    "malloc C 2296\n"
    "mark \"a second node\"\n"
    "say \"Two bytes are left. D wants 400: where will it go?\"\n"
    "stop\n"
    "malloc D 400\n"                                           /* 4 */
    "free B\n"
    "say \"B left a HOLE of 800 bytes between A and C. Memory is not moved together: "
    "C stays where it is, and whoever comes next may get those 800 bytes.\"\n"
    "mark \"reuse\"\n"
    "write D+4 200\n"                                          /* 6 */
    "write D+8 \"hello\"\n"
    "malloc E 500\n"                                           /* 8 */
    "expect E at 5496\n"
    "say \"\"\n"
    "free D+4\n"                                               /* 9 */
    "free B\n"
    "realloc A 1200\n"                                         /* 11 */
    "stop\n"
    "malloc A 0\n"
    "free A\n";                                                /* 13 */

static struct stage stage;

static void open_lesson(void)
{
    stage_open(&stage, lesson);
    stage_seek(&stage, -1);
}

static void close_stage(void)
{
    stage_close(&stage);
}

/* ---- Golden frames ---- */

static const struct {
    const char *name;
    painter *paint;
    int step, cols, rows;
} pictures[] = {
    {"listing-26x5", paint_listing, 5, 26, 5},
    {"listing-50x20", paint_listing, 8, 50, 20},
    {"listing-end", paint_listing, 13, 40, 9},
    {"details-26x5", paint_details, 5, 26, 5},
    {"details-33x6", paint_details, 4, 33, 6},
    {"details-66x12", paint_details, 7, 66, 12},
    {"details-start", paint_details, 0, 33, 6},
    {"bytes-80x10", paint_bytes, 7, 80, 10},
    {"bytes-200x6", paint_bytes, 4, 200, 6},
    {"memory-26x5", paint_memory, 8, 26, 5},
    {"memory-33x6", paint_memory, 5, 33, 6},
    {"memory-66x12", paint_memory, 8, 66, 12},
    {"timeline-80x1", paint_timeline, 9, 80, 1},
    {"timeline-26x1", paint_timeline, 9, 26, 1},
    {"story-60x2", paint_story, 8, 60, 2},
    {"caption-40x3", paint_caption, 6, 40, 3},
};

START_TEST(picture)
{
    open_lesson();
    stage_seek(&stage, pictures[_i].step);
    stage_paint(&stage, pictures[_i].paint, pictures[_i].cols, pictures[_i].rows);
    golden_frame(&stage.frame, pictures[_i].name);
    close_stage();
}
END_TEST

START_TEST(picture_of_a_selection)
{
    open_lesson();
    stage_seek(&stage, 5);
    stage.view.has_selection = stage.view.physical = stage.view.hex = true;
    stage.view.selected = 3000;
    stage_paint(&stage, paint_details, 66, 8);
    golden_frame(&stage.frame, "details-selected");
    close_stage();
}
END_TEST

START_TEST(picture_of_a_fork)
{
    open_lesson();
    stage_seek(&stage, 5);
    stage_type(&stage, "malloc X 700");
    stage_type(&stage, "free X");
    stage_paint(&stage, paint_timeline, 80, 1);
    golden_frame(&stage.frame, "timeline-fork");
    stage_paint(&stage, paint_listing, 40, 9);
    golden_frame(&stage.frame, "listing-fork");
    close_stage();
}
END_TEST

START_TEST(picture_before_all_is_known)
{
    stage_open(&stage, lesson);
    stage_seek(&stage, 6);
    stage_paint(&stage, paint_timeline, 80, 1);
    golden_frame(&stage.frame, "timeline-unknown");
    stage_paint(&stage, paint_memory, 40, 8);
    golden_frame(&stage.frame, "memory-unknown");
    close_stage();
}
END_TEST

/* ---- Any size, any text ---- */

static painter *const painters[] = {
    paint_listing, paint_details, paint_bytes, paint_memory, paint_timeline, paint_story,
    paint_caption,
};

START_TEST(any_size)
{
    static const long steps[] = {0, 5, 8, 13};
    open_lesson();
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        stage_seek(&stage, steps[i]);
        stage.view.physical = i % 2;
        stage_paint_all_sizes(&stage, painters[_i], 150, 40);
    }
    close_stage();
}
END_TEST

START_TEST(any_text)
{
    stage_open(&stage, "malloc \xC3\xA9\xE6\xBC\xA2\xE5\xAD\x97 100\n"
                       "mark \"\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97 wide\"\n"
                       "say \"\xE6\xBC\xA2\xE5\xAD\x97 and a_word_that_is_longer_than_any_row_has_columns\"\n"
                       "malloc name_of_sixty_four_bytes_and_so_on_until_it_is_as_long_as_it_can 9\n");
    for (long step = 0; step <= 2; step++) {
        stage_seek(&stage, step);
        stage_paint_all_sizes(&stage, painters[_i], 60, 8);
    }
    close_stage();
}
END_TEST

START_TEST(an_empty_workload)
{
    stage_open(&stage, "");
    stage_paint_all_sizes(&stage, painters[_i], 60, 8);
    close_stage();
}
END_TEST

/* ---- Captions ---- */

static enum role caption_ink(long step)
{
    stage_seek(&stage, step);
    stage_paint(&stage, paint_caption, 60, 3);
    return frame_look(&stage.frame, 0, 0)->ink;
}

START_TEST(captions)
{
    open_lesson();
    ck_assert_int_eq(caption_ink(2), ROLE_PLAIN);
    ck_assert_int_eq(caption_ink(3), ROLE_CAPTION);
    ck_assert_int_eq(caption_ink(4), ROLE_CAPTION_OLD);
    ck_assert_int_eq(caption_ink(5), ROLE_CAPTION);
    ck_assert_int_eq(caption_ink(7), ROLE_CAPTION_OLD);
    ck_assert_int_eq(caption_ink(8), ROLE_PLAIN); /* say "" */
    close_stage();
    stage_open(&stage, "malloc A 1\nsay \"one\"\nmalloc B 1\nmark \"two\"\nmalloc C 1\n");
    ck_assert_int_eq(caption_ink(1), ROLE_CAPTION);
    ck_assert_int_eq(caption_ink(2), ROLE_PLAIN); /* it ends with its chapter */
    ck_assert_int_eq(caption_ink(3), ROLE_PLAIN);
    close_stage();
}
END_TEST

/* As many as the longest caption of all needs, at every step. */
START_TEST(rows_of_captions_hold_still)
{
    open_lesson();
    for (long step = 0; step <= 13; step++) {
        stage_seek(&stage, step);
        ck_assert_int_eq(caption_rows(&stage.view, 40), 3);
        ck_assert_int_eq(caption_rows(&stage.view, 80), 2);
        ck_assert_int_eq(caption_rows(&stage.view, 200), 1);
    }
    close_stage();
    stage_open(&stage, "malloc A 1\n");
    ck_assert_int_eq(caption_rows(&stage.view, 80), 0);
    close_stage();
}
END_TEST

/* ---- The timeline's clicks ---- */

START_TEST(clicks_on_the_timeline)
{
    open_lesson();
    for (int cols = 1; cols <= 120; cols++) {
        struct rect at = {3, 0, cols, 1};
        uint32_t before = 0;
        for (int x = 0; x < cols + 6; x++) {
            uint32_t step = timeline_step_at(at, &stage.view, x);
            ck_assert_uint_le(step, 13);
            ck_assert_uint_ge(step, before);
            before = step;
        }
    }
    /* The cell that shows the present step is where a click means it. */
    struct rect at = {0, 0, 80, 1};
    for (long step = 0; step <= 13; step++) {
        stage_seek(&stage, step);
        stage_paint(&stage, paint_timeline, 80, 1);
        int x = 0;
        while (x < 80 && frame_look(&stage.frame, x, 0)->ch != 0x25CF)
            x++;
        ck_assert_int_lt(x, 80);
        ck_assert_uint_eq(timeline_step_at(at, &stage.view, x), (uint32_t)step);
    }
    close_stage();
}
END_TEST

START_TEST(clicks_on_the_listing)
{
    uint32_t step;
    open_lesson();
    stage_seek(&stage, 5);
    struct rect at = {7, 3, 26, 5}; /* as in listing-26x5.frame */
    static const uint32_t steps[] = {3, 4, 5, 5, 6};
    for (int row = 0; row < 5; row++) {
        ck_assert(listing_step_at(at, &stage.view, 3 + row, &step));
        ck_assert_uint_eq(step, steps[row]);
    }
    ck_assert(!listing_step_at(at, &stage.view, 2, &step));
    ck_assert(!listing_step_at(at, &stage.view, 8, &step));
    at.rows = 40;
    ck_assert(!listing_step_at(at, &stage.view, 3 + 16, &step)); /* below the last line */
    close_stage();
}
END_TEST

/* ---- Roles, names, what was touched ---- */

static struct mems_segment segment_at(uint64_t address)
{
    struct mems_segment segment;
    ck_assert(mems_segment_at(timeline_heap(stage.timeline), address, &segment));
    return segment;
}

static enum role role_at(uint64_t address)
{
    struct mems_segment segment = segment_at(address);
    return view_segment_role(&stage.view, &segment);
}

START_TEST(roles)
{
    open_lesson();
    stage_seek(&stage, 4); /* malloc D: a new node */
    ck_assert_int_eq(role_at(5096), ROLE_TOUCHED);
    ck_assert_int_eq(role_at(5496), ROLE_TOUCHED_HOLE);
    ck_assert_int_eq(role_at(1000), ROLE_PROCESS + 1);
    ck_assert_int_eq(role_at(2000), ROLE_PROCESS + 2);
    stage_seek(&stage, 5); /* free B */
    ck_assert_int_eq(role_at(2000), ROLE_TOUCHED_HOLE);
    ck_assert_int_eq(role_at(5496), ROLE_HOLE);
    stage.view.has_selection = true;
    stage.view.selected = 2799;
    ck_assert_int_eq(role_at(2000), ROLE_SELECTED_HOLE);
    ck_assert_int_eq(role_at(2800), ROLE_PROCESS + 3);
    close_stage();
}
END_TEST

START_TEST(names)
{
    char name[8];
    stage_open(&stage, "malloc A 10\nmalloc \xC3\xA9t\xC3\xA9_de_mille_neuf_cent 10\n");
    stage_seek(&stage, -1);
    struct mems_segment a = segment_at(1000), b = segment_at(1010), hole = segment_at(1020);
    ck_assert_uint_eq(view_segment_name(&stage.view, &a, name, sizeof name), 1);
    ck_assert_str_eq(name, "A");
    ck_assert_uint_eq(view_segment_name(&stage.view, &b, name, sizeof name), 6);
    ck_assert_str_eq(name, "\xC3\xA9t\xE2\x80\xA6"); /* cut between characters */
    ck_assert_uint_eq(view_segment_name(&stage.view, &hole, name, sizeof name), 0);
    ck_assert_str_eq(name, "");
    char address[ADDRESS_SIZE];
    ck_assert_str_eq(view_address(&stage.view, UINT64_MAX, address), "18446744073709551615");
    stage.view.hex = true;
    ck_assert_str_eq(view_address(&stage.view, 1000, address), "0x3e8");
    close_stage();
}
END_TEST

static void check_touched(const struct touched *touched, uint64_t start, uint64_t size,
                          uint64_t block, bool is_free)
{
    ck_assert_uint_eq(touched->start, start);
    ck_assert_uint_eq(touched->size, size);
    ck_assert_uint_eq(touched->block, block);
    ck_assert_int_eq(touched->is_free, is_free);
}

START_TEST(touched_ranges)
{
    struct touched touched[2];
    struct mems_segment segment;
    open_lesson();
    stage_seek(&stage, 0);
    ck_assert_int_eq(view_touched(&stage.view, touched), 0);
    ck_assert(!view_segment(&stage.view, &segment));
    stage_seek(&stage, 4);
    ck_assert_int_eq(view_touched(&stage.view, touched), 1);
    check_touched(&touched[0], 5096, 4096, 5096, false);
    ck_assert(touched[0].did & MEMS_DID_NODE);
    stage_seek(&stage, 6); /* a write touches no segment, but is somewhere */
    ck_assert_int_eq(view_touched(&stage.view, touched), 0);
    ck_assert(view_segment(&stage.view, &segment));
    ck_assert_uint_eq(segment.start, 5096);
    stage_seek(&stage, 9); /* a free that is refused, too */
    ck_assert_int_eq(view_touched(&stage.view, touched), 0);
    ck_assert(view_segment(&stage.view, &segment));
    ck_assert_uint_eq(segment.start, 5096);
    stage_seek(&stage, 11); /* a realloc: the new block first */
    ck_assert_int_eq(view_touched(&stage.view, touched), 2);
    check_touched(&touched[0], 5496, 3696, 5496, false);
    check_touched(&touched[1], 1000, 1000, 1000, true);
    stage.view.has_selection = true;
    stage.view.selected = 3000;
    ck_assert(view_segment(&stage.view, &segment));
    ck_assert_uint_eq(segment.start, 2800);
    stage.view.selected = 99999; /* not there at this step */
    ck_assert(view_segment(&stage.view, &segment));
    ck_assert_uint_eq(segment.start, 5496);
    close_stage();
}
END_TEST

/* Neighbours differ, always; and blocks hardly ever change their hue. */
START_TEST(hues)
{
    static enum role hue_of_maker[2001];
    unsigned changed = 0, seen = 0;
    memset(hue_of_maker, 0, sizeof hue_of_maker);
    stage_open(&stage, "page 65536\nrandom 2000 seed 11 size 1..900 free 40%\n");
    while (timeline_forward(stage.timeline)) {
        const mems_heap *heap = timeline_heap(stage.timeline);
        struct mems_node node;
        for (bool more = mems_node_first(heap, &node); more; more = mems_node_next(heap, &node)) {
            enum role before = ROLE_HOLE;
            struct mems_segment at;
            for (bool in = mems_segment_first(heap, &node, &at); in;
                 in = mems_segment_next(heap, &at)) {
                enum role role = view_segment_role(&stage.view, &at);
                uint32_t maker = timeline_maker(stage.timeline, &at);
                if (role == before && at.kind == MEMS_PROCESS)
                    ck_abort_msg("neighbours look alike at %llu", (unsigned long long)at.start);
                before = role;
                if (role < ROLE_PROCESS || role >= ROLE_PROCESS + ROLE_HUES)
                    continue;
                changed += hue_of_maker[maker] && hue_of_maker[maker] != role;
                hue_of_maker[maker] = role;
                seen++;
            }
        }
    }
    ck_assert_uint_gt(seen, 100000);
    ck_assert_uint_lt(changed, seen / 500);
    stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("panels");
    TCase *tcase = tcase_create("panels");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, picture, 0, (int)(sizeof pictures / sizeof *pictures));
    tcase_add_test(tcase, picture_of_a_selection);
    tcase_add_test(tcase, picture_of_a_fork);
    tcase_add_test(tcase, picture_before_all_is_known);
    int count = (int)(sizeof painters / sizeof *painters);
    tcase_add_loop_test(tcase, any_size, 0, count);
    tcase_add_loop_test(tcase, any_text, 0, count);
    tcase_add_loop_test(tcase, an_empty_workload, 0, count);
    tcase_add_test(tcase, captions);
    tcase_add_test(tcase, rows_of_captions_hold_still);
    tcase_add_test(tcase, clicks_on_the_timeline);
    tcase_add_test(tcase, clicks_on_the_listing);
    tcase_add_test(tcase, roles);
    tcase_add_test(tcase, names);
    tcase_add_test(tcase, touched_ranges);
    tcase_add_test(tcase, hues);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
