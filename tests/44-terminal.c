/* 44-terminal.c: the program from end to end: in a terminal, run by a shell,
 * steered by keys, resized, stopped and killed. What is on the screen is what
 * `mems render` prints, and keys below; afterwards the terminal is as it was. */
#include "pseudo.h"
#include "run.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RIGHT "\033[C"
#define LEFT "\033[D"

static const char workload[] = "page 4096\n"
                               "malloc A 1000\n"
                               "malloc B 800\n"
                               "malloc C 2296\n"
                               "free B\n"
                               "say \"Nothing else fits.\"\n"
                               "malloc D 400\n"
                               "malloc E 900\n";

static char path[] = "/tmp/mems-44-XXXXXX", program[1024];
static struct pseudo pseudo;

static void set_up(void)
{
    const char *builddir = getenv("builddir");
    snprintf(program, sizeof program, "%s/mems", builddir ? builddir : ".");
    setenv("TERM", "xterm-256color", 1);
    setenv("MEMS_STATE", "off", 1);
    unsetenv("NO_COLOR");
    unsetenv("COLORTERM");
    unsetenv("LINES");
    unsetenv("COLUMNS");
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq((int)write(file, workload, sizeof workload - 1), (int)sizeof workload - 1);
    close(file);
}

static void tear_down(void)
{
    pseudo_close(&pseudo);
    unlink(path);
}

static void open_program(int cols, int rows)
{
    char *argv[] = {program, path, NULL};
    pseudo_open(&pseudo, cols, rows, NULL, argv);
}

/* What `mems render` prints for a step, to be freed. */
static char *rendered(const char *file, const char *options, int step, int cols, int rows)
{
    char command[2200], buffer[4096];
    char *text = NULL;
    size_t size, length;
    snprintf(command, sizeof command, "%s render %s %s --at %d --size %dx%d --to text",
             program, file, options, step, cols, rows);
    FILE *from = popen(command, "r"), *out = open_memstream(&text, &size);
    ck_assert(from && out);
    while ((length = fread(buffer, 1, sizeof buffer, from)) > 0)
        fwrite(buffer, 1, length, out);
    ck_assert_int_eq(pclose(from), 0);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* At the start a screen says in the story, and a picture does not, which key to press. */
static char *hinted(const char *text)
{
    static const char story[] = "an empty heap: nothing is mapped yet";
    const char *end = strstr(text, story);
    char *with = NULL;
    size_t size;
    ck_assert_ptr_nonnull(end);
    end += strlen(story);
    FILE *out = open_memstream(&with, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "%.*s; → makes the first step%s", (int)(end - text), text, end);
    ck_assert_int_eq(fclose(out), 0);
    return with;
}

static void wait_for_step(int step, int cols, int rows)
{
    char *text = rendered(path, "", step, cols, rows);
    char *with = step == 0 ? hinted(text) : NULL;
    pseudo_wait_above(&pseudo, with != NULL ? with : text);
    free(with);
    free(text);
}

static void quit(void)
{
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "[exit 0]");
    pseudo_assert_sane(&pseudo);
}

START_TEST(it_steps_and_quits)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    ck_assert(pseudo.alternate);
    ck_assert(!pseudo.cursor);
    pseudo_type(&pseudo, RIGHT);
    wait_for_step(1, 80, 24);
    pseudo_type(&pseudo, RIGHT RIGHT RIGHT);
    wait_for_step(4, 80, 24);
    pseudo_type(&pseudo, LEFT);
    wait_for_step(3, 80, 24);
    pseudo_type(&pseudo, "\033[F");
    wait_for_step(6, 80, 24);
    quit();
}
END_TEST

/* What stands for an arrow there is another key. */
START_TEST(without_utf8_its_keys_are_words)
{
    char *argv[] = {program, path, "--ascii", NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_wait(&pseudo, "Right step  Left back");
    pseudo_type(&pseudo, RIGHT);
    pseudo_wait(&pseudo, "malloc A 1,000 -> 1000: ");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "[exit 0]");
}
END_TEST

START_TEST(without_colours_it_has_no_themes)
{
    setenv("NO_COLOR", "1", 1);
    open_program(80, 24);
    pseudo_wait(&pseudo, "step 0/6");
    pseudo_type(&pseudo, "T");
    pseudo_wait(&pseudo, "there are no colours here");
    unsetenv("NO_COLOR");
    quit();
}
END_TEST

START_TEST(it_races)
{
    char *argv[] = {program, "race", path, "--page-size", "1000,4096", NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_wait(&pseudo, "d goes to the next difference");
    pseudo_type(&pseudo, "d");
    char *text = rendered(path, "--do 'race page 1000,4096'", 2, 80, 24);
    pseudo_wait_above(&pseudo, text);
    free(text);
    pseudo_type(&pseudo, "c" RIGHT);
    wait_for_step(3, 80, 24);
    pseudo_type(&pseudo, "c");
    pseudo_wait(&pseudo, "no block lands differently");
    quit();
}
END_TEST

START_TEST(it_asks)
{
    char *argv[] = {program, "quiz", path, "--questions", "1", "--transcript", "-", NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_wait(&pseudo, "question 1 of 1");
    pseudo_type(&pseudo, RIGHT); /* chooses, and does not step */
    pseudo_wait(&pseudo, "\342\226\266 1");
    pseudo_type(&pseudo, "\r");
    pseudo_wait(&pseudo, "of 1 right");
    pseudo_type(&pseudo, "\r");
    pseudo_wait(&pseudo, "The quiz is over");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "of 1 points; the longest streak");
    pseudo_wait(&pseudo, "[exit 0]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

START_TEST(it_follows_every_resize)
{
    static const int sizes[][2] = {{100, 30}, {60, 20}, {20, 5}, {200, 60}, {81, 25}, {80, 24}};
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    pseudo_type(&pseudo, RIGHT RIGHT);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pseudo_resize(&pseudo, sizes[i][0], sizes[i][1]);
        wait_for_step(2, sizes[i][0], sizes[i][1]);
    }
    for (int i = 0; i < 40; i++) /* many at once: the last one counts */
        pseudo_resize(&pseudo, 70 + i, 24 + i % 7);
    wait_for_step(2, 109, 28);
    quit();
}
END_TEST

/* A region for 24 rows may be on its way while the terminal is resized. */
START_TEST(a_region_left_over_does_no_harm)
{
    static const char region[] = "\033[1;24r";
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    pseudo_resize(&pseudo, 100, 29);
    wait_for_step(0, 100, 29);
    vterm_input_write(pseudo.vterm, region, sizeof region - 1);
    pseudo_resize(&pseudo, 100, 30);
    for (int step = 1; step <= 6; step++) {
        wait_for_step(step - 1, 100, 30);
        pseudo_type(&pseudo, RIGHT);
        wait_for_step(step, 100, 30);
    }
    quit();
}
END_TEST

START_TEST(it_stops_and_goes_on)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    pseudo_type(&pseudo, RIGHT);
    wait_for_step(1, 80, 24);
    for (int i = 0; i < 3; i++) {
        static const char *const stops[] = {"[stop 1]", "[stop 2]", "[stop 3]"};
        pseudo_type(&pseudo, "\032");
        pseudo_wait(&pseudo, stops[i]);
        pseudo_assert_sane(&pseudo);
        if (i == 1) /* a size that changed meanwhile */
            pseudo_resize(&pseudo, 90, 26);
        pseudo_type(&pseudo, "fg\n");
        wait_for_step(1, i ? 90 : 80, i ? 26 : 24);
    }
    pseudo_type(&pseudo, RIGHT);
    wait_for_step(2, 90, 26);
    quit();
}
END_TEST

/* Stopped from outside, where nothing can be put in order before. */
/* Time goes by, and none of it is played. */
START_TEST(playing_stops_with_it)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    pseudo_type(&pseudo, ":play 1\r");
    pseudo_wait(&pseudo, "1/s");
    pseudo_type(&pseudo, "\032");
    pseudo_wait(&pseudo, "[stop 1]");
    sleep(3);
    pseudo_type(&pseudo, "fg\n");
    pseudo_wait(&pseudo, "step 2/6");
    quit();
}
END_TEST

START_TEST(the_menu_shows_what_render_draws)
{
    char directory[1024], *argv[] = {program, NULL};
    const char *srcdir = getenv("srcdir");
    snprintf(directory, sizeof directory, "%s/workloads/lessons", srcdir ? srcdir : ".");
    setenv("MEMS_LESSONS", directory, 1);
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_wait(&pseudo, "a lesson");
    pseudo_type(&pseudo, "2\r");
    pseudo_wait(&pseudo, "makes the first step");
    pseudo_wait(&pseudo, "? help & views  q list");
    pseudo_type(&pseudo, RIGHT);
    char *text = rendered("2", "", 1, 80, 24);
    pseudo_wait_above(&pseudo, text);
    free(text);
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "a lesson");
    quit();
    unsetenv("MEMS_LESSONS");
}
END_TEST

static void read_state(const char *home, char *text, size_t size)
{
    char name[64];
    snprintf(name, sizeof name, "%s/mems/lessons", home);
    FILE *in = fopen(name, "r");
    ck_assert(in);
    text[fread(text, 1, size - 1, in)] = '\0';
    fclose(in);
}

/* How far one came, and what was answered the first time, is in the menu and on the
 * disk; a lesson that is opened by its name counts too, and what is typed does not. */
START_TEST(it_remembers_lessons)
{
    char home[] = "/tmp/mems-44-XXXXXX", command[64], text[200], directory[1024];
    char *menu[] = {program, NULL}, *by_name[] = {program, "splitting", NULL};
    const char *srcdir = getenv("srcdir");
    snprintf(directory, sizeof directory, "%s/workloads/lessons", srcdir ? srcdir : ".");
    ck_assert(mkdtemp(home));
    setenv("MEMS_LESSONS", directory, 1);
    setenv("XDG_STATE_HOME", home, 1);
    unsetenv("MEMS_STATE");
    pseudo_open(&pseudo, 80, 24, NULL, menu);
    pseudo_wait(&pseudo, "a lesson");
    pseudo_type(&pseudo, "3\r" RIGHT RIGHT RIGHT RIGHT);
    pseudo_wait(&pseudo, "Where does malloc D 400 land");
    pseudo_type(&pseudo, "1\r"); /* right */
    pseudo_wait(&pseudo, "1 of 1 right");
    pseudo_type(&pseudo, LEFT);
    pseudo_wait(&pseudo, "step 4/11");
    pseudo_type(&pseudo, "m");
    pseudo_wait(&pseudo, ":malloc");
    pseudo_type(&pseudo, "Z 1\r");
    pseudo_wait(&pseudo, "Z");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "5/11      1 of 2 right");
    quit();
    read_state(home, text, sizeof text);
    ck_assert_str_eq(text, "mems lessons 1\n5 11 1 2 splitting\n");
    pseudo_close(&pseudo);
    pseudo_open(&pseudo, 80, 24, NULL, by_name);
    pseudo_wait(&pseudo, "step 0/11");
    pseudo_wait(&pseudo, "? help & views  q quit");
    pseudo_type(&pseudo, "G");
    pseudo_wait(&pseudo, "step 11/11");
    quit();
    read_state(home, text, sizeof text);
    ck_assert_str_eq(text, "mems lessons 1\n11 11 1 2 splitting\n");
    pseudo_close(&pseudo);
    setenv("MEMS_STATE", "off", 1);
    pseudo_open(&pseudo, 80, 24, NULL, menu);
    pseudo_wait(&pseudo, "a lesson");
    pseudo_type(&pseudo, "2\r" RIGHT);
    pseudo_wait(&pseudo, "step 1/");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, ">  2  Two chains");
    pseudo_type(&pseudo, "\rG");
    pseudo_wait(&pseudo, "step 11/11");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, ">  3  Splitting a hole"); /* what was gone through leads to the next */
    quit();
    read_state(home, text, sizeof text);
    ck_assert_str_eq(text, "mems lessons 1\n11 11 1 2 splitting\n");
    unsetenv("MEMS_LESSONS");
    unsetenv("XDG_STATE_HOME");
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(it_draws_anew_after_a_stop_from_outside)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    kill(pseudo.job, SIGSTOP);
    pseudo_wait(&pseudo, "[stop 1]"); /* over the frame */
    pseudo_type(&pseudo, "fg\n");
    wait_for_step(0, 80, 24);
    quit();
}
END_TEST

static const int asking[] = {SIGTERM, SIGHUP, SIGINT};

START_TEST(asked_to_end_it_ends)
{
    char words[32];
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    kill(pseudo.job, asking[_i]);
    snprintf(words, sizeof words, "[exit %d]", 128 + asking[_i]);
    pseudo_wait(&pseudo, words);
    pseudo_assert_sane(&pseudo);
}
END_TEST

START_TEST(control_c_ends_it)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    pseudo_type(&pseudo, "\003");
    pseudo_wait(&pseudo, "[exit 130]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

static const int killing[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGUSR1};

/* It ends by the signal; under a sanitizer, by the sanitizer's report of it. */
START_TEST(killed_it_leaves_the_terminal_sane)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    kill(pseudo.job, killing[_i]);
    pseudo_wait(&pseudo, "]\n");
    pseudo_assert_sane(&pseudo);
}
END_TEST

START_TEST(without_a_terminal_it_ends)
{
    open_program(80, 24);
    wait_for_step(0, 80, 24);
    close(pseudo.master);
    pseudo_wait_end(&pseudo);
    pseudo.master = -1;
}
END_TEST

START_TEST(a_workload_may_come_through_standard_input)
{
    char *argv[] = {program, "-", NULL};
    pseudo_open(&pseudo, 80, 24, path, argv);
    pseudo_wait(&pseudo, "0/6");
    pseudo_type(&pseudo, RIGHT); /* keys still come from the terminal */
    pseudo_wait(&pseudo, "1/6");
    quit();
}
END_TEST

/* ---- A workload that comes slowly ---- */

static char fifo[64];
static int writer;

/* The program reads standard input, to which the test writes when it likes. */
static void open_slowly(void)
{
    char *argv[] = {program, "-", NULL};
    snprintf(fifo, sizeof fifo, "%s.fifo", path);
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    pseudo_open(&pseudo, 80, 24, fifo, argv);
    writer = open(fifo, O_WRONLY);
    unlink(fifo);
    ck_assert_int_ge(writer, 0);
}

static void feed(const char *text)
{
    ck_assert_int_eq((int)write(writer, text, strlen(text)), (int)strlen(text));
}

START_TEST(a_slow_workload_is_shown_as_it_comes)
{
    open_slowly();
    pseudo_wait(&pseudo, "waiting for more \u00B7 step 0/0");
    feed("page 100\nmalloc A 60\n");
    pseudo_wait(&pseudo, "step 1/1");
    pseudo_wait(&pseudo, "page 100");
    feed("malloc B 30\nmalloc C 7\nmal");
    pseudo_wait(&pseudo, "step 3/3"); /* it follows the newest */
    pseudo_type(&pseudo, LEFT);       /* while nothing comes, keys work */
    pseudo_wait(&pseudo, "step 2/3");
    pseudo_type(&pseudo, "m");
    pseudo_wait(&pseudo, "typing has to wait");
    feed("loc D 5\n");
    pseudo_wait(&pseudo, "waiting for more \u00B7 step 2/4");
    pseudo_type(&pseudo, "\033[F");
    pseudo_wait(&pseudo, "step 4/4");
    close(writer);
    pseudo_wait(&pseudo, "all of it is here: 4 operations");
    quit();
}
END_TEST

START_TEST(a_problem_that_comes_late)
{
    open_slowly();
    feed("malloc A 60\n");
    pseudo_wait(&pseudo, "step 1/1");
    feed("mallok B 3\n");
    close(writer);
    pseudo_wait(&pseudo, "line 2: 'mallok' is no word of the language");
    pseudo_type(&pseudo, "q");
    pseudo_wait(&pseudo, "standard input:2:1: 'mallok' is no word of the language");
    pseudo_wait(&pseudo, "1 problem; what comes before was shown");
    pseudo_wait(&pseudo, "[exit 2]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

START_TEST(escape_stops_a_slow_workload)
{
    open_slowly();
    feed("malloc A 60\nmalloc B 3\n");
    pseudo_wait(&pseudo, "step 2/2");
    pseudo_type(&pseudo, "\033");
    pseudo_wait(&pseudo, "2 operations are here");
    pseudo_type(&pseudo, ":free A\n");
    pseudo_wait(&pseudo, "step 3/3");
    quit();
    close(writer);
}
END_TEST

/* What is typed up to Ctrl-D is the workload, and then keys are keys. */
START_TEST(a_workload_may_be_typed)
{
    char *argv[] = {program, "-", NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_type(&pseudo, "malloc A 60\nmalloc B 5\n");
    pseudo_wait(&pseudo, "reading 23");
    pseudo_type(&pseudo, "\004");
    pseudo_wait(&pseudo, "step 0/2");
    pseudo_type(&pseudo, RIGHT);
    pseudo_wait(&pseudo, "step 1/2");
    quit();
}
END_TEST

START_TEST(control_c_stops_reading)
{
    char *argv[] = {program, "run", "-", NULL};
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_type(&pseudo, "malloc A 60\n");
    pseudo_wait(&pseudo, "reading 12"); /* bytes */
    pseudo_type(&pseudo, "\003");
    pseudo_wait(&pseudo, "mems: stopped while reading standard input, after line 1");
    pseudo_wait(&pseudo, "[signal 2]");
}
END_TEST

START_TEST(a_dumb_terminal_gets_lines)
{
    setenv("TERM", "dumb", 1);
    open_program(80, 24);
    pseudo_wait(&pseudo, "page 4,096");
    pseudo_assert_sane(&pseudo);
    pseudo_type(&pseudo, "q\n");
    pseudo_wait(&pseudo, "[exit 0]");
}
END_TEST

/* Enter goes from caption to caption, as a clicker does. */
START_TEST(a_dumb_terminal_is_presented_to)
{
    char *argv[] = {program, "present", path, NULL};
    setenv("TERM", "dumb", 1);
    pseudo_open(&pseudo, 80, 24, NULL, argv);
    pseudo_wait(&pseudo, "Enter steps");
    pseudo_type(&pseudo, "\n");
    pseudo_wait(&pseudo, "Nothing else fits.");
    pseudo_type(&pseudo, "q\n");
    pseudo_wait(&pseudo, "[exit 0]");
}
END_TEST

/* A bar that is wider than the terminal would leave its rows behind. */
START_TEST(a_bar_fits_a_narrow_terminal)
{
    char *argv[] = {program, "run", "-", "--totals", "--progress", NULL};
    FILE *file = fopen(path, "w");
    ck_assert(file != NULL);
    fputs("random 200000 seed 7 size 1..64 free 50%\n", file);
    ck_assert_int_eq(fclose(file), 0);
    pseudo_open(&pseudo, 50, 24, path, argv);
    pseudo_wait_above(&pseudo, "standard input: first fit, pages of 4096 bytes\n"
                               "  Operations              200,000  100,021 malloc,\n"
                               " 99,979 free\n"
                               "  Done                    200,000\n"
                               "  New nodes                     4\n"
                               "  Splits                   88,889\n"
                               "  Joins                    88,825\n"
                               "  Nodes                         4  of 4 pages\n"
                               "  Mapped                   16,384  bytes\n"
                               "  In use                    1,383  bytes in 42 blo\n"
                               "cks\n"
                               "  Unused                   15,001  bytes in 26 hol\n"
                               "es\n"
                               "  Largest hole              4,096  bytes\n"
                               "  Fragmentation              72.7  % = 1 - largest\n"
                               " hole / all holes = 1 - 4,096 / 15,001\n"
                               "  Peak mapped              16,384  bytes, first af\n"
                               "ter operation 175,227\n"
                               "  Peak in use              13,629  bytes, first af\n"
                               "ter operation 177,290\n"
                               "[exit 0]\n\n\n\n");
}
END_TEST

START_TEST(a_talk_waits_for_lines)
{
    char *argv[] = {program, "say", path, "--step", NULL};
    setenv("TERM", _i == 0 ? "dumb" : "xterm-256color", 1);
    pseudo_open(&pseudo, 120, 40, NULL, argv);
    pseudo_wait(&pseudo, "Ready:");
    pseudo_type(&pseudo, "\n");
    pseudo_wait(&pseudo, "Step 1: malloc A of 1000 bytes is placed at 1000 to 1999 in node 0");
    pseudo_type(&pseudo, "go 4\nwhere B\n");
    pseudo_wait(&pseudo, "No live block is called B");
    pseudo_type(&pseudo, "back\nwhere B\n");
    pseudo_wait(&pseudo, "Step 4 is undone.");
    pseudo_wait(&pseudo, "This is block B of 800 bytes, at 2000 to 2799 in node 0, page 0.");
    pseudo_assert_sane(&pseudo);
    pseudo_type(&pseudo, _i == 0 ? "quit\n" : "\004");
    pseudo_wait(&pseudo, "[exit 0]");
}
END_TEST

/* No word is cut at the edge, whatever size the terminal has just now. */
START_TEST(a_talk_breaks_lines_at_blanks)
{
    char *argv[] = {program, "say", path, "--step", NULL};
    pseudo_open(&pseudo, 50, 24, NULL, argv);
    pseudo_wait(&pseudo, "Ready:");
    pseudo_type(&pseudo, "\n");
    pseudo_wait(&pseudo, "Step 1: malloc A of 1000 bytes is placed at 1000\n"
                         "to 1999 in node 0: nothing is mapped yet: a new\n"
                         "node of 1 page; 3096 bytes stay a hole.\nReady:");
    pseudo_resize(&pseudo, 80, 24);
    pseudo_type(&pseudo, "help\n");
    pseudo_wait(&pseudo, "Ready: help\n"
                         "Enter alone goes on to the next stop, or, where there is none, by 1 operation.");
    pseudo_wait(&pseudo, "whatever\nwas to come; undo returns to that.");
    pseudo_wait(&pseudo, "such as b, v or w.\nReady:");
    pseudo_type(&pseudo, "quit\n");
    pseudo_wait(&pseudo, "[exit 0]");
}
END_TEST

START_TEST(control_c_ends_an_answer_then_the_talk)
{
    char *argv[] = {program, "say", path, "--at", "end", NULL};
    FILE *file = fopen(path, "w");
    ck_assert(file != NULL);
    fputs("random 20000 seed 7 size 1..4096 free 33%\n", file);
    ck_assert_int_eq(fclose(file), 0);
    pseudo_open(&pseudo, 120, 40, NULL, argv);
    pseudo_wait(&pseudo, "Ready:");
    pseudo_type(&pseudo, "layout all\n");
    pseudo_wait(&pseudo, ": block "); /* thousands of them; nobody reads on */
    pseudo_type(&pseudo, "\003");
    pseudo_wait(&pseudo, "That was stopped.\nReady:");
    pseudo_type(&pseudo, "zork\n");
    pseudo_wait(&pseudo, "There is no word zork; help lists the words.\nReady:");
    pseudo_type(&pseudo, "\003");
    pseudo_wait(&pseudo, "[signal 2]");
    pseudo_assert_sane(&pseudo);
}
END_TEST

int main(void)
{
    signal(SIGHUP, SIG_DFL); /* a caller may ignore them, and they would stay so */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    Suite *suite = suite_create("44-terminal");
    TCase *tcase = tcase_create("terminal");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, it_steps_and_quits);
    tcase_add_test(tcase, without_utf8_its_keys_are_words);
    tcase_add_test(tcase, without_colours_it_has_no_themes);
    tcase_add_test(tcase, it_races);
    tcase_add_test(tcase, it_asks);
    tcase_add_test(tcase, it_follows_every_resize);
    tcase_add_test(tcase, a_region_left_over_does_no_harm);
    tcase_add_test(tcase, it_stops_and_goes_on);
    tcase_add_test(tcase, playing_stops_with_it);
    tcase_add_test(tcase, the_menu_shows_what_render_draws);
    tcase_add_test(tcase, it_remembers_lessons);
    tcase_add_test(tcase, it_draws_anew_after_a_stop_from_outside);
    tcase_add_loop_test(tcase, asked_to_end_it_ends, 0, 3);
    tcase_add_test(tcase, control_c_ends_it);
    tcase_add_loop_test(tcase, killed_it_leaves_the_terminal_sane, 0, 7);
    tcase_add_test(tcase, without_a_terminal_it_ends);
    tcase_add_test(tcase, a_workload_may_come_through_standard_input);
    tcase_add_test(tcase, a_slow_workload_is_shown_as_it_comes);
    tcase_add_test(tcase, a_problem_that_comes_late);
    tcase_add_test(tcase, escape_stops_a_slow_workload);
    tcase_add_test(tcase, a_workload_may_be_typed);
    tcase_add_test(tcase, control_c_stops_reading);
    tcase_add_test(tcase, a_dumb_terminal_gets_lines);
    tcase_add_test(tcase, a_dumb_terminal_is_presented_to);
    tcase_add_test(tcase, a_bar_fits_a_narrow_terminal);
    tcase_add_loop_test(tcase, a_talk_waits_for_lines, 0, 2);
    tcase_add_test(tcase, a_talk_breaks_lines_at_blanks);
    tcase_add_test(tcase, control_c_ends_an_answer_then_the_talk);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
