/* 4f-lecture.c: a lecture from end to end: mems present in one terminal, mems notes in
 * others, over a socket in a folder of the test's own. */
#include "pseudo.h"
#include "run.h"

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PAGE_DOWN "\033[6~"

static const char lesson[] = "say \"Two blocks.\"\n"
                             "malloc A 1000\n"
                             "malloc B 800\n"
                             "mark \"a hole\"\n"
                             "free A\n"
                             "say \"A left a HOLE.\"\n"
                             "note \"Who gets it?\"\n"
                             "malloc C 400\n"
                             "say \"C did.\"\n";

static char folder[32], path[64], program[1024];
static struct pseudo hall, desk;

static void write_lesson(const char *more)
{
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fprintf(out, "%s%s", lesson, more);
    ck_assert_int_eq(fclose(out), 0);
}

static void set_up(void)
{
    const char *builddir = getenv("builddir");
    snprintf(program, sizeof program, "%s/mems", builddir ? builddir : ".");
    snprintf(folder, sizeof folder, "/tmp/mems-4e-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    setenv("XDG_RUNTIME_DIR", folder, 1);
    setenv("TERM", "xterm-256color", 1);
    snprintf(path, sizeof path, "%s/lesson.mems", folder);
    write_lesson("");
}

static void tear_down(void)
{
    pseudo_close(&hall);
    pseudo_close(&desk);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* the socket is gone */
}

static void open_in(struct pseudo *pseudo, char *verb)
{
    char *argv[] = {program, verb, path, NULL};
    pseudo_open(pseudo, 80, 24, NULL, argv);
}

static void quit(struct pseudo *pseudo)
{
    pseudo_type(pseudo, "q");
    pseudo_wait(pseudo, "[exit 0]");
    pseudo_assert_sane(pseudo);
}

START_TEST(notes_follow_the_presenter)
{
    open_in(&desk, "notes");
    pseudo_wait(&desk, "waiting for mems present");
    open_in(&hall, "present");
    pseudo_wait(&hall, "Two blocks.");
    pseudo_wait(&desk, "following mems present");
    pseudo_type(&hall, PAGE_DOWN PAGE_DOWN);
    pseudo_wait(&hall, "A left a HOLE.");
    pseudo_wait(&desk, "Who gets it?");
    pseudo_wait(&desk, "step 3 of 4");
    pseudo_type(&hall, ".");
    pseudo_wait(&desk, "a blank screen");
    pseudo_type(&hall, " " PAGE_DOWN);
    pseudo_wait(&desk, "step 4 of 4");
    pseudo_type(&desk, "\033[5~"); /* the speaker looks back; the audience does not move */
    pseudo_wait(&desk, "the audience is at step 4");
    quit(&hall);
    pseudo_wait(&desk, "waiting for mems present");
    pseudo_close(&hall);
    open_in(&hall, "present"); /* and again, another time */
    pseudo_wait(&desk, "following mems present");
    pseudo_wait(&desk, "step 0 of 4");
    kill(hall.job, SIGTERM);
    pseudo_wait(&hall, "[exit 143]");
    pseudo_wait(&desk, "waiting for mems present");
    quit(&desk);
}
END_TEST

START_TEST(another_version_is_not_followed)
{
    open_in(&hall, "present");
    pseudo_wait(&hall, "Two blocks.");
    write_lesson("free B\n");
    open_in(&desk, "notes");
    pseudo_wait(&desk, "another version of this file");
    pseudo_type(&hall, PAGE_DOWN);
    pseudo_wait(&hall, "a hole");
    pseudo_wait(&desk, "step 0 of 5");
    quit(&desk);
    quit(&hall);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lecture");
    TCase *group = tcase_create("lecture");
    tcase_add_checked_fixture(group, set_up, tear_down);
    tcase_add_test(group, notes_follow_the_presenter);
    tcase_add_test(group, another_version_is_not_followed);
    tcase_set_timeout(group, 60);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
