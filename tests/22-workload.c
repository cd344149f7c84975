/* 22-workload.c: every statement of the language, and real traces. */
#include "trace_text.h"
#include "digest.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The operations of a workload, as they are printed, one a line. */
static void check_ops(const char *text, const char *expected)
{
    struct ops *ops = ops_of(text);
    char all[2000] = "", line[200];

    for (size_t i = 1; i < ops_count(ops); i++) {
        struct op op = ops_at(ops, i);

        ops_print(ops, &op, line, sizeof line);
        strcat(strcat(all, line), "\n");
    }
    ck_assert_str_eq(all, expected);
    ops_close(ops);
}

START_TEST(operations)
{
    check_ops("malloc A 400\nfree A\nrealloc B_2.x-y 5\nget A\nwrite A 7\n",
              "malloc A 400\nfree A\nrealloc B_2.x-y 5\nget A\nwrite A 7\n");
    check_ops("a 0 8\nr 0 16\nf 0\n", "malloc 0 8\nrealloc 0 16\nfree 0\n");
    check_ops("f -1\nmalloc A 1\npolicy worst\n", "free @0\nmalloc A 1\npolicy worst\n");
}
END_TEST

START_TEST(sizes)
{
    check_ops("malloc A 250*4\nmalloc A 4K*3\nmalloc A 1k\nmalloc A 2M\nmalloc A 3G\n",
              "malloc A 1000\nmalloc A 12288\nmalloc A 1024\nmalloc A 2097152\nmalloc A 3221225472\n");
    check_ops("malloc A 2 * 3 *4\nmalloc A 0\nmalloc A 0*99\nmalloc A 007\n",
              "malloc A 24\nmalloc A 0\nmalloc A 0\nmalloc A 7\n");
    check_ops("malloc A 18446744073709551615\nmalloc A 4294967296*4294967295\n",
              "malloc A 18446744073709551615\nmalloc A 18446744069414584320\n");
}
END_TEST

START_TEST(places)
{
    check_ops("free A+4\nfree @1000\nfree @0x3e8+0x10\nget 17+3\nget @0\nwrite @1000+1 2\n",
              "free A+4\nfree @1000\nfree @1016\nget 17+3\nget @0\nwrite @1001 2\n");
    check_ops("get A+18446744073709551615\nget A+0\n", "get A+18446744073709551615\nget A\n");
}
END_TEST

START_TEST(values)
{
    check_ops("write A -2147483648\nwrite A 2147483647\nwrite A 0xffffffff\nwrite A -0\n",
              "write A -2147483648\nwrite A 2147483647\nwrite A -1\nwrite A 0\n");
    check_ops("write A \"# \\\"b\\\" \\\\ \\n\"# comment\nwrite A \"\"\n",
              "write A \"# \\\"b\\\" \\\\ \\n\"\nwrite A \"\"\n");
}
END_TEST

START_TEST(names)
{
    check_ops("malloc gr\xc3\xb6\xc3\x9f" "e 1\nmalloc \xe5\xa4\xa7 1\nmalloc 17 1\nmalloc _ 1\n",
              "malloc gr\xc3\xb6\xc3\x9f" "e 1\nmalloc \xe5\xa4\xa7 1\nmalloc 17 1\nmalloc _ 1\n");
    check_ops("malloc aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd 1\n",
              "malloc aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd 1\n");
}
END_TEST

START_TEST(layout_of_lines)
{
    check_ops("", "");
    check_ops("\n\n# nothing\n   \t\n", "");
    check_ops("\xef\xbb\xbf" "malloc A 1\n", "malloc A 1\n");
    check_ops("  malloc\tA   1   # one\r\n\r\nfree A#two\r\nget A", "malloc A 1\nfree A\nget A\n");
}
END_TEST

/* Lines of recordings, and lines that only look like them. */
START_TEST(plain_lines)
{
    check_ops("a 1 2\r\nr 1 3\r\nf 1\r\n", "malloc 1 2\nrealloc 1 3\nfree 1\n");
    check_ops("a 007 008\na 7 8\nf 007", "malloc 007 8\nmalloc 7 8\nfree 007\n");
    check_ops(" a 1 2\na  1 2\na 1  2\na\t1 2\na 1 2 \n",
              "malloc 1 2\nmalloc 1 2\nmalloc 1 2\nmalloc 1 2\nmalloc 1 2\n");
    check_ops("a 1 4K\na 1 2*3\na 1 2#\nf 1+4\nf 1 # x\nf -1\n",
              "malloc 1 4096\nmalloc 1 6\nmalloc 1 2\nfree 1+4\nfree 1\nfree @0\n");
    check_ops("a 123456789 1\na 1234567890 1\nf 12x\n",
              "malloc 123456789 1\nmalloc 1234567890 1\nfree 12x\n");
    check_ops("a 1 999999999999999999\na 1 1234567890123456789\n",
              "malloc 1 999999999999999999\nmalloc 1 1234567890123456789\n");
}
END_TEST

START_TEST(plain_lines_leave_no_names)
{
    struct ops *ops = ops_of("a 1 2\nf 12x\nf 3+4\n");
    uint32_t id;

    ck_assert(!ops_find_name(ops, "12", 2, &id));
    ck_assert_uint_eq(ops_name_count(ops), 3);
    ops_close(ops);
}
END_TEST

START_TEST(settings)
{
    struct ops *ops = ops_of("page 8K\nstart 0x1000\nsay \"not an operation\"\nalign 16\njoin off\n"
                             "policy best\nmalloc A 1\npolicy next\n");
    const struct mems_options *options = ops_options_view(ops);

    ck_assert_uint_eq(options->page_size, 8192);
    ck_assert_uint_eq(options->start, 4096);
    ck_assert_uint_eq(options->align, 16);
    ck_assert_int_eq(options->policy, MEMS_BEST_FIT);
    ck_assert(!options->join);
    ck_assert_uint_eq(ops_count(ops), 3);
    ck_assert_uint_eq(ops_at(ops, 2).size, MEMS_NEXT_FIT);
    ops_close(ops);
    ops = ops_of("join on\npage 1\nstart 1\nalign 4096\npolicy worst\n");
    ck_assert(ops_options(ops)->join);
    ck_assert_uint_eq(ops_options(ops)->page_size, 1);
    ops_close(ops);
}
END_TEST

START_TEST(notes)
{
    struct ops *ops = ops_of("say \"before all\"\nmalloc A 1\nsay \"\xe2\x9c\x93 two\\nlines\"\n"
                             "say \"\"\nmark part.2\nmark \"part three\"\nstop\n");
    static const enum note_kind kinds[] = { NOTE_SAY, NOTE_SAY, NOTE_SAY, NOTE_MARK, NOTE_MARK,
                                            NOTE_STOP };
    static const char *const texts[] = { "before all", "\xe2\x9c\x93 two\nlines", "", "part.2",
                                         "part three" };

    ck_assert_uint_eq(ops_note_count(ops), 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(ops_note(ops, i)->kind, kinds[i]);
        ck_assert_uint_eq(ops_note(ops, i)->step, i > 0);
        ck_assert_uint_eq(ops_note(ops, i)->line, i > 0 ? i + 2 : 1);
        if (i < 5)
            ck_assert_str_eq(ops_text(ops, ops_note(ops, i)->text, NULL), texts[i]);
    }
    ops_close(ops);
}
END_TEST

/* For the speaker alone: beside captions, at the same steps. */
START_TEST(speakers_notes)
{
    struct ops *ops = ops_of("note \"begin slowly\"\nmalloc A 1\nsay \"A\"\n"
                             "note \"wait\\nfor hands\" # !\n"
                             "free A\nnote \"\"\n");
    static const char *const texts[] = { "begin slowly", "wait\nfor hands", "" };
    size_t at = 0;

    ck_assert_uint_eq(ops_note_count(ops), 4);
    for (uint32_t i = 0; i < 3; i++, at++) {
        at = ops_next_note(ops, NOTE_SPEAKER, at);
        ck_assert_uint_eq(ops_note(ops, at)->step, i);
        ck_assert_str_eq(ops_text(ops, ops_note(ops, at)->text, NULL), texts[i]);
        ck_assert_uint_eq(ops_note_rank(ops, NOTE_SPEAKER, at), i);
        ck_assert_uint_eq(ops_note_ranked(ops, NOTE_SPEAKER, i), at);
    }
    ck_assert_uint_eq(ops_next_note(ops, NOTE_SPEAKER, at), ops_note_count(ops));
    ck_assert_uint_eq(ops_note_rank(ops, NOTE_SPEAKER, ops_note_count(ops)), 3);
    ops_close(ops);
}
END_TEST

static uint64_t digest_of(const char *text)
{
    struct ops *ops = ops_of(text);
    uint64_t digest = ops_digest(ops);

    ops_close(ops);
    return digest;
}

START_TEST(a_digest_tells_workloads_apart)
{
    static const char *const others[] = {
        "", "malloc A 401\nfree A\n", "malloc B 400\nfree B\n", "malloc A 400\nfree A+1\n",
        "malloc A 400\n", "malloc A 400\nsay \"\"\nfree A\n", "malloc A 400\nfree A\nsay \"\"\n",
        "malloc A 400\nfree A\nstop\n", "malloc A 400\nfree A\nnote \"\"\n",
        "malloc A 400\nfree A\n?\n", "malloc A 400\nfree A\n? \"\"\n",
        "malloc A 400\nfree A\nsay \"a\"\nsay \"b\"\n", "malloc A 400\nfree A\nsay \"ab\"\n",
        "malloc A 400\nwrite A \"x\"\n", "malloc A 400\nwrite A \"y\"\n",
        "malloc A 400\nfree A\nexpect A gone\n", "malloc A 400\nfree A\nexpect holes 1\n",
        "malloc A 400\nfree A\nexpect holes 2\n",
    };
    uint64_t digest = digest_of("malloc A 400\nfree A\n");

    ck_assert(digest_of("# the same\n\n a A  400\nf A\n") == digest);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ck_assert_msg(digest_of(others[i]) != digest, "%s", others[i]);
        for (size_t j = 0; j < i; j++)
            ck_assert_msg(digest_of(others[i]) != digest_of(others[j]), "%s", others[i]);
    }
}
END_TEST

START_TEST(questions)
{
    static const char *const lines[] = {"?", "? \"Where will \\\"D\\\" land?\"", "? \"\"",
                                        "?"};
    struct ops *ops = ops_of("?\nmalloc A 1\n?\"Where will \\\"D\\\" land?\" # why?\n"
                             " \t? \"\"\n?# bare\nfree A\n");
    char line[100];

    ck_assert_uint_eq(ops_note_count(ops), 4);
    for (size_t i = 0; i < 4; i++) {
        const struct note *note = ops_note(ops, i);

        ck_assert_int_eq(note->kind, NOTE_ASK);
        ck_assert_uint_eq(note->step, i > 0);
        ops_print_ask(ops, note, line, sizeof line);
        ck_assert_str_eq(line, lines[i]);
    }
    ops_print_ask(ops, ops_note(ops, 1), line, 6);
    ck_assert_str_eq(line, "? \"Wh");
    ops_close(ops);
}
END_TEST

/* Words of expectations may be names as well. */
START_TEST(expectations)
{
    static const char text[] = "expect A at 1000\nexpect A gone\nexpect holes 2\nexpect blocks 2\n"
                               "expect nodes 2\nexpect pages 2\nexpect used 4096\n"
                               "expect unused 4096\nexpect largest 4096\nexpect fails\n"
                               "expect holes gone\nexpect fails at 16\n";
    struct ops *ops = ops_of(text);
    char all[500] = "", line[100];

    for (size_t i = 0; i < ops_note_count(ops); i++) {
        ops_print_expect(ops, ops_note(ops, i), line, sizeof line);
        strcat(strcat(all, line), "\n");
    }
    ck_assert_str_eq(all, text);
    ops_close(ops);
    ops = ops_of("expect fails at 0x10\nexpect used 4K*2\n");
    ck_assert_uint_eq(ops_note(ops, 0)->value, 16);
    ck_assert_uint_eq(ops_note(ops, 1)->value, 8192);
    ops_close(ops);
}
END_TEST

START_TEST(lines_are_remembered)
{
    struct ops *ops = ops_of("# one\n\nmalloc A 1\nrandom 2 seed 1 size 1..1 free 0%\n");

    ck_assert_uint_eq(ops_at(ops, 1).line, 3);
    ck_assert_uint_eq(ops_at(ops, 2).line, 4);
    ck_assert_uint_eq(ops_at(ops, 3).line, 4);
    ops_close(ops);
}
END_TEST

/* ---- random ---- */

/* What the document says of splitmix64 and the order of draws: fixed for ever. */
START_TEST(random_is_fixed)
{
    check_ops("random 8 seed 2 size 1..4096 free 60%\n",
              "malloc r1 3651\nfree r1\nmalloc r2 692\nmalloc r3 1412\n"
              "free r2\nfree r3\nmalloc r4 431\nmalloc r5 538\n");
    check_ops("malloc r1 5\nfree r3\nrandom 2 seed 0 size 5..5 free 0%\n"
              "random 1 seed 0x0 size 5..5 free 0%\n",
              "malloc r1 5\nfree r3\nmalloc r2 5\nmalloc r4 5\nmalloc r5 5\n");
}
END_TEST

START_TEST(random_frees_its_own_once)
{
    struct ops *ops = ops_of("malloc A 1\nrandom 5000 seed 3 size 1K..2K free 45%\n");
    uint32_t live = 0, frees = 0;
    char *state = calloc(ops_name_count(ops), 1);

    ck_assert_uint_eq(ops_count(ops), 5002);
    for (size_t i = 2; i < ops_count(ops); i++) {
        struct op op = ops_at(ops, i);

        if (op.kind == OP_MALLOC) {
            ck_assert_int_eq(state[op.name]++, 0);
            ck_assert(op.size >= 1024 && op.size <= 2048);
            live++;
        } else {
            ck_assert_int_eq(op.kind, OP_FREE);
            ck_assert_int_eq(state[op.name]++, 1);
            live--;
            frees++;
        }
    }
    ck_assert_msg(frees > 2050 && frees < 2450, "%u frees", frees);
    ck_assert_uint_eq(live, 5000 - 2 * frees);
    free(state);
    ops_close(ops);
}
END_TEST

START_TEST(random_at_its_limits)
{
    check_ops("random 1 seed 18446744073709551615 size 0..0 free 100%\n", "malloc r1 0\n");
    check_ops("random 3 seed 5 size 7..7 free 100%\n", "malloc r1 7\nfree r1\nmalloc r2 7\n");
    ops_close(ops_of("random 9 seed 1 size 0..18446744073709551615 free 0%\n"));
}
END_TEST

/* ---- Traces ---- */

static struct ops *read_data(const char *file)
{
    const char *srcdir = getenv("srcdir");
    struct ops *ops = ops_open();
    struct problems problems;
    char path[1000];
    FILE *in;

    snprintf(path, sizeof path, "%s/tests/data/%s", srcdir != NULL ? srcdir : ".", file);
    in = fopen(path, "r");
    ck_assert_msg(in != NULL, "%s", path);
    ck_assert(workload_read(ops, in, &problems, NULL, NULL));
    fclose(in);
    return ops;
}

static void read_paper(const char *file, char *text, size_t size)
{
    const char *srcdir = getenv("srcdir");
    char path[1000];
    FILE *in;

    snprintf(path, sizeof path, "%s/%s", srcdir != NULL ? srcdir : ".", file);
    in = fopen(path, "r");
    ck_assert_msg(in != NULL, "%s", path);
    text[fread(text, 1, size - 1, in)] = '\0';
    fclose(in);
}

static void check_expectations(const char *text)
{
    struct timeline *timeline = timeline_of(ops_of(text));

    for (uint32_t step = 0; step <= timeline_seek(timeline, step); step++)
        ck_assert_msg(timeline_event(timeline, step).expectations_failed == 0, "step %u of %s",
                      step, text);
    ck_assert_uint_eq(timeline_step(timeline), timeline_end(timeline));
    close_both(timeline);
}

static void check_words(const char *text, const char *before)
{
    char word[32];

    for (size_t i = 0; workload_words[i] != NULL; i++) {
        snprintf(word, sizeof word, "%s%s", before, workload_words[i]);
        ck_assert_msg(strstr(text, word) != NULL, "%s", word);
    }
}

static void check_outcomes(const char *file, const enum outcome *expected, uint32_t count)
{
    struct timeline *timeline = timeline_of(read_data(file));

    ck_assert_uint_eq(timeline_end(timeline), count);
    ck_assert_uint_eq(timeline_seek(timeline, count), count);
    for (uint32_t step = 1; step <= count; step++)
        ck_assert_msg(timeline_event(timeline, step).outcome == expected[step - 1], "%s: step %u",
                      file, step);
    close_both(timeline);
}

START_TEST(traces)
{
    static const enum outcome reused[] = {
        OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE,
        OUTCOME_UNKNOWN, OUTCOME_UNKNOWN, OUTCOME_NULL, OUTCOME_NOTHING, OUTCOME_NOTHING,
        OUTCOME_DONE, OUTCOME_NULL,
    };
    static const enum outcome one_line[] = { OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DONE,
                                             OUTCOME_DONE };
    static const enum outcome no_header[] = { OUTCOME_DONE, OUTCOME_DONE, OUTCOME_DEAD,
                                              OUTCOME_DONE };

    check_outcomes("reused-ids.rep", reused, 13);
    check_outcomes("one-line-header.rep", one_line, 5);
    check_outcomes("no-header.rep", no_header, 4);
}
END_TEST

START_TEST(headers)
{
    check_ops("1\n2\n# comment\n3\n4\na 0 1\n", "malloc 0 1\n");
    check_ops("1 2\n3 4\na 0 1\n", "malloc 0 1\n");
    check_ops("1\npage 100\na 0 1\n", "malloc 0 1\n");
    check_ops("18446744073709551615\n", "");
}
END_TEST

/* ---- A typed line ---- */

START_TEST(a_typed_line)
{
    struct ops *ops = ops_of("malloc A 1\n");
    struct problems problems;

    ck_assert(workload_read_line(ops, "  malloc B 2*3 # typed", &problems));
    ck_assert(workload_read_line(ops, "policy best", &problems));
    ck_assert_uint_eq(ops_count(ops), 4);
    ck_assert_uint_eq(ops_at(ops, 2).size, 6);
    ck_assert_uint_eq(ops_at(ops, 2).line, 0);
    ck_assert_int_eq(ops_at(ops, 3).kind, OP_POLICY);
    ck_assert_int_eq(ops_options(ops)->policy, MEMS_FIRST_FIT);
    ck_assert(!workload_read_line(ops, "malloc C", &problems));
    ck_assert_uint_eq(problems.list[0].column, 9);
    ck_assert(!workload_read_line(ops, "say \"x\"", &problems));
    ck_assert_str_eq(problems.list[0].what, "'say' belongs in a file");
    ck_assert(!workload_read_line(ops, "12", &problems));
    ck_assert(!workload_read_line(ops, " # nothing", &problems));
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_uint_eq(ops_count(ops), 4);
    ck_assert_uint_eq(ops_name_count(ops), 2);
    ck_assert(workload_read_line(ops, "malloc 7 1", &problems));
    ck_assert(workload_read_line(ops, "write #7+4 5 # as it is shown", &problems));
    ck_assert_uint_eq(ops_at(ops, 5).name, ops_at(ops, 4).name);
    ck_assert(!workload_read_line(ops, "free #A", &problems));
    ck_assert(!workload_read_line(ops, "free #", &problems));
    ops_close(ops);
}
END_TEST

START_TEST(words_for_completion)
{
    for (size_t i = 0; workload_words[i] != NULL; i++) {
        const char *word = workload_words[i];
        struct problems problems;

        if (strcmp(word, "stop") == 0)
            continue; /* it stands alone */
        problems = problems_of(word, strlen(word));
        ck_assert_msg(strstr(problems.list[0].what, "missing") != NULL, "%s", word);
    }
}
END_TEST

/* Everything in the document that is fenced as a workload runs, and keeps what
 * it expects; and the document and the manual name every word. */
START_TEST(the_papers_are_true)
{
    static char text[20000], part[20000];
    char fence[] = "\n```workload\n";
    const char *at = text;
    int parts = 0;

    read_paper("docs/workload.md", text, sizeof text);
    while ((at = strstr(at, fence)) != NULL) {
        const char *end = strstr(at + strlen(fence), "\n```\n");

        ck_assert_ptr_nonnull(end);
        at += strlen(fence);
        snprintf(part, sizeof part, "%.*s\n", (int)(end - at), at);
        check_expectations(part);
        parts++;
    }
    ck_assert_int_eq(parts, 2);
    check_words(text, "`");
    read_paper("man/mems-workload.5", text, sizeof text);
    check_words(text, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workload");
    TCase *cases = tcase_create("workload");

    tcase_add_test(cases, operations);
    tcase_add_test(cases, sizes);
    tcase_add_test(cases, places);
    tcase_add_test(cases, values);
    tcase_add_test(cases, names);
    tcase_add_test(cases, layout_of_lines);
    tcase_add_test(cases, plain_lines);
    tcase_add_test(cases, plain_lines_leave_no_names);
    tcase_add_test(cases, settings);
    tcase_add_test(cases, notes);
    tcase_add_test(cases, speakers_notes);
    tcase_add_test(cases, a_digest_tells_workloads_apart);
    tcase_add_test(cases, questions);
    tcase_add_test(cases, expectations);
    tcase_add_test(cases, lines_are_remembered);
    tcase_add_test(cases, random_is_fixed);
    tcase_add_test(cases, random_frees_its_own_once);
    tcase_add_test(cases, random_at_its_limits);
    tcase_add_test(cases, traces);
    tcase_add_test(cases, headers);
    tcase_add_test(cases, a_typed_line);
    tcase_add_test(cases, words_for_completion);
    tcase_add_test(cases, the_papers_are_true);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
