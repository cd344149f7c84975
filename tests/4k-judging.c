/* 4k-judging.c: the screen of mems judge, in a terminal: the first difference, steps before
 * it, other differences, sizes, and the way out. */
#include "pseudo.h"
#include "run.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RIGHT "\033[C"
#define LEFT "\033[D"
#define ESCAPE "\033"
#define HOME "\033[H"

static char program[1024], student[1024];
static struct pseudo pseudo;

/* A machine without a compiler, or without /proc, has nothing to judge with. */
static bool can_judge(void)
{
    return access("/proc/self/exe", R_OK) == 0 && system("${CC:-cc} --version >/dev/null 2>&1") == 0;
}

static void set_up(void)
{
    const char *builddir = getenv("builddir"), *srcdir = getenv("srcdir");
    snprintf(program, sizeof program, "%s/mems", builddir ? builddir : ".");
    snprintf(student, sizeof student, "%s/tests/students/no-joining.h", srcdir ? srcdir : ".");
    setenv("TERM", "xterm-256color", 1);
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    char *argv[] = {program, (char[]){"judge"}, student, NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
}

static void tear_down(void)
{
    pseudo_close(&pseudo);
}

START_TEST(differences)
{
    pseudo_wait(&pseudo, "joining: a free joins the HOLE after it");
    pseudo_wait(&pseudo, "two HOLEs side by side were not joined: H[1000:1999] and H[2000:2999]");
    pseudo_wait(&pseudo, "operation 5 of 6");
    pseudo_wait(&pseudo, "difference 1 of ");
    pseudo_type(&pseudo, ESCAPE);
    pseudo_wait(&pseudo, "q quits, ? shows the keys");
    pseudo_type(&pseudo, "?");
    pseudo_wait(&pseudo, "this list; any key closes it");
    pseudo_type(&pseudo, LEFT);
    pseudo_wait(&pseudo, "operation 5 of 6");
    pseudo_type(&pseudo, LEFT);
    pseudo_wait(&pseudo, "Alike so far; they differ at operation 5.");
    pseudo_type(&pseudo, HOME);
    pseudo_wait(&pseudo, "operation 0 of 6");
    pseudo_type(&pseudo, RIGHT);
    pseudo_wait(&pseudo, "operation 1 of 6");
    pseudo_type(&pseudo, "n");
    pseudo_wait(&pseudo, "joining: a free joins the HOLE before it");
    pseudo_wait(&pseudo, "difference 2 of ");
    pseudo_type(&pseudo, "nnnnnn");
    pseudo_wait(&pseudo, "steady growth: blocks of many sizes that come and go");
    pseudo_resize(&pseudo, 100, 30);
    pseudo_wait(&pseudo, "operation 1500 of 1500");
    pseudo_type(&pseudo, "NNN");
    pseudo_wait(&pseudo, "joining: a free joins the HOLE after it");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "[exit 1]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

START_TEST(a_signal)
{
    pseudo_wait(&pseudo, "difference 1 of ");
    kill(pseudo.job, SIGTERM);
    pseudo_wait(&pseudo, "[exit 143]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("4k-judging");
    TCase *tcase = tcase_create("judging");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 60);
    if (can_judge()) {
        tcase_add_test(tcase, differences);
        tcase_add_test(tcase, a_signal);
    }
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
