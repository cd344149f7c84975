/* 3e-loading.c: a workload that is shown while it is read: what is there so far
 * can be walked through, nothing can be typed, it can be stopped, and what comes
 * of it in the end is what reading it at once gives. */
#include "app_stage.h"
#include "require.h"
#include "run.h"
#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- A stream that a test lets flow ---- */

struct tap {
    struct stream stream;
    const char *text;
    size_t length, at;
    size_t open;     /* bytes that may come now; then it waits */
    bool damaged;    /* which shows at the end */
};

static ptrdiff_t read_tap(struct stream *stream, void *bytes, size_t size)
{
    struct tap *tap = (struct tap *)stream;
    size_t there = tap->open < tap->length ? tap->open - tap->at : tap->length - tap->at;

    if (tap->at == tap->length && tap->damaged) {
        stream->doubtful = true;
        strcpy(stream->what, "is damaged");
        return STREAM_FAILED;
    }
    if (tap->at == tap->length)
        return STREAM_END;
    if (there == 0)
        return STREAM_WAIT;
    size = size < there ? size : there;
    memcpy(bytes, tap->text + tap->at, size);
    tap->at += size;
    stream->taken += size;
    return (ptrdiff_t)size;
}

struct scene {
    struct app_stage stage;
    struct tap tap;
    struct problems problems;
    struct workload *workload;
    struct loading loading;
};

static struct mems_options heap_for(void *user, const struct mems_options *asked)
{
    struct mems_options options = *asked;

    (void)user;
    return options;
}

/* An app that has read the first `open` bytes of a workload of `total` bytes, 0:
 * nobody knows how many. */
static void begin(struct scene *scene, const char *text, size_t open, bool known, bool live)
{
    enum mems_error error;

    memset(scene, 0, sizeof *scene);
    scene->tap = (struct tap){.stream = {.read = read_tap}, .text = text, .length = strlen(text),
                              .open = open};
    scene->tap.stream.total = known ? strlen(text) : 0;
    scene->stage.ops = ops_open();
    scene->workload = workload_open(scene->stage.ops, &scene->tap.stream, &scene->problems);
    workload_slice(scene->workload);
    scene->stage.app = app_open(scene->stage.ops, ops_options_view(scene->stage.ops), "tap",
                                THEME_DARK, &error);
    ck_assert_ptr_nonnull(scene->stage.app);
    scene->loading = (struct loading){.workload = scene->workload, .stream = &scene->tap.stream,
                                      .problems = &scene->problems, .heap = heap_for,
                                      .live = live};
    app_load(scene->stage.app, &scene->loading);
}

static void finish(struct scene *scene)
{
    app_stage_close(&scene->stage);
    workload_close(scene->workload);
}

/* Lets bytes come, and the app work until it waits, or all is done. */
static void flow(struct scene *scene, size_t open)
{
    struct app *app = scene->stage.app;

    scene->tap.open = open;
    for (int i = 0; i < 100; i++)
        app_work(app);
    app_resize(app, 100, 30); /* whoever looks comes home */
}

static uint32_t known_of(const struct scene *scene)
{
    return timeline_known(app_view(scene->stage.app)->timeline);
}

static const char text[] =
    "page 100\n"
    "malloc A 60\n"
    "malloc B 20\n"
    "mark two\n"
    "malloc C 50\n"
    "free B\n"
    "expect holes 9\n"
    "malloc D 10\n";

/* Where a line of it ends. */
static size_t after_line(int line)
{
    const char *at = text;

    while (line-- > 0)
        at = strchr(at, '\n') + 1;
    return (size_t)(at - text);
}

/* As drawn last. */
static bool rows_have(const struct app_stage *stage, const char *words)
{
    for (int y = 0; y < stage->frame.rows; y++)
        if (strstr(row_text(stage, y), words) != NULL)
            return true;
    return false;
}

/* ---- What is there, and what is not yet ---- */

START_TEST(the_beginning_can_be_walked_through)
{
    struct scene scene;

    begin(&scene, text, after_line(3), true, false);
    ck_assert(screen_has(&scene.stage, "reading: "));
    flow(&scene, after_line(3));
    ck_assert(screen_has(&scene.stage, "waiting for more: "));
    press(&scene.stage, "End"); /* its longest words have room on a small screen */
    draw(&scene.stage, 80, 24);
    ck_assert(rows_have(&scene.stage, "%, following the newest; Escape stops"));
    press(&scene.stage, "Home");
    ck_assert_uint_eq(known_of(&scene), 2);
    ck_assert_uint_eq(step_of(&scene.stage), 0);
    press(&scene.stage, "Right Right");
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    ck_assert(!screen_has(&scene.stage, "as far as"));
    press(&scene.stage, "Right");
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    ck_assert(screen_has(&scene.stage, "this is as far as it is known yet"));
    press(&scene.stage, "Left");
    flow(&scene, after_line(5));
    ck_assert_uint_eq(step_of(&scene.stage), 1);
    ck_assert_uint_eq(known_of(&scene), 3);
    press(&scene.stage, "PageDown"); /* the chapter has come */
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    finish(&scene);
}
END_TEST

/* Settings come first, even when the screen is there before them. */
START_TEST(settings_come_late)
{
    struct scene scene;

    begin(&scene, text, 3, true, false);
    flow(&scene, 3);
    ck_assert_uint_eq(mems_heap_options(timeline_heap(app_view(scene.stage.app)->timeline)).page_size,
                      4096);
    press(&scene.stage, "Right");
    flow(&scene, after_line(2));
    ck_assert_uint_eq(mems_heap_options(timeline_heap(app_view(scene.stage.app)->timeline)).page_size,
                      100);
    press(&scene.stage, "Right");
    ck_assert_uint_eq(step_of(&scene.stage), 1);
    ck_assert(screen_has(&scene.stage, "page 100"));
    finish(&scene);
}
END_TEST

/* However it comes, in the end it is what reading it at once gives. */
START_TEST(the_end_is_the_same)
{
    struct app_stage whole = app_stage_open(text);
    struct scene scene;
    struct mems_totals totals, wanted;

    begin(&scene, text, 1, _i > 0, false);
    for (size_t open = 1; open <= strlen(text); open += (size_t)_i + 1)
        flow(&scene, open);
    flow(&scene, strlen(text));
    ck_assert_str_eq(app_view(scene.stage.app)->loading, "");
    ck_assert(screen_has(&scene.stage, "all of it is here: 5 operations; End goes to the last, "
                                       "t shows all"));
    for (uint32_t step = 0; step <= 5; step++) {
        struct event is = timeline_event(app_view(scene.stage.app)->timeline, step);
        struct event should = timeline_event(app_view(whole.app)->timeline, step);

        ck_assert_uint_eq(is.address, should.address);
        ck_assert_uint_eq(is.expectations_failed, should.expectations_failed);
    }
    ck_assert_uint_eq(timeline_event(app_view(scene.stage.app)->timeline, 4).expectations_failed, 1);
    press(&scene.stage, "End");
    press(&whole, "End");
    totals = mems_heap_totals(timeline_heap(app_view(scene.stage.app)->timeline));
    wanted = mems_heap_totals(timeline_heap(app_view(whole.app)->timeline));
    ck_assert_uint_eq(totals.nodes, wanted.nodes);
    ck_assert_uint_eq(totals.hole, wanted.hole);
    finish(&scene);
    app_stage_close(&whole);
}
END_TEST

START_TEST(nothing_can_be_typed)
{
    struct scene scene;

    begin(&scene, text, after_line(4), true, false);
    flow(&scene, after_line(4));
    press(&scene.stage, "m");
    ck_assert(!app_view(scene.stage.app)->command.open);
    ck_assert(screen_has(&scene.stage, "typing has to wait"));
    press(&scene.stage, "f");
    ck_assert(!app_view(scene.stage.app)->command.open);
    press(&scene.stage, "p");
    ck_assert(screen_has(&scene.stage, "a replay has to wait"));
    app_command(scene.stage.app, "malloc X 5");
    ck_assert(screen_has(&scene.stage, "still being read"));
    ck_assert_uint_eq(ops_count(scene.stage.ops), 3);
    flow(&scene, strlen(text));
    press(&scene.stage, "End");
    app_command(scene.stage.app, "malloc X 5");
    ck_assert_uint_eq(end_of(&scene.stage), 6);
    finish(&scene);
}
END_TEST

START_TEST(escape_stops_and_keeps_what_was_read)
{
    struct scene scene;

    begin(&scene, text, after_line(5), true, false);
    flow(&scene, after_line(5));
    press(&scene.stage, "Right Escape");
    ck_assert(screen_has(&scene.stage, "stopped at "));
    ck_assert(screen_has(&scene.stage, "3 operations are here"));
    flow(&scene, strlen(text));
    ck_assert_uint_eq(end_of(&scene.stage), 3);
    press(&scene.stage, "End");
    ck_assert_uint_eq(step_of(&scene.stage), 3);
    app_command(scene.stage.app, "free A");
    ck_assert_uint_eq(step_of(&scene.stage), 4);
    finish(&scene);
}
END_TEST

START_TEST(a_problem_found_late)
{
    static const char wrong[] = "malloc A 5\nmalloc B 6\nmallok C 7\nmalloc D 8\n";
    struct scene scene;

    begin(&scene, wrong, 15, true, false);
    flow(&scene, strlen(wrong));
    ck_assert_str_eq(app_view(scene.stage.app)->loading, "");
    ck_assert(screen_has(&scene.stage, "line 3: 'mallok' is no word of the language"));
    ck_assert_uint_eq(end_of(&scene.stage), 2);
    press(&scene.stage, "End");
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    ck_assert_int_eq(workload_state(scene.workload), WORKLOAD_PROBLEMS);
    finish(&scene);
}
END_TEST

/* Lines of an archive are not judged before its end. */
START_TEST(an_archive_that_proves_damaged)
{
    static const char wrong[] = "malloc A 5\nmalloc B 6\nmallok C 7\nmalloc D 8\n";
    struct scene scene;

    begin(&scene, wrong, 15, true, false);
    scene.tap.stream.packed = true;
    scene.tap.damaged = true;
    flow(&scene, strlen(wrong) - 3);
    ck_assert_str_ne(app_view(scene.stage.app)->loading, "");
    ck_assert(!screen_has(&scene.stage, "no word"));
    flow(&scene, strlen(wrong));
    ck_assert_str_eq(app_view(scene.stage.app)->loading, "");
    ck_assert(screen_has(&scene.stage, "the 2 operations here may be false from somewhere on: "
                                       "the file is damaged"));
    ck_assert_uint_eq(end_of(&scene.stage), 2);
    ck_assert_uint_eq(scene.problems.count, 1);
    finish(&scene);
}
END_TEST

/* ---- Following the newest step ---- */

START_TEST(a_live_workload_is_followed)
{
    struct scene scene;

    begin(&scene, text, after_line(2), false, true);
    flow(&scene, after_line(3));
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    flow(&scene, after_line(5));
    ck_assert_uint_eq(step_of(&scene.stage), 3);
    press(&scene.stage, "Left");
    flow(&scene, after_line(6));
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    ck_assert_uint_eq(known_of(&scene), 4);
    press(&scene.stage, "End");
    ck_assert_uint_eq(step_of(&scene.stage), 4);
    flow(&scene, strlen(text));
    ck_assert_uint_eq(step_of(&scene.stage), 5);
    finish(&scene);
}
END_TEST

START_TEST(playing_waits_for_more)
{
    struct scene scene;

    begin(&scene, text, after_line(3), false, false);
    flow(&scene, after_line(3));
    press(&scene.stage, "Space");
    app_tick(scene.stage.app, 60000);
    ck_assert_uint_eq(step_of(&scene.stage), 2);
    ck_assert(app_view(scene.stage.app)->playing);
    flow(&scene, strlen(text));
    app_tick(scene.stage.app, 60000);
    ck_assert_uint_eq(step_of(&scene.stage), 5);
    ck_assert(!app_view(scene.stage.app)->playing);
    finish(&scene);
}
END_TEST

/* ---- Keys between slices ---- */

/* Long enough that many slices are needed; any key at any moment finds the
 * step that was shown, and the screen can be drawn. */
START_TEST(keys_while_it_loads)
{
    static const char *const keys[] = {"Right", "Left", "5", "Tab", "C", "+", "-", "Home", "v",
                                       "End", "Left", "Down", "Space", "Left", "?", "?", "x"};
    char *large = malloc(2000000);
    struct scene scene;
    size_t length = 0;
    uint32_t home = 0;

    for (unsigned i = 0; i < 60000; i++)
        length += (size_t)sprintf(large + length, "a %u %u\n%s%u\n", i, i % 700 + 1,
                                  i % 3 == 0 ? "r 0 " : "f ", i / 2);
    begin(&scene, large, length, true, false);
    for (size_t i = 0; app_view(scene.stage.app)->loading[0] != '\0'; i++) {
        app_work(scene.stage.app);
        app_resize(scene.stage.app, 80, 24);
        if (!app_view(scene.stage.app)->playing && strcmp(keys[(i + 16) % 17], "End") != 0)
            REQUIRE_MSG(step_of(&scene.stage) == home, "after %zu slices", i);
        press(&scene.stage, keys[i % 17]);
        app_tick(scene.stage.app, 10);
        home = step_of(&scene.stage);
        draw(&scene.stage, 80, 24);
    }
    ck_assert_uint_eq(known_of(&scene), 120000);
    ck_assert_uint_eq(end_of(&scene.stage), 120000);
    finish(&scene);
    free(large);
}
END_TEST

/* Time fills up to where the end will be; a narrow title leaves out what it must. */
START_TEST(the_end_is_foreseen)
{
    struct scene scene;

    begin(&scene, text, after_line(3), true, false);
    flow(&scene, after_line(3));
    ck_assert_uint_eq(view_last_step(app_view(scene.stage.app)), 2 * strlen(text) / after_line(3));
    draw(&scene.stage, 20, 5);
    ck_assert_ptr_nonnull(strstr(row_text(&scene.stage, 0), "step 0/2"));
    draw(&scene.stage, 400, 100);
    flow(&scene, strlen(text));
    ck_assert_uint_eq(view_last_step(app_view(scene.stage.app)), 5);
    finish(&scene);
}
END_TEST

/* "Why here?" needs the step before the one shown, and the slices the last. */
START_TEST(why_here_while_it_loads)
{
    struct scene scene;
    const struct why *why;

    begin(&scene, text, 3, true, _i == 1);
    why = &app_view(scene.stage.app)->why;
    press(&scene.stage, "w");
    flow(&scene, after_line(3));
    if (_i == 0)
        press(&scene.stage, "Right Right");
    ck_assert_uint_eq(why->step, 2);
    ck_assert_uint_eq(why->chosen.start, 1060);
    press(&scene.stage, "Down");
    for (size_t open = after_line(3); open < strlen(text) + 3; open += 3) {
        flow(&scene, open);
        draw(&scene.stage, 100, 30);
        ck_assert_uint_eq(why->step, step_of(&scene.stage));
    }
    ck_assert_uint_eq(step_of(&scene.stage), _i == 0 ? 2 : 5);
    ck_assert_uint_eq(why->at, _i == 0 ? 1 : 0);
    finish(&scene);
}
END_TEST

START_TEST(one_waits_only_when_there_is_nothing_to_do)
{
    struct scene scene;

    begin(&scene, text, after_line(3), true, false);
    flow(&scene, after_line(3));
    ck_assert_uint_gt(app_patience(scene.stage.app), 0);
    ck_assert_uint_lt(app_patience(scene.stage.app), 60);
    ck_assert_uint_eq(app_work(scene.stage.app), APP_NOTHING);
    finish(&scene);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loading");
    TCase *loading = tcase_create("loading");

    tcase_add_test(loading, the_beginning_can_be_walked_through);
    tcase_add_test(loading, settings_come_late);
    tcase_add_loop_test(loading, the_end_is_the_same, 0, 4);
    tcase_add_test(loading, nothing_can_be_typed);
    tcase_add_test(loading, escape_stops_and_keeps_what_was_read);
    tcase_add_test(loading, a_problem_found_late);
    tcase_add_test(loading, an_archive_that_proves_damaged);
    tcase_add_test(loading, a_live_workload_is_followed);
    tcase_add_test(loading, playing_waits_for_more);
    tcase_add_test(loading, keys_while_it_loads);
    tcase_add_test(loading, the_end_is_foreseen);
    tcase_add_loop_test(loading, why_here_while_it_loads, 0, 2);
    tcase_add_test(loading, one_waits_only_when_there_is_nothing_to_do);
    suite_add_tcase(suite, loading);
    return run_suite(suite);
}
