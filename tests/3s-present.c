/* 3s-present.c: a presentation: slides, questions and answers, a blank screen, chapters,
 * the speaker's side; the keys of clickers; how far it goes in each direction. */
#include "app_stage.h"
#include "golden_stage.h"
#include "run.h"

#include <check.h>
#include <string.h>

/* Steps with something to say: 0, 3, 4 (asks), 5 (answers), 7; the end is 8. */
static const char lesson[] =
    "say \"Three blocks stand side by side. What will a free leave?\"\n"
    "note \"Let them guess first.\"\n"
    "malloc A 1000\n"
    "malloc B 800\n"
    "malloc C 2296\n"
    "mark \"holes\"\n"
    "say \"The page is full.\"\n"
    "note \"One page of 4096 bytes.\"\n"
    "note \"Point at the right edge: 4096 = 1000 + 800 + 2296.\"\n"
    "free B\n"
    "say \"B left a HOLE of 800 bytes between A and C. D asks for 400.\"\n"
    "?\n"
    "malloc D 400\n"
    "malloc E 900\n"
    "mark \"a second node\"\n"
    "free A\n"
    "stop\n"
    "free D\n";

static const struct present_state *state(const struct app_stage *stage)
{
    return &app_view(stage->app)->present;
}

static struct app_stage stage_of(const char *workload, enum present_face face)
{
    struct app_stage stage = app_stage_open(workload);
    app_present(stage.app, face);
    return stage;
}

/* ---- Slides ---- */

START_TEST(a_caption_and_its_picture)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    golden_both(&stage, "present-start-80x24", "present-start-120x40");
    press(&stage, "PageDown");
    ck_assert_uint_eq(step_of(&stage), 3);
    golden_both(&stage, "present-caption-80x24", "present-caption-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_question_waits_for_its_answer)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    press(&stage, "PageDown PageDown");
    ck_assert_uint_eq(step_of(&stage), 4);
    golden_both(&stage, "present-question-80x24", "present-question-120x40");
    press(&stage, "PageDown");
    ck_assert_uint_eq(step_of(&stage), 5);
    golden_both(&stage, "present-answer-80x24", "present-answer-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_chapter_keeps_its_scale)
{
    struct app_stage stage = stage_of("malloc A 3000\nsay \"one\"\nmalloc B 3000\nsay \"two\"\n"
                                      "malloc C 9000\nsay \"three\"\nmark \"more\"\n"
                                      "malloc D 50000\n",
                                      PRESENT_SLIDE);
    struct cell first[24], second[24];
    for (int i = 0; i < 2; i++) {
        press(&stage, "Space");
        draw(&stage, 80, 24);
        for (int y = 0; y < 24; y++)
            (i == 0 ? first : second)[y] = *frame_look(&stage.frame, 4, y);
    }
    for (int y = 3; y < 9; y++) /* node 0 is where it was, as thick as it was */
        ck_assert_int_eq(role_is_bar(first[y].paper), role_is_bar(second[y].paper));
    golden_frame(&stage.frame, "present-nodes-80x24");
    press(&stage, "End");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "present-map-80x24");
    app_stage_close(&stage);
}
END_TEST

/* Columns at which the text begins in a row of the screen; their count. */
static int columns_of(const struct app_stage *stage, int y, const char *text, int out[8])
{
    int count = 0;
    for (int x = 0; x < stage->frame.cols && count < 8; x++) {
        size_t i = 0;
        while (text[i] != '\0' && x + (int)i < stage->frame.cols &&
               frame_look(&stage->frame, x + (int)i, y)->ch == (unsigned char)text[i])
            i++;
        if (text[i] == '\0')
            out[count++] = x;
    }
    return count;
}

START_TEST(what_is_equal_looks_equal)
{
    static const struct { const char *workload, *bytes; int count; } slides[] = {
        /* 9.75 cells each: some fill 9 whole ones, some 8 */
        {"malloc A 540\nmalloc B 540\nmalloc C 540\nmalloc D 540\nmalloc E 540\nsay \"x\"\n",
         "540 B", 5},
        /* 6.5 cells: some have room for "360 B", some have not */
        {"malloc A 360\nmalloc B 360\nmalloc C 360\nmalloc D 360\nsay \"x\"\n", "360 B", 0},
        /* 6.9 cells: all have */
        {"malloc A 380\nmalloc B 380\nmalloc C 380\nmalloc D 380\nsay \"x\"\n", "380 B", 4},
        /* two names are short, one has no room */
        {"malloc A 540\nmalloc NAME 540\nmalloc C 540\nsay \"x\"\n", "540 B", 3},
    };
    struct app_stage stage = stage_of(slides[_i].workload, PRESENT_SLIDE);
    int most = 0, columns[8];
    press(&stage, "PageDown");
    draw(&stage, 80, 24);
    for (int y = 0; y < 24; y++) {
        int count = columns_of(&stage, y, slides[_i].bytes, columns);
        most = count > most ? count : most;
    }
    ck_assert_int_eq(most, slides[_i].count); /* all in one row */
    app_stage_close(&stage);
}
END_TEST

START_TEST(names_are_of_one_size)
{
    struct app_stage stage = stage_of("malloc A 1800\nmalloc B 600\nmalloc C 250\n"
                                      "malloc D 600\nsay \"Two are equal.\"\n", PRESENT_SLIDE);
    press(&stage, "PageDown");
    golden_both(&stage, "present-equal-80x24", "present-equal-120x40");
    app_stage_close(&stage);
}
END_TEST

/* Where a letter touched the row above its bar, the two would run into each other. */
START_TEST(letters_stand_below_an_edge)
{
    struct app_stage stage = stage_of("malloc A 4096\nmalloc B 4096\nsay \"Two pages.\"\n",
                                      PRESENT_SLIDE);
    press(&stage, "PageDown");
    draw(&stage, 100, 30);
    golden_frame(&stage.frame, "present-letters-100x30");
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_blank_screen_is_blank)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    press(&stage, "PageDown .");
    ck_assert(state(&stage)->blank);
    draw(&stage, 80, 24);
    for (int i = 0; i < 80 * 24; i++)
        ck_assert(stage.frame.cells[i].ch == ' ' && stage.frame.cells[i].paper == ROLE_PLAIN);
    press(&stage, "PageDown"); /* any key returns, and does no more */
    ck_assert(!state(&stage)->blank);
    ck_assert_uint_eq(step_of(&stage), 3);
    press(&stage, "b");
    ck_assert(state(&stage)->blank);
    press(&stage, "b");
    ck_assert(!state(&stage)->blank);
    app_stage_close(&stage);
}
END_TEST

START_TEST(what_is_too_long_is_cut_but_not_the_question)
{
    struct app_stage stage =
        stage_of("malloc A 1000\nmalloc B 800\nfree A\n"
                 "say \"A is a HOLE of 1000 bytes now, and B stays where it "
                 "is, since nobody moves blocks that a program may point to: not the "
                 "heap, not the system, nobody. That is why HOLEs stay where they are, too.\"\n"
                 "say \"A second caption of the same step.\"\n? \"Where will C land?\"\n"
                 "malloc C 10\n", PRESENT_SLIDE);
    press(&stage, "PageDown");
    draw(&stage, 40, 12);
    golden_frame(&stage.frame, "present-long-40x12");
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "present-long-80x24");
    draw(&stage, 30, 4);
    ck_assert(strstr(row_text(&stage, 3), "? Where will C land?") != NULL);
    app_stage_close(&stage);
}
END_TEST

START_TEST(any_size)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    press(&stage, "PageDown PageDown");
    draw(&stage, 40, 12);
    golden_frame(&stage.frame, "present-small-40x12");
    for (int face = PRESENT_SLIDE; face <= PRESENT_NOTES; face++) {
        app_present(stage.app, (enum present_face)face);
        for (int list = 0; list < 2; list++) {
            for (int cols = 1; cols <= 260; cols += cols < 30 ? 1 : 7)
                for (int rows = 1; rows <= 60; rows += rows < 30 ? 1 : 5)
                    draw(&stage, cols, rows);
            draw(&stage, 1000, 500);
            press(&stage, "c");
        }
    }
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_slide_tells_the_truth)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    app_verify(stage.app, true);
    for (uint32_t step = 0; step <= end_of(&stage); step++, press(&stage, "Down")) {
        draw(&stage, 80, 24);
        draw(&stage, 120, 40);
        ck_assert(app_lie(stage.app) == NULL);
    }
    app_stage_close(&stage);
}
END_TEST

/* ---- Keys ---- */

static void goes(struct app_stage *stage, const char *keys, uint32_t step)
{
    press(stage, keys);
    ck_assert_msg(step_of(stage) == step, "after %s at %u, not %u", keys, step_of(stage), step);
}

START_TEST(a_clicker_goes_from_caption_to_caption)
{
    static const uint32_t stops[] = {0, 3, 4, 5, 6, 7, 8};
    static const char *const on[] = {"PageDown", "Right", "Space", "Enter"};
    static const char *const back[] = {"PageUp", "Left"};
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    for (size_t i = 1; i < 7; i++)
        goes(&stage, on[i % 4], stops[i]);
    goes(&stage, "PageDown", 8);
    ck_assert_str_eq(app_view(stage.app)->message, "the end");
    for (size_t i = 6; i-- > 0;)
        goes(&stage, back[i % 2], stops[i]);
    goes(&stage, "PageUp", 0);
    goes(&stage, "Down", 1);
    goes(&stage, "Up Up", 0);
    goes(&stage, "End", 8);
    goes(&stage, "Home", 0);
    app_click(stage.app, 10, 10);
    ck_assert_uint_eq(step_of(&stage), 3);
    goes(&stage, "m f i P w t", 3); /* keys of elsewhere are none */
    ck_assert(!app_view(stage.app)->command.open);
    app_stage_close(&stage);
}
END_TEST

START_TEST(without_a_word_each_press_is_a_step)
{
    struct app_stage stage = stage_of("malloc A 1\nmalloc B 2\nfree A\n", PRESENT_SLIDE);
    goes(&stage, "PageDown", 1);
    goes(&stage, "PageDown PageDown", 3);
    goes(&stage, "PageUp", 2);
    press(&stage, "c");
    ck_assert(!state(&stage)->list);
    press(&stage, "2 Enter");
    ck_assert_str_eq(app_view(stage.app)->message, "this workload has no chapters");
    app_stage_close(&stage);
}
END_TEST

START_TEST(chapters_have_numbers)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    press(&stage, "2");
    draw(&stage, 80, 24);
    ck_assert(strstr(row_text(&stage, 23), "chapter 2 of 2: Enter goes there ") != NULL);
    goes(&stage, "Enter", 6);
    goes(&stage, "1 g", 3);
    goes(&stage, "2 Escape Enter", 4);
    goes(&stage, "1 2 Backspace Enter", 3);
    goes(&stage, "7 Enter", 3);
    ck_assert_str_eq(app_view(stage.app)->message, "there is no chapter 7: 1 to 2");
    goes(&stage, "9 9 9 9 9 9 9 9 9 9 9 9 9 Enter", 3);
    press(&stage, "c");
    golden_both(&stage, "present-chapters-80x24", "present-chapters-120x40");
    goes(&stage, "PageDown PageDown Enter", 6);
    goes(&stage, "Tab Up Space", 3);
    goes(&stage, "c 2 Enter", 6);
    press(&stage, "c .");
    ck_assert(state(&stage)->blank);
    press(&stage, "PageUp q");
    ck_assert(!state(&stage)->list);
    app_stage_close(&stage);
}
END_TEST

START_TEST(it_is_left)
{
    struct app_stage stage = app_stage_open(lesson);
    app_command(stage.app, "4");
    app_command(stage.app, "present");
    ck_assert_int_eq(state(&stage)->face, PRESENT_SLIDE);
    press(&stage, "?");
    ck_assert(app_view(stage.app)->help.open);
    draw(&stage, 80, 24);
    golden_frame(&stage.frame, "help-present-80x24");
    press(&stage, "Escape");
    ck_assert(!(app_key(stage.app, 'q') & APP_QUIT));
    ck_assert_int_eq(state(&stage)->face, PRESENT_OFF);
    app_command(stage.app, "present noise");
    ck_assert(strstr(app_view(stage.app)->command.error, "notes") != NULL);
    app_present(stage.app, PRESENT_SLIDE);
    ck_assert(app_key(stage.app, 'q') & APP_QUIT);
    ck_assert(app_key(stage.app, K_CONTROL('C')) & APP_QUIT);
    app_stage_close(&stage);
}
END_TEST

START_TEST(it_follows_what_was_typed)
{
    struct app_stage stage = app_stage_open(lesson);
    app_command(stage.app, "4");
    app_command(stage.app, "malloc X 10"); /* another future, which has no notes */
    app_command(stage.app, "present");
    draw(&stage, 80, 24);
    goes(&stage, "PageUp", 4);
    press(&stage, "2 Enter"); /* of the old future: as far as there is one */
    ck_assert_uint_eq(step_of(&stage), end_of(&stage));
    draw(&stage, 80, 24);
    app_stage_close(&stage);
}
END_TEST

/* Commands, which line mode takes, open nothing behind a slide. */
START_TEST(a_slide_asks_by_itself)
{
    struct app_stage stage = stage_of(lesson, PRESENT_SLIDE);
    app_command(stage.app, "3");
    app_command(stage.app, "next");
    ck_assert_uint_eq(step_of(&stage), 4);
    ck_assert(!app_view(stage.app)->predict.open);
    app_command(stage.app, "3");
    app_command(stage.app, "step");
    ck_assert(!app_view(stage.app)->predict.open);
    app_stage_close(&stage);
}
END_TEST

/* ---- The speaker's side ---- */

START_TEST(notes_say_what_others_do_not_see)
{
    struct app_stage stage = stage_of(lesson, PRESENT_NOTES);
    struct speaker speaker = {.following = FOLLOWING_LATER, .file = "holes.mems"};
    app_tell_speaker(stage.app, &speaker, false);
    golden_both(&stage, "notes-waiting-80x24", "notes-waiting-120x40");
    speaker = (struct speaker){.following = FOLLOWING, .step = 3, .timed = true, .seconds = 3754,
                               .minute = 14 * 60 + 5};
    app_tell_speaker(stage.app, &speaker, true);
    ck_assert_uint_eq(step_of(&stage), 3);
    golden_both(&stage, "notes-caption-80x24", "notes-caption-120x40");
    speaker.step = 4;
    app_tell_speaker(stage.app, &speaker, true);
    golden_both(&stage, "notes-question-80x24", "notes-question-120x40");
    app_stage_close(&stage);
}
END_TEST

START_TEST(notes_look_ahead_and_come_back)
{
    struct app_stage stage = stage_of(lesson, PRESENT_NOTES);
    struct speaker speaker = {.following = FOLLOWING, .step = 3};
    app_tell_speaker(stage.app, &speaker, true);
    goes(&stage, "PageDown", 4);
    app_tell_speaker(stage.app, &speaker, false); /* nothing new: it stays there */
    ck_assert_uint_eq(step_of(&stage), 4);
    ck_assert(screen_has(&stage, "the audience is at step 3; Escape goes there"));
    goes(&stage, "Escape", 3);
    press(&stage, "b");
    ck_assert(!state(&stage)->blank);
    speaker.blank = true;
    app_tell_speaker(stage.app, &speaker, true);
    ck_assert(screen_has(&stage, "a blank screen"));
    speaker = (struct speaker){.following = FOLLOWING_OTHER, .step = 8};
    app_tell_speaker(stage.app, &speaker, true);
    ck_assert_uint_eq(step_of(&stage), 3);
    ck_assert(screen_has(&stage, "another version of this file"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(notes_are_seen_nowhere_else)
{
    static const char *const views[] = {"present", "why", "run", "numbers", "life", "view",
                                        "predict", "help"};
    struct app_stage stage = app_stage_open("malloc A 1\nnote \"SECRET\"\nfree A\n");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        app_command(stage.app, "1");
        app_command(stage.app, views[i]);
        settle(&stage);
        ck_assert(!screen_has(&stage, "SECRET"));
        press(&stage, strcmp(views[i], "present") == 0 ? "q" : "Escape");
    }
    app_command(stage.app, "present notes");
    ck_assert(screen_has(&stage, "SECRET"));
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("present");
    TCase *group = tcase_create("present");
    tcase_add_test(group, a_caption_and_its_picture);
    tcase_add_test(group, a_question_waits_for_its_answer);
    tcase_add_test(group, a_chapter_keeps_its_scale);
    tcase_add_loop_test(group, what_is_equal_looks_equal, 0, 4);
    tcase_add_test(group, names_are_of_one_size);
    tcase_add_test(group, letters_stand_below_an_edge);
    tcase_add_test(group, a_blank_screen_is_blank);
    tcase_add_test(group, what_is_too_long_is_cut_but_not_the_question);
    tcase_add_test(group, any_size);
    tcase_add_test(group, a_slide_tells_the_truth);
    tcase_add_test(group, a_clicker_goes_from_caption_to_caption);
    tcase_add_test(group, without_a_word_each_press_is_a_step);
    tcase_add_test(group, chapters_have_numbers);
    tcase_add_test(group, it_is_left);
    tcase_add_test(group, it_follows_what_was_typed);
    tcase_add_test(group, a_slide_asks_by_itself);
    tcase_add_test(group, notes_say_what_others_do_not_see);
    tcase_add_test(group, notes_look_ahead_and_come_back);
    tcase_add_test(group, notes_are_seen_nowhere_else);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
