/* 23-problems.c: every problem of a workload with its words, its place and its
 * caret, and input from strangers: never a crash, only printable texts. */
#include "require.h"
#include "trace_text.h"
#include "utf8.h"
#include "run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX WORKLOAD_LINE_MAX

static const struct bad { const char *line, *message; } bad_lines[] = {
    { "mallok A 1", "1: 'mallok' is no word of the language; did you mean 'malloc'?" },
    { "  reealloc A", "3: 'reealloc' is no word of the language; did you mean 'realloc'?" },
    { "gte A", "1: 'gte' is no word of the language; did you mean 'get'?" },
    { "x A", "1: 'x' is no word of the language; expected malloc, free, realloc, get, write, "
      "policy, say, note, mark, stop, ?, expect, random, page, start, align or join" },
    { "\"A\"", "1: '\"' is no word of the language; expected malloc, free, realloc, get, write, "
      "policy, say, note, mark, stop, ?, expect, random, page, start, align or join" },
    { "malloc", "7: a name is missing; expected a name such as A, buf or 17: letters, digits, _ . -" },
    { "malloc # A 1", "8: a name is missing; expected a name such as A, buf or 17: letters, digits, "
      "_ . -" },
    { "malloc -A 1", "8: '-A' is not a name; expected a name such as A, buf or 17: letters, digits, "
      "_ . -" },
    { "malloc A$ 1", "9: 'A$' is not a name; expected a name such as A, buf or 17: letters, digits, "
      "_ . -" },
    { "malloc A+4 1", "9: 'A+4' is not a name; expected a name such as A, buf or 17: letters, "
      "digits, _ . -" },
    { "malloc aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg 1",
      "8: the name is too long; expected 64 bytes at most" },
    { "malloc A", "9: a size is missing; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A 25o*4", "12: '25o*4' is not a size; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A -1", "10: '-1' is not a size; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A 4*", "12: '4*' is not a size; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A 4KB", "12: '4KB' is not a size; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A 0x10", "11: '0x10' is not a size; expected bytes such as 400, 250*4 or 4K" },
    { "malloc A 18446744073709551616",
      "10: the number is too large; expected 18446744073709551615 at most" },
    { "malloc A 4294967296*4294967296",
      "10: the number is too large; expected 18446744073709551615 at most" },
    { "malloc A 17179869184G",
      "10: the number is too large; expected 18446744073709551615 at most" },
    { "random 18446744073709551616 seed 1 size 1..2 free 3%",
      "8: the number is too large; expected 18446744073709551615 at most" },
    { "malloc A 1 2", "12: '2' does not belong here; expected the end of the line" },
    { "free A B", "8: 'B' does not belong here; expected the end of the line" },
    { "free @", "7: an address is missing; expected @1000 or @0x3e8" },
    { "free @ 5", "7: an address is missing; expected @1000 or @0x3e8" },
    { "free @x", "7: 'x' is not an address; expected an address such as 1000 or 0x3e8" },
    { "free @0x", "9: '0x' is not an address; expected an address such as 1000 or 0x3e8" },
    { "free A+", "8: an offset is missing; expected bytes such as 4 or 0x10" },
    { "free A+ 4", "8: an offset is missing; expected bytes such as 4 or 0x10" },
    { "free A+4+4", "9: '4+4' is not an offset; expected bytes such as 4 or 0x10" },
    { "free @18446744073709551615+1",
      "6: the place is outside every address space; expected 18446744073709551615 at most" },
    { "write A", "8: a value is missing; expected an int, or \"...\" in double quotes" },
    { "write A x", "9: 'x' is not a value; expected an int such as 200, -1 or 0xff, or a text" },
    { "write A -", "9: '-' is not a value; expected an int such as 200, -1 or 0xff, or a text" },
    { "write A -0x1", "9: '-0x1' is not a value; expected an int such as 200, -1 or 0xff, or a text" },
    { "write A 2147483648", "9: '2147483648' does not fit in an int; expected -2147483648 to "
      "2147483647, or 0x0 to 0xffffffff" },
    { "write A -2147483649", "9: '-2147483649' does not fit in an int; expected -2147483648 to "
      "2147483647, or 0x0 to 0xffffffff" },
    { "write A 0x100000000", "9: '0x100000000' does not fit in an int; expected -2147483648 to "
      "2147483647, or 0x0 to 0xffffffff" },
    { "write A \"abc", "9: the text is not closed; expected \" at the text's end" },
    { "write A \"a\\", "11: a backslash before something else; expected \\\" \\\\ or \\n" },
    { "say \"a\\t\"", "7: a backslash before something else; expected \\\" \\\\ or \\n" },
    { "say \"a\x1b[31m\"", "7: a control character in a text; expected printable characters" },
    { "say \"a\tb\"", "7: a control character in a text; expected printable characters" },
    { "say \"\xe2\x80\xae\"", "6: a control character in a text; expected printable characters" },
    { "say \"\xff\"", "6: a byte that is no character in a text; expected UTF-8" },
    { "say", "4: a text is missing; expected \"...\" in double quotes" },
    { "say hello", "5: 'hello' is not a text; expected \"...\" in double quotes" },
    { "say \"a\" b", "9: 'b' does not belong here; expected the end of the line" },
    { "mark", "5: a text is missing; expected \"...\" in double quotes" },
    { "stop here", "6: 'here' does not belong here; expected the end of the line" },
    { "policy", "7: a policy is missing; expected first, next, best or worst" },
    { "policy last", "8: 'last' is not a policy; expected first, next, best or worst" },
    { "page 0", "6: a page size must be from 1 to 1073741824 bytes" },
    { "page 2G", "6: a page size must be from 1 to 1073741824 bytes" },
    { "start 0", "7: the first address must be from 1 to 1099511627776" },
    { "start 1K", "8: '1K' is not an address; expected an address such as 1000 or 0x3e8" },
    { "align 3", "7: an alignment must be a power of two from 1 to 4096" },
    { "align 8192", "7: an alignment must be a power of two from 1 to 4096" },
    { "join", "5: on or off is missing; expected on or off" },
    { "join maybe", "6: 'maybe' is neither on nor off; expected on or off" },
    { "expect", "7: an expectation is missing; expected NAME at ADDRESS, NAME gone, fails, or holes, "
      "blocks, nodes, pages, used, unused or largest and a number" },
    { "expect A", "9: it is not said what to expect of the block; expected 'at' and an address, or "
      "'gone'" },
    { "expect A at", "12: an address is missing; expected an address such as 1000 or 0x3e8" },
    { "expect A+4 at 5", "9: 'A+4' is not a name; expected a name such as A, buf or 17: letters, "
      "digits, _ . -" },
    { "expect holes", "13: a size is missing; expected bytes such as 400, 250*4 or 4K" },
    { "random", "7: a size is missing; expected bytes such as 400, 250*4 or 4K" },
    { "random 0 seed 1 size 1..2 free 3%", "8: 0 operations are too few; expected 1 or more, and "
      "33554431 operations at most in all" },
    { "random 33554432 seed 1 size 1..2 free 3%", "8: 33554432 operations are too many; expected 1 "
      "or more, and 33554431 operations at most in all" },
    { "random 5 sed", "10: 'sed' is not 'seed'; expected seed" },
    { "random 5 seed", "14: an address is missing; expected an address such as 1000 or 0x3e8" },
    { "random 5 seed 1", "16: 'size' is missing; expected size" },
    { "random 5 seed 1 size 4", "23: the sizes are not a range; expected LOW..HIGH such as 1..4096" },
    { "random 5 seed 1 size 4..", "25: the range has no end; expected LOW..HIGH such as 1..4096" },
    { "random 5 seed 1 size 3..2 free 3%", "25: the range is upside down; expected LOW..HIGH such as "
      "1..4096" },
    { "random 5 seed 1 size 1..2 free 101%", "32: the share of frees is not a percentage; expected "
      "0% to 100%" },
    { "random 5 seed 1 size 1..2 free 5", "32: the share of frees is not a percentage; expected 0% "
      "to 100%" },
    { "1 2 3 4 5", "1: '1' is no word of the language; expected malloc, free, realloc, get, write, "
      "policy, say, note, mark, stop, ?, expect, random, page, start, align or join" },
};

START_TEST(bad_line)
{
    const struct bad *bad = &bad_lines[_i];
    struct problems problems = problems_of(bad->line, strlen(bad->line));
    const struct problem *problem = &problems.list[0];
    char message[400];

    snprintf(message, sizeof message, "%u: %s%s%s", problem->column, problem->what,
             problem->expected[0] != '\0' ? "; expected " : "", problem->expected);
    ck_assert_str_eq(message, bad->message);
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_uint_eq(problem->line, 1);
    if (strpbrk(bad->line, "\t\x1b\xe2\xff") == NULL) {
        ck_assert_str_eq(problem->source, bad->line);
        ck_assert_uint_eq(problem->caret, problem->column - 1);
    }
}
END_TEST

/* The one problem of several lines, which are to be read in order. */
static void check_problem(const char *text, uint64_t line, uint32_t column, const char *what)
{
    struct problems problems = problems_of(text, strlen(text));

    ck_assert_uint_eq(problems.count, 1);
    ck_assert_uint_eq(problems.list[0].line, line);
    ck_assert_uint_eq(problems.list[0].column, column);
    ck_assert_str_eq(problems.list[0].what, what);
}

START_TEST(settings_come_first_and_once)
{
    check_problem("malloc A 1\n page 100\n", 2, 2, "'page' comes too late");
    check_problem("page 100\nsay \"x\"\npage 200\n", 3, 1, "'page' was already set in line 1");
    check_problem("policy best\npolicy best\n", 2, 1, "'policy' was already set in line 1");
    check_problem("random 1 seed 1 size 1..1 free 1%\njoin on\n", 2, 1, "'join' comes too late");
    check_problem("say \"x\"\n12\n", 2, 1, "'12' is no word of the language");
}
END_TEST

START_TEST(all_problems_are_told)
{
    static const char text[] = "malloc A\nmalloc B 1\n\nfree\nbad line\n";
    char many[25 * 2 + 1] = "", *printed = NULL;
    struct problems problems = problems_of(text, sizeof text - 1);
    size_t size;
    FILE *out = open_memstream(&printed, &size);

    ck_assert_uint_eq(problems.count, 3);
    ck_assert(!problems.more);
    problems_print(&problems, "a\x1b.mems", out);
    fclose(out);
    ck_assert_str_eq(printed,
        "a\\x1b.mems:1:9: a size is missing; expected bytes such as 400, 250*4 or 4K\n"
        "    malloc A\n"
        "            ^\n"
        "a\\x1b.mems:4:5: a name is missing; expected a name such as A, buf or 17: letters, digits, "
        "_ . -\n"
        "    free\n"
        "        ^\n"
        "a\\x1b.mems:5:1: 'bad' is no word of the language; expected malloc, free, realloc, get, "
        "write, policy, say, note, mark, stop, ?, expect, random, page, start, align or join\n"
        "    bad line\n"
        "    ^\n");
    free(printed);
    for (int i = 0; i < 20; i++)
        strcat(many, "x\n");
    problems = problems_of(many, strlen(many));
    ck_assert_uint_eq(problems.count, 20);
    ck_assert(!problems.more);
    strcat(many, "x\n");
    problems = problems_of(many, strlen(many));
    ck_assert_uint_eq(problems.count, 20);
    ck_assert(problems.more);
}
END_TEST

/* ---- Excerpts ---- */

static void check_excerpt(const char *line, const char *source, uint32_t caret)
{
    struct problems problems = problems_of(line, strlen(line));

    ck_assert_str_eq(problems.list[0].source, source);
    ck_assert_uint_eq(problems.list[0].caret, caret);
}

START_TEST(excerpts_show_what_cannot_be_shown)
{
    check_excerpt("\tmalloc\tA x", " malloc A x", 10);
    check_excerpt("say \"\x01\x7f\" x", "say \"\\x01\\x7f\" x", 5);
    check_excerpt("\xff malloc", "\\xff malloc", 0);
    check_excerpt("malloc \xe5\xa4\xa7 gr\xc3\xb6\xc3\x9f", "malloc \xe5\xa4\xa7 gr\xc3\xb6\xc3\x9f",
                  10); /* a wide character takes two columns */
    check_excerpt("malloc e\xcc\x81 x", "malloc e\xcc\x81 x", 9); /* a combining one none */
    check_excerpt("malloc A\r x\r\n", "malloc A\\x0d x", 8);
}
END_TEST

/* In a line of ASCII of any length, the caret is under the very byte. */
START_TEST(carets_of_long_lines)
{
    char line[3000];

    for (size_t blanks = 0; blanks < 2900; blanks += blanks < 200 ? 1 : 37) {
        for (size_t rest = 0; rest < 200; rest += 7) {
            size_t at = (size_t)snprintf(line, sizeof line, "free A%*s$", (int)blanks + 1, "") - 1;
            struct problems problems;

            if (at + rest + 1 >= sizeof line)
                continue;
            memset(line + at + 1, 'z', rest);
            line[at + 1 + rest] = '\0';
            problems = problems_of(line, strlen(line));
            REQUIRE(problems.list[0].column == at + 1);
            REQUIRE(problems.list[0].source[problems.list[0].caret] == '$');
        }
    }
}
END_TEST

/* ---- Strangers ---- */

static void check_printable(const char *text)
{
    size_t length = strlen(text), taken;
    uint32_t code;

    for (size_t at = 0; at < length; at += taken) {
        taken = utf8_decode(text + at, length - at, &code);
        REQUIRE_MSG(taken > 0 && utf8_is_shown(code), "byte %zu of '%s'", at, text);
    }
}

static void check_all_printable(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        check_printable(problems->list[i].what);
        check_printable(problems->list[i].expected);
        check_printable(problems->list[i].source);
        REQUIRE(problems->list[i].caret < sizeof problems->list[i].source);
        REQUIRE(problems->list[i].line >= 1);
    }
}

START_TEST(nul_bytes)
{
    struct problems problems = problems_of("malloc A 1\0\nfree\0 A\n\0", 21);

    ck_assert_uint_eq(problems.count, 3);
    ck_assert_str_eq(problems.list[0].what, "a NUL byte");
    ck_assert_uint_eq(problems.list[0].column, 11);
    ck_assert_str_eq(problems.list[1].source, "free\\x00 A");
    ck_assert_uint_eq(problems.list[1].caret, 4);
    ck_assert_uint_eq(problems.list[2].line, 3);
    check_all_printable(&problems);
}
END_TEST

START_TEST(long_lines)
{
    size_t size = 10000000;
    char *line = malloc(size);
    struct problems problems;
    struct ops *ops;

    memset(line, 'x', size);
    problems = problems_of(line, size);
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_str_eq(problems.list[0].what, "the line is too long");
    ck_assert_uint_eq(problems.list[0].column, LINE_MAX + 1);
    memset(line, ' ', size);
    line[LINE_MAX] = '\0';
    ops = ops_of(line);
    ops_close(ops);
    line[LINE_MAX] = ' ';
    problems = problems_of(line, LINE_MAX + 1);
    ck_assert_str_eq(problems.list[0].what, "the line is too long");
    line[LINE_MAX + 1] = '\n';
    problems = problems_of(line, LINE_MAX + 2);
    ck_assert_str_eq(problems.list[0].what, "the line is too long");
    free(line);
}
END_TEST

/* A stream that never ends, or fails. */
struct endless { const char *pattern; size_t length, at; uint64_t state; bool fails; };

static ssize_t read_endless(void *cookie, char *buffer, size_t size)
{
    struct endless *endless = cookie;

    if (endless->fails)
        return -1;
    for (size_t i = 0, run; i < size; i += run) {
        run = 1;
        if (endless->pattern == NULL) {
            endless->state = endless->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            buffer[i] = (char)(endless->state >> 56);
            continue;
        }
        run = endless->length - endless->at < size - i ? endless->length - endless->at : size - i;
        memcpy(buffer + i, endless->pattern + endless->at, run);
        endless->at = (endless->at + run) % endless->length;
    }
    return (ssize_t)size;
}

static struct problems read_stream(struct endless endless, workload_progress *progress)
{
    cookie_io_functions_t functions = { .read = read_endless };
    FILE *in = fopencookie(&endless, "r", functions);
    struct ops *ops = ops_open();
    struct problems problems;

    ck_assert(!workload_read(ops, in, &problems, progress, NULL));
    ck_assert_uint_eq(ops_count(ops), 1);
    check_all_printable(&problems);
    ops_close(ops);
    fclose(in);
    return problems;
}

static bool stop_soon(void *user, uint64_t bytes)
{
    (void)user;
    return bytes < 1000000;
}

START_TEST(endless_streams)
{
    static char comment[60000];
    struct problems problems;

    problems = read_stream((struct endless){ .pattern = "\0", .length = 1 }, NULL);
    ck_assert_str_eq(problems.list[0].what, "not a workload: binary data");
    ck_assert_uint_eq(problems.count, 1);
    problems = read_stream((struct endless){ .pattern = "abc ", .length = 4 }, NULL);
    ck_assert_str_eq(problems.list[0].what, "the line is too long");
    problems = read_stream((struct endless){ .pattern = "junk\n", .length = 5 }, NULL);
    ck_assert(problems.more);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        problems = read_stream((struct endless){ .state = seed }, NULL);
        ck_assert_str_eq(problems.list[0].what, "not a workload: binary data");
        ck_assert_uint_eq(problems.count, 1);
    }
    memset(comment, '#', sizeof comment);
    comment[sizeof comment - 1] = '\n';
    problems = read_stream((struct endless){ .pattern = comment, .length = sizeof comment }, NULL);
    ck_assert_str_eq(problems.list[0].what, "the workload is too long");
    problems = read_stream((struct endless){ .pattern = "a 1 1\n", .length = 6 }, stop_soon);
    ck_assert_str_eq(problems.list[0].what, "the reading was stopped");
    problems = read_stream((struct endless){ .fails = true }, NULL);
    ck_assert_uint_eq(problems.count, 1);
}
END_TEST

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Pieces of the language and of garbage in any order. Whatever is read without
 * a problem is run too. */
START_TEST(garbage)
{
    static const char *const pieces[] = {
        "malloc", "free", "realloc", "get", "write", "policy", "say", "note", "mark", "stop",
        "expect", "random", "page", "start", "align", "join", "a", "r", "f", "on", "off", "best", "A", "B",
        "17", "-1", "@1000", "@", "+", "+4", "0x", "0x3e8", "*", "4K", "99999999999999999999", "3G",
        "\"text\"", "\"", "\\", "..", "1..9", "33%", "seed", "size", "at", "gone", "fails", "holes",
        "#", "\xff", "\xc3\xb6", "\xe2\x80\xae", "\x1b[2J", "\t", "\r", "\n", "\n", "\n",
    };
    uint64_t seed = (uint64_t)_i + 1, state = seed * 977;

    for (int round = 0; round < 200; round++) {
        char text[1000] = "";
        struct ops *ops = ops_open();
        struct problems problems;
        FILE *in;

        for (uint64_t i = next(&state) % 40; i > 0; i--) {
            strcat(text, pieces[next(&state) % (sizeof pieces / sizeof pieces[0])]);
            if (next(&state) % 4 > 0)
                strcat(text, " ");
        }
        strcat(text, "\n");
        in = fmemopen(text, strlen(text), "r");
        if (!workload_read(ops, in, &problems, NULL, NULL)) {
            check_all_printable(&problems);
            REQUIRE_MSG(ops_count(ops) == 1, "seed %llu", (unsigned long long)seed);
            ops_close(ops);
        } else {
            struct timeline *timeline = timeline_of(ops);

            timeline_seek(timeline, UINT32_MAX);
            timeline_seek(timeline, 0);
            REQUIRE(mems_heap_check(timeline_heap(timeline), NULL) == MEMS_SOUND);
            close_both(timeline);
        }
        fclose(in);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("problems");
    TCase *cases = tcase_create("problems");

    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, bad_line, 0, (int)(sizeof bad_lines / sizeof bad_lines[0]));
    tcase_add_test(cases, settings_come_first_and_once);
    tcase_add_test(cases, all_problems_are_told);
    tcase_add_test(cases, excerpts_show_what_cannot_be_shown);
    tcase_add_test(cases, carets_of_long_lines);
    tcase_add_test(cases, nul_bytes);
    tcase_add_test(cases, long_lines);
    tcase_add_test(cases, endless_streams);
    tcase_add_loop_test(cases, garbage, 0, 20);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
