/* 19-mems.c: the six functions of the course, at the PAGE_SIZE this file is
 * compiled with, and the course's own example at four page sizes, byte for
 * byte. Every test has a process of its own, so a heap that was never used. */
#include "mems.h"

#include "heaps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OUTPUT_SIZE 65536

/* What `act` prints on standard output. */
static char *captured(void (*act)(void))
{
    static char text[OUTPUT_SIZE];
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    fflush(stdout);
    int terminal = dup(STDOUT_FILENO);
    dup2(fileno(file), STDOUT_FILENO);
    act();
    fflush(stdout);
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void print_stats(void)
{
    mems_print_stats();
}

static size_t address(const void *pointer)
{
    return (uintptr_t)pointer;
}

static void *pointer(size_t address)
{
    return (void *)address;
}

#define TITLE "----- MeMS SYSTEM STATS -----\n"
#define RULE "-----------------------------\n"
#define EMPTY                                                  \
    TITLE "Pages used:\t0\nSpace unused:\t0\nMain Chain Length:\t0\n" \
          "Sub-chain Length array: []\n" RULE

/* ---- The course's example ---- */

/* Ten blocks of 1000 bytes at these addresses; what is printed with all in
 * use, and with the fourth free; then the fourth again. */
static void example(const size_t *addresses, const char *full, const char *fourth_free)
{
    void *blocks[10];
    for (int i = 0; i < 10; i++) {
        blocks[i] = mems_malloc(250 * sizeof(int));
        ck_assert_uint_eq(address(blocks[i]), addresses[i]);
    }
    int *second = mems_get((int *)blocks[0] + 1);
    *second = 200;
    ck_assert_int_eq(((int *)mems_get(blocks[0]))[1], 200);
    ck_assert_str_eq(captured(print_stats), full);
    mems_free(blocks[3]);
    ck_assert_str_eq(captured(print_stats), fourth_free);
    ck_assert_ptr_eq(mems_malloc(1000), blocks[3]);
    ck_assert_str_eq(captured(print_stats), full);
    mems_finish();
}

START_TEST(course_example_at_page_4096)
{
    mems_init_pages(4096);
    example((size_t[]){1000, 2000, 3000, 4000, 5096, 6096, 7096, 8096, 9192, 10192},
            TITLE
            "MAIN[1000:5095]-> P[1000:1999] <-> P[2000:2999] <-> P[3000:3999] <-> "
            "P[4000:4999] <-> H[5000:5095] <-> NULL\n"
            "MAIN[5096:9191]-> P[5096:6095] <-> P[6096:7095] <-> P[7096:8095] <-> "
            "P[8096:9095] <-> H[9096:9191] <-> NULL\n"
            "MAIN[9192:13287]-> P[9192:10191] <-> P[10192:11191] <-> H[11192:13287] <-> NULL\n"
            "Pages used:\t3\nSpace unused:\t2288\nMain Chain Length:\t3\n"
            "Sub-chain Length array: [5, 5, 3, ]\n" RULE,
            TITLE
            "MAIN[1000:5095]-> P[1000:1999] <-> P[2000:2999] <-> P[3000:3999] <-> "
            "H[4000:5095] <-> NULL\n"
            "MAIN[5096:9191]-> P[5096:6095] <-> P[6096:7095] <-> P[7096:8095] <-> "
            "P[8096:9095] <-> H[9096:9191] <-> NULL\n"
            "MAIN[9192:13287]-> P[9192:10191] <-> P[10192:11191] <-> H[11192:13287] <-> NULL\n"
            "Pages used:\t3\nSpace unused:\t3288\nMain Chain Length:\t3\n"
            "Sub-chain Length array: [4, 5, 3, ]\n" RULE);
}
END_TEST

START_TEST(course_example_at_page_8192)
{
    mems_init_pages(8192);
    example((size_t[]){1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9192, 10192},
            TITLE
            "MAIN[1000:9191]-> P[1000:1999] <-> P[2000:2999] <-> P[3000:3999] <-> "
            "P[4000:4999] <-> P[5000:5999] <-> P[6000:6999] <-> P[7000:7999] <-> "
            "P[8000:8999] <-> H[9000:9191] <-> NULL\n"
            "MAIN[9192:17383]-> P[9192:10191] <-> P[10192:11191] <-> H[11192:17383] <-> NULL\n"
            "Pages used:\t2\nSpace unused:\t6384\nMain Chain Length:\t2\n"
            "Sub-chain Length array: [9, 3, ]\n" RULE,
            TITLE
            "MAIN[1000:9191]-> P[1000:1999] <-> P[2000:2999] <-> P[3000:3999] <-> "
            "H[4000:4999] <-> P[5000:5999] <-> P[6000:6999] <-> P[7000:7999] <-> "
            "P[8000:8999] <-> H[9000:9191] <-> NULL\n"
            "MAIN[9192:17383]-> P[9192:10191] <-> P[10192:11191] <-> H[11192:17383] <-> NULL\n"
            "Pages used:\t2\nSpace unused:\t7384\nMain Chain Length:\t2\n"
            "Sub-chain Length array: [9, 3, ]\n" RULE);
}
END_TEST

START_TEST(course_example_at_page_2048)
{
#define PAIR_2048(node, second, hole, end)                                               \
    "MAIN[" node ":" end "]-> P[" node ":" second "] <-> H[" hole ":" end "] <-> NULL\n"
    mems_init_pages(2048);
    example((size_t[]){1000, 2000, 3048, 4048, 5096, 6096, 7144, 8144, 9192, 10192},
            TITLE
            PAIR_2048("1000", "1999] <-> P[2000:2999", "3000", "3047")
            PAIR_2048("3048", "4047] <-> P[4048:5047", "5048", "5095")
            PAIR_2048("5096", "6095] <-> P[6096:7095", "7096", "7143")
            PAIR_2048("7144", "8143] <-> P[8144:9143", "9144", "9191")
            PAIR_2048("9192", "10191] <-> P[10192:11191", "11192", "11239")
            "Pages used:\t5\nSpace unused:\t240\nMain Chain Length:\t5\n"
            "Sub-chain Length array: [3, 3, 3, 3, 3, ]\n" RULE,
            TITLE
            PAIR_2048("1000", "1999] <-> P[2000:2999", "3000", "3047")
            PAIR_2048("3048", "4047", "4048", "5095")
            PAIR_2048("5096", "6095] <-> P[6096:7095", "7096", "7143")
            PAIR_2048("7144", "8143] <-> P[8144:9143", "9144", "9191")
            PAIR_2048("9192", "10191] <-> P[10192:11191", "11192", "11239")
            "Pages used:\t5\nSpace unused:\t1240\nMain Chain Length:\t5\n"
            "Sub-chain Length array: [3, 2, 3, 3, 3, ]\n" RULE);
}
END_TEST

START_TEST(course_example_at_page_100)
{
#define ONE_100(kind, thousand)                                                       \
    "MAIN[" thousand "000:" thousand "999]-> " kind "[" thousand "000:" thousand "999]" \
    " <-> NULL\n"
#define TEN_100(kind, unused)                                                          \
    TITLE ONE_100("P", "1") ONE_100("P", "2") ONE_100("P", "3") ONE_100(kind, "4")     \
    ONE_100("P", "5") ONE_100("P", "6") ONE_100("P", "7") ONE_100("P", "8")            \
    ONE_100("P", "9") ONE_100("P", "10")                                               \
    "Pages used:\t100\nSpace unused:\t" unused "\nMain Chain Length:\t10\n"            \
    "Sub-chain Length array: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ]\n" RULE
    mems_init_pages(100);
    example((size_t[]){1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000},
            TEN_100("P", "0"), TEN_100("H", "1000"));
}
END_TEST

/* ---- The table's rows ---- */

START_TEST(init_passes_the_callers_page_size_on)
{
    mems_init();
    ck_assert_uint_eq(address(mems_malloc(PAGE_SIZE)), 1000);
    ck_assert_uint_eq(address(mems_malloc(1)), 1000 + PAGE_SIZE);
    ck_assert_uint_eq(address(mems_malloc(2 * PAGE_SIZE)), 1000 + 2 * PAGE_SIZE);
    mems_finish();
}
END_TEST

START_TEST(init_is_a_function_too)
{
    void (*function)(void) = mems_init;
    function();
    ck_assert_uint_eq(address(mems_malloc(10)), 1000);
    mems_finish();
}
END_TEST

START_TEST(malloc_of_0_is_null_and_leaves_errno)
{
    mems_init();
    errno = 77;
    ck_assert_ptr_null(mems_malloc(0));
    ck_assert_int_eq(errno, 77);
    ck_assert_str_eq(captured(print_stats), EMPTY);
    mems_finish();
}
END_TEST

START_TEST(impossible_sizes_are_null_and_enomem)
{
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - PAGE_SIZE, SIZE_MAX / 2 + 1,
                            SIZE_MAX / 2, SIZE_MAX - 1000, SIZE_MAX - 999};
    mems_init();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        errno = 0;
        ck_assert_ptr_null(mems_malloc(sizes[i]));
        ck_assert_int_eq(errno, ENOMEM);
        ck_assert_str_eq(captured(print_stats), EMPTY);
    }
    ck_assert_uint_eq(address(mems_malloc(10)), 1000);
    mems_finish();
}
END_TEST

START_TEST(three_gibibytes_in_one_request)
{
    const size_t size = (size_t)3 << 30;
    mems_init();
    char *block = mems_malloc(size);
    ck_assert_uint_eq(address(block), 1000);
    char *first = mems_get(block), *last = mems_get(block + (size - 1));
    ck_assert_ptr_eq(last, first + (size - 1));
    *first = *last = 'x';
    mems_free(block);
    ck_assert_ptr_null(mems_get(block));
    mems_finish();
}
END_TEST

START_TEST(free_of_null_does_nothing)
{
    errno = 77;
    mems_free(NULL);
    mems_init();
    mems_free(NULL);
    ck_assert_int_eq(errno, 77);
    ck_assert_str_eq(captured(print_stats), EMPTY);
    mems_finish();
}
END_TEST

START_TEST(wrong_frees_change_nothing_and_set_errno)
{
    mems_init();
    char *one = mems_malloc(100), *two = mems_malloc(100), *three = mems_malloc(3);
    mems_free(two);
    const size_t wrong[] = {1, 999, address(one) + 1, address(one) + 99, address(two),
                            address(two) + 5, address(three) + 2,
                            SIZE_MAX, (size_t)1 << 50};
    char before[OUTPUT_SIZE];
    strcpy(before, captured(print_stats));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        errno = 0;
        mems_free(pointer(wrong[i]));
        ck_assert_int_eq(errno, EINVAL);
        ck_assert_str_eq(captured(print_stats), before);
    }
    errno = 77;
    mems_free(one);
    mems_free(three);
    ck_assert_int_eq(errno, 77);
    mems_finish();
}
END_TEST

START_TEST(get_reaches_every_byte_and_nothing_else)
{
    char *blocks[40];
    size_t sizes[40];
    mems_init();
    for (int i = 0; i < 40; i++) {
        sizes[i] = (size_t)(37 * i % 500 + 1);
        blocks[i] = mems_malloc(sizes[i]);
        for (size_t b = 0; b < sizes[i]; b++)
            *(char *)mems_get(blocks[i] + b) = (char)(i + 1);
    }
    for (int i = 0; i < 40; i++) {
        char *base = mems_get(blocks[i]);
        for (size_t b = 0; b < sizes[i]; b++)
            must(base[b] == (char)(i + 1) && mems_get(blocks[i] + b) == base + b);
    }
    mems_free(blocks[7]);
    ck_assert_ptr_null(mems_get(blocks[7]));
    ck_assert_ptr_null(mems_get(blocks[7] + sizes[7] - 1));
    ck_assert_ptr_null(mems_get(pointer(999)));
    ck_assert_ptr_null(mems_get(NULL));
    ck_assert_ptr_null(mems_get(pointer(SIZE_MAX)));
    mems_finish();
    ck_assert_ptr_null(mems_get(blocks[0]));
}
END_TEST

START_TEST(init_twice_is_finish_and_init)
{
    mems_init();
    mems_malloc(100);
    mems_malloc(5000);
    mems_init();
    ck_assert_str_eq(captured(print_stats), EMPTY);
    ck_assert_uint_eq(address(mems_malloc(1)), 1000);
    mems_finish();
}
END_TEST

START_TEST(finish_twice_does_nothing)
{
    mems_finish();
    mems_init();
    mems_malloc(100);
    mems_finish();
    mems_finish();
    ck_assert_str_eq(captured(print_stats), EMPTY);
}
END_TEST

START_TEST(use_before_init_starts_the_heap)
{
    char *block = mems_malloc(100);
    ck_assert_uint_eq(address(block), 1000);
    memset(mems_get(block), 1, 100);
    mems_free(block);
    ck_assert_ptr_null(mems_get(block));
    mems_finish();
}
END_TEST

START_TEST(other_uses_before_init_do_no_harm)
{
    ck_assert_str_eq(captured(print_stats), EMPTY);
    ck_assert_ptr_null(mems_get(pointer(1000)));
    errno = 0;
    mems_free(pointer(1000));
    ck_assert_int_eq(errno, EINVAL);
    ck_assert_ptr_null(mems_malloc(0));
    ck_assert_uint_eq(address(mems_malloc(1)), 1000);
    mems_finish();
}
END_TEST

START_TEST(init_after_finish_is_a_fresh_heap)
{
    for (int round = 0; round < 3; round++) {
        mems_init();
        for (size_t i = 0; i < 5; i++)
            ck_assert_uint_eq(address(mems_malloc(PAGE_SIZE)), 1000 + i * PAGE_SIZE);
        mems_finish();
    }
    ck_assert_uint_eq(address(mems_malloc(7)), 1000); /* and without init */
    mems_finish();
}
END_TEST

START_TEST(wrong_page_size_sets_errno_and_changes_nothing)
{
    mems_init();
    char *block = mems_malloc(100);
    const size_t wrong[] = {0, ((size_t)1 << 30) + 1, SIZE_MAX};
    for (size_t i = 0; i < 3; i++) {
        errno = 0;
        mems_init_pages(wrong[i]);
        ck_assert_int_eq(errno, EINVAL);
        ck_assert_ptr_nonnull(mems_get(block));
    }
    mems_finish();
}
END_TEST

static void print_in_turn(void)
{
    printf("before, without a newline; ");
    mems_print_stats();
    printf("after\n");
    mems_print_stats();
}

START_TEST(stats_come_in_order_with_the_callers_own_output)
{
    mems_init();
    ck_assert_str_eq(captured(print_in_turn),
                     "before, without a newline; " EMPTY "after\n" EMPTY);
    mems_finish();
}
END_TEST

/* More text than any buffer holds, against the explicit heap's. */
START_TEST(long_stats_are_whole)
{
    static char expected[OUTPUT_SIZE];
    mems_heap *heap = open_heap(PAGE_SIZE, MEMS_FIRST_FIT);
    mems_init();
    for (size_t i = 0; i < 900; i++) {
        must(address(mems_malloc(i + 1)) == take(heap, i + 1));
        if (i % 3 == 0) {
            mems_free(pointer(1000));
            mems_heap_free(heap, 1000, NULL);
        }
    }
    stats_text(heap, expected, sizeof expected);
    ck_assert_uint_gt(strlen(expected), 3 * 4096);
    ck_assert_str_eq(captured(print_stats), expected);
    close_sound(heap);
    mems_finish();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: the six functions");
    TCase *cases = tcase_create("mems");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, course_example_at_page_4096);
    tcase_add_test(cases, course_example_at_page_8192);
    tcase_add_test(cases, course_example_at_page_2048);
    tcase_add_test(cases, course_example_at_page_100);
    tcase_add_test(cases, init_passes_the_callers_page_size_on);
    tcase_add_test(cases, init_is_a_function_too);
    tcase_add_test(cases, malloc_of_0_is_null_and_leaves_errno);
    tcase_add_test(cases, impossible_sizes_are_null_and_enomem);
    tcase_add_test(cases, three_gibibytes_in_one_request);
    tcase_add_test(cases, free_of_null_does_nothing);
    tcase_add_test(cases, wrong_frees_change_nothing_and_set_errno);
    tcase_add_test(cases, get_reaches_every_byte_and_nothing_else);
    tcase_add_test(cases, init_twice_is_finish_and_init);
    tcase_add_test(cases, finish_twice_does_nothing);
    tcase_add_test(cases, use_before_init_starts_the_heap);
    tcase_add_test(cases, other_uses_before_init_do_no_harm);
    tcase_add_test(cases, init_after_finish_is_a_fresh_heap);
    tcase_add_test(cases, wrong_page_size_sets_errno_and_changes_nothing);
    tcase_add_test(cases, stats_come_in_order_with_the_callers_own_output);
    tcase_add_test(cases, long_stats_are_whole);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
