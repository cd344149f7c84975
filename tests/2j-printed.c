/* 2j-printed.c: statistics in every spelling, whatever the bytes come in; text that is
 * none, numbers too large, and what in a print cannot be so. */
#include "printed.h"
#include "run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* A text that comes `most` bytes at a time. */
struct text {
    struct stream stream;
    const char *at;
    size_t left, most;
};

static ptrdiff_t read_text(struct stream *stream, void *bytes, size_t size)
{
    struct text *text = (struct text *)stream;
    size_t count = text->left < size ? text->left : size;
    count = count < text->most ? count : text->most;
    memcpy(bytes, text->at, count);
    text->at += count;
    text->left -= count;
    return (ptrdiff_t)count;
}

static struct text text_of(const char *words, size_t most)
{
    return (struct text){.stream = {.read = read_text}, .at = words, .left = strlen(words),
                         .most = most};
}

/* A print as "[1000:5095 P1000:1999 H2000:5095] pages 1 line 1", one after the other. */
static void describe(const struct printed *printed, FILE *out)
{
    for (uint32_t i = 0; i < printed->node_count; i++) {
        const struct printed_node *node = &printed->nodes[i];
        fprintf(out, "[%lu:%lu", (unsigned long)node->start, (unsigned long)node->end);
        for (uint32_t k = node->first; k < node->first + node->count; k++)
            fprintf(out, " %s%lu:%lu", printed->segments[k].process ? "P" : "H",
                    (unsigned long)printed->segments[k].start,
                    (unsigned long)printed->segments[k].end);
        fputs("] ", out);
    }
    for (int i = 0; i < PRINTED_TOTALS; i++)
        if (printed->told[i])
            fprintf(out, "%c=%lu ", "pul"[i], (unsigned long)printed->totals[i]);
    for (uint32_t i = 0; i < printed->length_count; i++)
        fprintf(out, "%lu,", (unsigned long)printed->lengths[i]);
    fprintf(out, "@%lu%s%s\n", (unsigned long)printed->line, printed->exclusive ? " exclusive" : "",
            printed->broken ? " broken" : "");
}

/* All prints of a text, described; to be freed. */
static char *described(const char *words, size_t most)
{
    struct text text = text_of(words, most);
    struct printed_reader *reader = printed_open(&text.stream);
    struct printed printed = {0};
    char *out = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&out, &size);
    ck_assert(reader != NULL && file != NULL);
    while (printed_next(reader, &printed) == PRINTED_ONE)
        describe(&printed, file);
    printed_close(&printed);
    printed_finish(reader);
    fclose(file);
    return out;
}

static void reads_as(const char *words, const char *wanted)
{
    for (size_t most = 1; most < 100; most = most * 3 + 1) {
        char *found = described(words, most);
        ck_assert_str_eq(found, wanted);
        free(found);
    }
}

#define COURSE \
    "----- MeMS SYSTEM STATS -----\n" \
    "MAIN[1000:5095]-> P[1000:1999] <-> H[2000:5095] <-> NULL\n" \
    "Pages used:\t1\nSpace unused:\t3096\nMain Chain Length:\t1\n" \
    "Sub-chain Length array: [2, ]\n-----------------------------\n"

START_TEST(our_own)
{
    reads_as(COURSE, "[1000:5095 P1000:1999 H2000:5095] p=1 u=3096 l=1 2,@1\n");
    reads_as("noise [mems_malloc] here: 12\n" COURSE COURSE,
             "[1000:5095 P1000:1999 H2000:5095] p=1 u=3096 l=1 2,@2\n"
             "[1000:5095 P1000:1999 H2000:5095] p=1 u=3096 l=1 2,@9\n");
    reads_as("----- MeMS SYSTEM STATS -----\nPages used:\t0\nSpace unused:\t0\n"
             "Main Chain Length:\t0\nSub-chain Length array: []\n-----------------------------\n",
             "p=0 u=0 l=0 @1\n");
}
END_TEST

START_TEST(spellings)
{
    static const char *const same[] = {
        "MAIN[1000:5095] -> PROCESS[1000:1999] <-> HOLE[2000:5095] -> NULL\n",
        "Main Node 1 [ 1000 : 5095 ] ---> Process[1000-1999] <--> Hole [2000..5095]\n",
        "main[0x3e8:0x13e7]\tp[0x3E8,1999]\th[2000,0x13E7]",
        "\033[1;31mMAIN\033[0m[1000:5095]\033[32m->P\033[m[1000:1999]<->H[2000:\033[4m5095\033[m]\n",
        "Node[1000:5095]\n  P1[1000:1999]\n  H1[2000:5095]\nNULL\n",
        "P(1000:1999) <-> H(2000:5095) <-> NULL\n",
        "  MAIN[1000:5095]\r\n  |-> P[1000 : 1999]\r\n  |-> H[2000 : 5095]\r\n",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        reads_as(same[i], "[1000:5095 P1000:1999 H2000:5095] @1\n");
}
END_TEST

START_TEST(ends_that_are_the_byte_after)
{
    reads_as("MAIN[1000:5096] -> P[1000:2000] <-> H[2000:5096]\n",
             "[1000:5095 P1000:1999 H2000:5095] @1 exclusive\n");
    reads_as("MAIN[1000:5095] -> P[1000:2000] <-> H[2000:5096]\n",
             "[1000:5095 P1000:1999 H2000:5095] @1 exclusive\n");
    reads_as("MAIN[1000:5096] -> P[1000:2000] <-> H[2001:5096]\n",
             "[1000:5096 P1000:2000 H2001:5096] @1\n");
}
END_TEST

START_TEST(one_after_the_other)
{
    reads_as("MAIN[1:9] P[1:9]\nMAIN[10:19] H[10:19]\nMAIN[1:9] H[1:9]\n",
             "[1:9 P1:9] [10:19 H10:19] @1\n[1:9 H1:9] @3\n");
    reads_as("MAIN[1:9] P[1:9]\nPages Used : 7\nP[5:6] H[7:8]\nP[9:9]\n",
             "[1:9 P1:9] p=7 @1\n[5:8 P5:6 H7:8] [9:9 P9:9] @3\n");
}
END_TEST

START_TEST(what_is_none)
{
    reads_as("", "");
    reads_as("no statistics\n[1:2]\nX[1:2]\nP[1]\nP[:]\nP[a:b]\nMAIN[\n1:2]\n", "");
}
END_TEST

/* Bytes of any kind never harm it, and give the same in pieces of any size. */
START_TEST(garbage)
{
    static const char pieces[] = "[]():-<>PHMAIN 019x\n\t\033\x80\xFF=*,";
    uint64_t state = 5;
    for (int round = 0; round < 300; round++) {
        char text[400];
        for (size_t i = 0; i < sizeof text - 1; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
            text[i] = pieces[(state >> 33) % (sizeof pieces - 1)];
        }
        text[sizeof text - 1] = '\0';
        char *one = described(text, 1), *all = described(text, sizeof text);
        ck_assert_msg(strcmp(one, all) == 0, "round %d: %s", round, text);
        free(one);
        free(all);
    }
}
END_TEST

static void fault_is(const char *words, const char *wanted)
{
    struct text text = text_of(words, 1000);
    struct printed_reader *reader = printed_open(&text.stream);
    struct printed printed = {0};
    char why[200] = "";
    ck_assert_int_eq(printed_next(reader, &printed), PRINTED_ONE);
    ck_assert_int_eq(printed_fault(&printed, why, sizeof why), *wanted != '\0');
    ck_assert_str_eq(why, wanted);
    printed_close(&printed);
    printed_finish(reader);
}

START_TEST(faults)
{
    fault_is(COURSE, "");
    fault_is("MAIN[1000:5095] P[1000:1999] H[2001:5095]\n",
             "node 0 is not tiled: a HOLE begins at 2001, expected at 2000");
    fault_is("MAIN[1000:5095] P[1000:1999]\n", "node 0 ends at 5095 and its last segment at 1999");
    fault_is("MAIN[1000:5095] P[1000:999] H[1000:5095]\n",
             "a PROCESS ends before it begins, at 1000");
    fault_is("MAIN[1000:5095] P[1000:1999] H[2000:5095]\nSpace unused: 12\n",
             "space unused is given as 12, and the HOLEs have 3096 bytes");
    fault_is("MAIN[1000:5095] P[1000:5095]\nMain chain length: 2\n",
             "the main chain's length is given as 2; expected 1");
    fault_is("MAIN[1000:5095] P[1000:5095]\nSub-chain Length array: [1, 2, ]\n",
             "the sub-chain length array is not that of the sub-chains");
    fault_is("MAIN[1:2] P[1:99999999999999999999999999]\n",
             "a number is too large, or there are too many segments");
}
END_TEST

START_TEST(sums_and_pages)
{
    struct text text = text_of(COURSE, 7);
    struct printed_reader *reader = printed_open(&text.stream);
    struct printed printed = {0}, copy;
    ck_assert_int_eq(printed_next(reader, &printed), PRINTED_ONE);
    struct printed_sums sums = printed_sums(&printed);
    ck_assert(sums.mapped == 4096 && sums.process == 1000 && sums.hole == 3096);
    ck_assert(sums.blocks == 1 && sums.holes == 1);
    ck_assert_uint_eq(printed_page(&printed), 4096);
    ck_assert(printed_copy(&copy, &printed));
    ck_assert(copy.nodes != printed.nodes && copy.segments[1].end == 5095);
    ck_assert_int_eq(printed_next(reader, &printed), PRINTED_END);
    printed_close(&copy);
    printed_close(&printed);
    printed_finish(reader);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("2j-printed");
    TCase *tcase = tcase_create("printed");
    tcase_add_test(tcase, our_own);
    tcase_add_test(tcase, spellings);
    tcase_add_test(tcase, ends_that_are_the_byte_after);
    tcase_add_test(tcase, one_after_the_other);
    tcase_add_test(tcase, what_is_none);
    tcase_add_test(tcase, garbage);
    tcase_add_test(tcase, faults);
    tcase_add_test(tcase, sums_and_pages);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
