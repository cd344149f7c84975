/* 3q-branches.c: what cannot be asked, branches of branches, long runs, names; and
 * branches saved, with a disk that may be full. */
#include "app.h"
#include "app_stage.h"
#include "branches.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const struct view *view_of(const struct app_stage *stage)
{
    return app_view(stage->app);
}

static bool races(const struct app_stage *stage)
{
    return view_of(stage)->race != NULL;
}

/* ---- What is refused ---- */

static const struct { const char *at, *line, *says; } refused[] = {
    {"0", "whatif delete", "nothing has happened yet"},
    {"0", "whatif change malloc A 5", "nothing has happened yet"},
    {"5", "whatif explode", "what if you insert, change or delete"},
    {"5", "whatif insert mallok X 5", "mallok"},
    {"5", "whatif insert malloc X", "a size is missing"},
    {"5", "whatif delete everything", "delete takes nothing after it"},
    {"5", "whatif policy middle", "first, next, best or worst"},
    {"5", "branch nowhere", "no branch is called so"},
    {"5", "branch 7", "no branch is called so"},
    {"5", "save", ""},
    {"5", "save x.mems", "no way to write a file"},
};

START_TEST(what_makes_no_sense_is_refused)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    size_t ops = ops_count(stage.ops);
    command(&stage, refused[_i].at);
    command(&stage, refused[_i].line);
    ck_assert(!races(&stage));
    ck_assert(screen_has(&stage, refused[_i].says));
    ck_assert_uint_eq(ops_count(stage.ops), ops);
    ck_assert_uint_eq(view_of(&stage)->branches->count, 0);
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_branch_of_what_was_typed_is_refused)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif delete as less");
    press_and_wait(&stage, "B Enter");
    command(&stage, "malloc Z 9");
    command(&stage, "branch original");
    ck_assert(screen_has(&stage, "operations were typed here: take them back (u)"));
    press(&stage, "c");
    ck_assert(!races(&stage));
    press(&stage, "u");
    command(&stage, "branch original");
    ck_assert(screen_has(&stage, "this is the original"));
    command(&stage, "malloc Z 9");
    press(&stage, "i");
    ck_assert(screen_has(&stage, "operations were typed here"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(a_race_with_what_was_typed_is_refused)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif delete");
    press(&stage, "c");
    command(&stage, "malloc Z 9");
    command(&stage, "branch 1");
    ck_assert_uint_eq(end_of(&stage), 10);
    press(&stage, "c");
    ck_assert(!races(&stage));
    ck_assert(screen_has(&stage, "operations were typed to the original"));
    press_and_wait(&stage, "B Up Enter");
    ck_assert_uint_eq(end_of(&stage), 6); /* what was typed is there still */
    press(&stage, "u");
    ck_assert_uint_eq(end_of(&stage), 11);
    app_stage_close(&stage);
}
END_TEST

/* A branch may be left by another, and be raced with it from anywhere. */
START_TEST(branches_have_branches)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    command(&stage, "5");
    command(&stage, "whatif change malloc D 300 as small");
    press_and_wait(&stage, "B Enter");
    command(&stage, "6");
    command(&stage, "whatif delete as smaller");
    ck_assert(races(&stage));
    ck_assert(screen_has(&stage, "malloc E 900: left out of the branch"));
    press(&stage, "c");
    ck_assert_uint_eq(end_of(&stage), 11);
    ck_assert_uint_eq(step_of(&stage), 6);
    press_and_wait(&stage, "B Down Enter");
    ck_assert_uint_eq(end_of(&stage), 10);
    ck_assert_uint_eq(step_of(&stage), 5);
    ck_assert(screen_has(&stage, "smaller"));
    command(&stage, "whatif insert malloc Y 700 as third");
    press(&stage, "c");
    for (int here = 0; here < 4; here++) /* every race, seen from everywhere */
        for (int other = 1; other < 4; other++) {
            char line[16];
            snprintf(line, sizeof line, "branch %d", here);
            command(&stage, line);
            command(&stage, "5");
            uint32_t end = end_of(&stage);
            press(&stage, "B Up Up Up");
            for (int i = 0; i < other; i++)
                press(&stage, "Down");
            press_and_wait(&stage, "c");
            ck_assert(races(&stage));
            press(&stage, "Right d D End Home d c");
            ck_assert_uint_eq(end_of(&stage), end);
            ck_assert_uint_eq(view_of(&stage)->branches->here, (size_t)here);
        }
    press(&stage, "B");
    ck_assert(screen_has(&stage, "3 third      smaller, at step 6, put in: malloc Y 700"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(changes_have_an_end)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    for (int i = 1; i <= COURSE_MOST; i++) {
        char line[16];
        command(&stage, "3");
        command(&stage, "whatif insert malloc N 10");
        press(&stage, "c");
        snprintf(line, sizeof line, "branch %d", i);
        command(&stage, line);
        ck_assert_uint_eq(end_of(&stage), 11 + (uint32_t)i);
    }
    press(&stage, "i");
    ck_assert(screen_has(&stage, "this branch has 8 changes already, which is the most"));
    command(&stage, "branch original");
    ck_assert_uint_eq(end_of(&stage), 11);
    app_stage_close(&stage);
}
END_TEST

/* A long run is done in slices; given up, the original is as it was. */
START_TEST(long_runs_are_given_up)
{
    struct app_stage stage = app_stage_open("random 400000 seed 3 size 1..2000 free 49%\n");
    command(&stage, "200000");
    app_command(stage.app, "whatif delete");
    ck_assert_int_ge(app_busy(stage.app), 0);
    press(&stage, "d");
    ck_assert(screen_has(&stage, "the heaps still run; Escape gives the race up"));
    press(&stage, "Escape");
    ck_assert(!races(&stage));
    ck_assert_uint_eq(step_of(&stage), 200000);
    ck_assert_uint_eq(end_of(&stage), 400000);
    app_command(stage.app, "branch 1");
    ck_assert_int_ge(app_busy(stage.app), 0);
    press(&stage, "Escape");
    ck_assert_uint_eq(end_of(&stage), 400000);
    command(&stage, "branch 1");
    ck_assert_uint_eq(end_of(&stage), 399999);
    ck_assert_uint_eq(step_of(&stage), 199999);
    app_stage_close(&stage);
}
END_TEST

START_TEST(names_are_told_apart)
{
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    const struct branches *branches = view_of(&stage)->branches;
    command(&stage, "5");
    command(&stage, "whatif delete");
    press(&stage, "c");
    command(&stage, "whatif delete");
    press(&stage, "c");
    command(&stage, "whatif delete as original  ");
    ck_assert_str_eq(branches_name(branches, 1), "without malloc D");
    ck_assert_str_eq(branches_name(branches, 2), "without malloc D 2");
    ck_assert_str_eq(branches_name(branches, 3), "original 2");
    press(&stage, "c");
    command(&stage, "whatif insert write D \"x as y\"");
    ck_assert_str_eq(branches_name(branches, 4), "with write D \"x as y\"");
    press(&stage, "c");
    command(&stage, "branch without malloc D");
    ck_assert_uint_eq(branches->here, 1); /* whole names before beginnings */
    app_stage_close(&stage);
}
END_TEST

/* ---- Saving ---- */

static struct { char name[64], text[4096]; size_t length; bool there, open, full; } disk;

static void *disk_begin(const char *name, bool replace, char *why, size_t size)
{
    snprintf(why, size, "%s is there already", name);
    if (disk.there && !replace)
        return NULL;
    snprintf(disk.name, sizeof disk.name, "%s", name);
    disk.length = 0;
    disk.open = true;
    return &disk;
}

static bool disk_put(void *file, const char *bytes, size_t size)
{
    ck_assert_ptr_eq(file, &disk);
    ck_assert_uint_lt(disk.length + size, sizeof disk.text);
    memcpy(disk.text + disk.length, bytes, size);
    disk.length += size;
    disk.text[disk.length] = '\0';
    return !disk.full;
}

static bool disk_count(void *file, const char *bytes, size_t size)
{
    ck_assert_ptr_eq(file, &disk);
    ck_assert_int_eq(bytes[size - 1], '\n'); /* whole lines */
    disk.length += size;
    return true;
}

static bool disk_end(void *file, bool good, char *why, size_t size)
{
    ck_assert_ptr_eq(file, &disk);
    snprintf(why, size, "the disk is full");
    disk.open = false;
    disk.there = good;
    return good;
}

static struct app_stage stage_with_disk(void)
{
    static const struct app_output output = {disk_begin, disk_put, disk_end};
    struct app_stage stage = app_stage_open(HOLES_WORKLOAD);
    app_set_output(stage.app, &output);
    memset(&disk, 0, sizeof disk);
    return stage;
}

START_TEST(what_is_shown_is_saved)
{
    struct app_stage stage = stage_with_disk();
    command(&stage, "5");
    command(&stage, "whatif change malloc D 300");
    command(&stage, "save a file.mems ");
    ck_assert(screen_has(&stage, "saved 11 operations in a file.mems; without "
                                 "2 expectations from step 5 on"));
    ck_assert_str_eq(disk.name, "a file.mems");
    ck_assert_ptr_nonnull(strstr(disk.text, "at step 5: malloc D 300, was malloc D 400\n"));
    ck_assert_ptr_nonnull(strstr(disk.text, "\nmalloc D 300\nmalloc E 900\n"));
    press(&stage, "c");
    command(&stage, "save other.mems");
    ck_assert(screen_has(&stage, "other.mems is there already"));
    command(&stage, "malloc Z 7");
    command(&stage, "save! other.mems");
    ck_assert(screen_has(&stage, "saved 6 operations in other.mems"));
    ck_assert_ptr_nonnull(strstr(disk.text, "\nmalloc D 400\nexpect D at 2000\nmalloc Z 7\n"));
    ck_assert(!disk.open);
    app_stage_close(&stage);
}
END_TEST

/* What is said of a later step is about the original: that it is left out is said. */
START_TEST(what_is_left_out_is_said)
{
    static const struct app_output output = {disk_begin, disk_put, disk_end};
    struct app_stage stage = app_stage_open("malloc A 10\nsay \"one\"\nmalloc B 20\nfree A\n"
                                            "say \"two\"\n?\nmalloc C 5\nsay \"three\"\n");
    app_set_output(stage.app, &output);
    memset(&disk, 0, sizeof disk);
    command(&stage, "2");
    command(&stage, "whatif change malloc B 30");
    command(&stage, "save b.mems");
    ck_assert(screen_has(&stage, "saved 4 operations in b.mems; without 2 captions, 1 question "
                                 "from step 3 on"));
    ck_assert_ptr_nonnull(strstr(disk.text, "\nsay \"one\"\n"));
    ck_assert_ptr_null(strstr(disk.text, "two"));
    app_stage_close(&stage);
}
END_TEST

/* A race of policies is no race of a branch: what is shown is the branch that races them. */
START_TEST(the_right_branch_is_named)
{
    struct app_stage stage = stage_with_disk();
    command(&stage, "3");
    command(&stage, "whatif change malloc C 100 as one");
    press(&stage, "c");
    command(&stage, "5");
    command(&stage, "whatif change malloc D 300 as two");
    press(&stage, "c");
    command(&stage, "branch one");
    command(&stage, "race best,worst");
    command(&stage, "save s1");
    ck_assert_ptr_nonnull(strstr(disk.text, "malloc C 100"));
    ck_assert_ptr_null(strstr(disk.text, "300"));
    app_stage_close(&stage);
}
END_TEST

static enum mems_policy policy_of(const struct app_stage *stage, int heap)
{
    return race_options(view_of(stage)->race, heap)->policy;
}

/* A branch that was replayed has a policy of its own. What is asked there runs under it too,
 * and the branch of a race is saved with the policy that it has. */
START_TEST(branches_of_a_replayed_branch_have_its_policy)
{
    struct app_stage stage = stage_with_disk();
    command(&stage, "5");
    command(&stage, "whatif change malloc D 300 as one");
    command(&stage, "branch one");
    command(&stage, "replay best");
    command(&stage, "whatif change malloc D 200 as two");
    ck_assert_int_eq(policy_of(&stage, 0), MEMS_BEST_FIT);
    ck_assert_int_eq(policy_of(&stage, 1), MEMS_BEST_FIT);
    command(&stage, "save s1");
    ck_assert_ptr_nonnull(strstr(disk.text, "\npolicy best\n"));
    press_and_wait(&stage, "c B Down Enter"); /* as it raced */
    ck_assert_uint_eq(view_of(&stage)->branches->here, 2);
    ck_assert(screen_has(&stage, "mems ? best fit"));
    command(&stage, "branch original");
    ck_assert(screen_has(&stage, "mems ? first fit"));
    press_and_wait(&stage, "B Down c"); /* all of the original's now */
    ck_assert_int_eq(policy_of(&stage, 1), MEMS_FIRST_FIT);
    press_and_wait(&stage, "c B Down Enter");
    command(&stage, "replay worst");
    press_and_wait(&stage, "c B Up Down c");
    command(&stage, "save! s1");
    ck_assert_int_eq(policy_of(&stage, 0), MEMS_FIRST_FIT);
    ck_assert_int_eq(policy_of(&stage, 1), MEMS_WORST_FIT);
    ck_assert_ptr_nonnull(strstr(disk.text, "\npolicy worst\n"));
    press_and_wait(&stage, "c");
    command(&stage, "branch original");
    command(&stage, "whatif delete as three"); /* and back: what is raced is not what is shown */
    press_and_wait(&stage, "c");
    command(&stage, "branch one");
    command(&stage, "replay next");
    press_and_wait(&stage, "B Up Up Up Down Down Down c");
    command(&stage, "save! s1");
    ck_assert_int_eq(policy_of(&stage, 1), MEMS_FIRST_FIT);
    ck_assert_ptr_nonnull(strstr(disk.text, "\npolicy first\n"));
    app_stage_close(&stage);
}
END_TEST

/* While it is written nothing changes what is written; Escape leaves no file. */
START_TEST(saving_is_given_up)
{
    static const struct app_output output = {disk_begin, disk_count, disk_end};
    struct app_stage stage = app_stage_open("random 400000 seed 3 size 1..2000 free 49%\n");
    app_set_output(stage.app, &output);
    memset(&disk, 0, sizeof disk);
    command(&stage, "9");
    app_command(stage.app, "save big.mems");
    ck_assert_int_ge(app_busy(stage.app), 0);
    press(&stage, "m");
    ck_assert(screen_has(&stage, "a workload is being saved; Escape gives it up"));
    app_command(stage.app, "malloc Z 3");
    draw(&stage, 80, 24);
    for (int y = 0; y < 24; y++)
        app_click(stage.app, 20, y);
    ck_assert_uint_eq(end_of(&stage), 400000);
    press(&stage, "Escape");
    ck_assert(!disk.open && !disk.there);
    command(&stage, "save big.mems");
    ck_assert(!disk.open && disk.there);
    ck_assert(screen_has(&stage, "saved 400000 operations in big.mems"));
    app_stage_close(&stage);
}
END_TEST

START_TEST(saving_may_fail)
{
    struct app_stage stage = stage_with_disk();
    disk.full = true;
    command(&stage, "save x.mems");
    ck_assert(screen_has(&stage, "not saved: the disk is full"));
    ck_assert(!disk.open && !disk.there);
    app_stage_close(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("branches");
    TCase *tests = tcase_create("branches");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, what_makes_no_sense_is_refused, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(tests, a_branch_of_what_was_typed_is_refused);
    tcase_add_test(tests, a_race_with_what_was_typed_is_refused);
    tcase_add_test(tests, branches_have_branches);
    tcase_add_test(tests, changes_have_an_end);
    tcase_add_test(tests, long_runs_are_given_up);
    tcase_add_test(tests, names_are_told_apart);
    tcase_add_test(tests, what_is_shown_is_saved);
    tcase_add_test(tests, what_is_left_out_is_said);
    tcase_add_test(tests, the_right_branch_is_named);
    tcase_add_test(tests, branches_of_a_replayed_branch_have_its_policy);
    tcase_add_test(tests, saving_is_given_up);
    tcase_add_test(tests, saving_may_fail);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
