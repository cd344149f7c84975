/* 21-slices.c: a workload that is read in slices is the same as one that is read
 * at once, in whatever pieces its bytes come; a reader may stop between any two. */
#include "require.h"
#include "run.h"
#include "trace_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* ---- A stream that gives pieces, and sometimes nothing ---- */

struct pieces {
    struct stream stream;
    const char *text;
    size_t length, at, most;
    uint64_t state;
    size_t fails_at; /* 0: never */
};

static ptrdiff_t read_piece(struct stream *stream, void *bytes, size_t size)
{
    struct pieces *pieces = (struct pieces *)stream;
    size_t left = pieces->length - pieces->at;

    pieces->state = pieces->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    if (pieces->state >> 62 == 0)
        return STREAM_WAIT;
    if (pieces->state >> 62 == 1)
        return STREAM_AGAIN;
    if (pieces->fails_at > 0 && pieces->at >= pieces->fails_at) {
        strcpy(stream->what, "is gone");
        return STREAM_FAILED;
    }
    size = size < left ? size : left;
    size = size < pieces->most ? size : pieces->most;
    memcpy(bytes, pieces->text + pieces->at, size);
    pieces->at += size;
    return (ptrdiff_t)size;
}

static struct pieces pieces_of(const char *text, size_t most, uint64_t seed)
{
    return (struct pieces){.stream = {.read = read_piece}, .text = text, .length = strlen(text),
                           .most = most, .state = seed};
}

static const size_t sizes[] = {1, 2, 3, 7, 64, 1000, 65536};
#define SIZES ((int)(sizeof sizes / sizeof sizes[0]))

/* ---- The ops as text ---- */

static char *text_of(const struct ops *ops)
{
    char *text = NULL, line[300];
    size_t size;
    FILE *out = open_memstream(&text, &size);

    for (size_t i = 1; i < ops_count(ops); i++) {
        struct op op = ops_at(ops, i);

        ops_print(ops, &op, line, sizeof line);
        fprintf(out, "%s in %u\n", line, (unsigned)op.line);
    }
    for (size_t i = 0; i < ops_note_count(ops); i++)
        fprintf(out, "note of %u in %u\n", (unsigned)ops_note(ops, i)->step,
                (unsigned)ops_note(ops, i)->line);
    fprintf(out, "%zu names, page %zu\n", ops_name_count(ops), ops_options_view(ops)->page_size);
    fclose(out);
    return text;
}

static const char workload[] =
    "\xef\xbb\xbf" "100\n4\n\n12\n1\n"
    "page 100   # a setting\r\n"
    "a 1 400\r\nr 1 800\nf 1\n"
    "\n\nmalloc gr\xc3\xb6\xc3\x9f" "e 4K\n"
    "say \"A caption.\"\nmark here\n"
    "random 40 seed 7 size 1..4096 free 33%\n"
    "a 2 16\nf -1\nexpect A gone\nf 2";

START_TEST(slices_give_the_same)
{
    struct ops *wanted = ops_of(workload), *ops = ops_open();
    char *wanted_text = text_of(wanted), *text;
    struct pieces pieces = pieces_of(workload, sizes[_i], (uint64_t)_i + 1);
    struct problems problems;
    struct workload *reading = workload_open(ops, &pieces.stream, &problems);
    enum workload_state state;
    int waits = 0;

    while ((state = workload_slice(reading)) < WORKLOAD_READ)
        waits += state == WORKLOAD_WAITING;
    ck_assert_int_eq(state, WORKLOAD_READ);
    ck_assert_int_eq(workload_slice(reading), WORKLOAD_READ);
    ck_assert(sizes[_i] > 100 || waits > 0);
    ck_assert_uint_eq(workload_bytes(reading), strlen(workload));
    text = text_of(ops);
    ck_assert_str_eq(text, wanted_text);
    workload_close(reading);
    ops_close(ops);
    ops_close(wanted);
    free(text);
    free(wanted_text);
}
END_TEST

/* What was added stays as it is: each slice goes on from the one before. */
START_TEST(slices_only_add)
{
    struct ops *ops = ops_open();
    struct pieces pieces = pieces_of(workload, 20, 3);
    struct problems problems;
    struct workload *reading = workload_open(ops, &pieces.stream, &problems);
    char *before = strdup(""), *now;
    size_t length;

    while (workload_slice(reading) < WORKLOAD_READ) {
        now = text_of(ops);
        length = strlen(before) > 0 ? (size_t)(strstr(before, " names") - before) : 0;
        while (length > 0 && before[length - 1] != '\n')
            length--;
        if (ops_note_count(ops) == 0)
            REQUIRE(strncmp(before, now, length) == 0);
        free(before);
        before = now;
    }
    free(before);
    workload_close(reading);
    ops_close(ops);
}
END_TEST

START_TEST(a_reader_may_stop_anywhere)
{
    for (int slices = 0; slices < 60; slices++) {
        struct ops *ops = ops_open();
        struct pieces pieces = pieces_of(workload, 9, 5);
        struct problems problems;
        struct workload *reading = workload_open(ops, &pieces.stream, &problems);

        for (int i = 0; i < slices; i++)
            workload_slice(reading);
        workload_close(reading);
        ops_close(ops);
    }
}
END_TEST

/* What stands before the first problem stays, and nothing of what follows. */
START_TEST(a_late_problem)
{
    static const char text[] = "a 1 400\nmalloc B 5\nsay \"x\"\nmallok C 1\na 3 3\nf 99 99\nf 1\n";
    struct ops *ops = ops_open();
    struct pieces pieces = pieces_of(text, sizes[_i], (uint64_t)_i + 9);
    struct problems problems;
    struct workload *reading = workload_open(ops, &pieces.stream, &problems);
    char *left;

    while (workload_slice(reading) < WORKLOAD_READ)
        REQUIRE(ops_count(ops) <= 3);
    ck_assert_int_eq(workload_slice(reading), WORKLOAD_PROBLEMS);
    ck_assert_uint_eq(problems.count, 2);
    ck_assert_uint_eq(problems.list[0].line, 4);
    ck_assert_uint_eq(problems.list[1].line, 6);
    left = text_of(ops);
    ck_assert_str_eq(left, "malloc 1 400 in 1\nmalloc B 5 in 2\nnote of 2 in 3\n"
                     "2 names, page 4096\n");
    free(left);
    workload_close(reading);
    ops_close(ops);
}
END_TEST

START_TEST(a_stream_that_fails)
{
    struct ops *ops = ops_open();
    struct pieces pieces = pieces_of("a 1 400\na 2 2\na 3 3\n", 4, 11);
    struct problems problems;
    struct workload *reading = workload_open(ops, &pieces.stream, &problems);

    pieces.fails_at = 11; /* in the second line */
    while (workload_slice(reading) < WORKLOAD_READ)
        ;
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_str_eq(problems.list[0].what, "the file is gone");
    ck_assert_uint_eq(problems.list[0].line, 2);
    ck_assert_uint_eq(ops_count(ops), 2);
    workload_close(reading);
    ops_close(ops);
}
END_TEST

/* One line can stand for a long time's work: that is sliced too. */
START_TEST(random_in_slices)
{
    static const char text[] = "random 100000 seed 1 size 1..9 free 20%\nmalloc A 7\n";
    struct ops *ops = ops_open(), *wanted = ops_of(text);
    struct pieces pieces = pieces_of(text, 1000, 1);
    struct problems problems;
    struct workload *reading = workload_open(ops, &pieces.stream, &problems);
    size_t before = 1;
    int slices = 0;

    for (; workload_slice(reading) < WORKLOAD_READ; slices++) {
        REQUIRE(ops_count(ops) - before < 20000);
        before = ops_count(ops);
    }
    ck_assert_int_gt(slices, 4);
    ck_assert_uint_eq(ops_count(ops), 100002);
    for (size_t i = 1; i < ops_count(ops); i++) {
        struct op is = ops_at(ops, i), should = ops_at(wanted, i);

        REQUIRE(is.kind == should.kind && is.size == should.size && is.name == should.name);
    }
    workload_close(reading);
    ops_close(ops);
    ops_close(wanted);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("slices");
    TCase *slices = tcase_create("slices");

    tcase_add_loop_test(slices, slices_give_the_same, 0, SIZES);
    tcase_add_test(slices, slices_only_add);
    tcase_add_test(slices, a_reader_may_stop_anywhere);
    tcase_add_loop_test(slices, a_late_problem, 0, SIZES);
    tcase_add_test(slices, a_stream_that_fails);
    tcase_add_test(slices, random_in_slices);
    suite_add_tcase(suite, slices);
    return run_suite(suite);
}
