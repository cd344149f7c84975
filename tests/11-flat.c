/* 11-flat.c: an array that grows keeps what was written, is zero beyond it,
 * and stays untouched where nothing was written, even when it moves. */
#include "flat.h"

#include "heaps.h"

#include <stdlib.h>
#include <sys/mman.h>

#define MIB (UINT64_C(1) << 20)

static void grow(struct flat *flat, uint64_t bytes)
{
    ck_assert(mems_flat_stock(flat, bytes));
    ck_assert_uint_ge(flat->bytes, bytes);
    ck_assert_uint_ge(flat->reserved, flat->bytes);
}

START_TEST(growing_keeps_what_was_written)
{
    struct flat flat;
    mems_flat_open(&flat, page_sizes[_i]);
    uint64_t written = 0;
    for (uint64_t bytes = 1; bytes < 200 * MIB; bytes = bytes * 3 + 1) {
        grow(&flat, bytes);
        for (uint64_t at = 1; at <= written; at = at * 3 + 1)
            ck_assert_uint_eq(flat.start[at - 1], at % 251);
        for (uint64_t at = written; at < bytes; at += 4099)
            must(flat.start[at] == 0);
        flat.start[bytes - 1] = (unsigned char)(bytes % 251);
        written = bytes;
    }
    mems_flat_close(&flat);
    ck_assert_uint_eq(flat.bytes, 0);
}
END_TEST

static uint64_t pages_there(const struct flat *flat, uint64_t page)
{
    uint64_t count = (flat->bytes + page - 1) / page, there = 0;
    unsigned char *pages = calloc(count, 1);
    ck_assert_ptr_nonnull(pages);
    ck_assert_int_eq(mincore(flat->start, flat->bytes, pages), 0);
    for (uint64_t i = 0; i < count; i++)
        there += pages[i] & 1;
    free(pages);
    return there;
}

/* Else a heap of some huge blocks would take an eighth of them for real. */
START_TEST(moving_leaves_untouched_what_was)
{
    struct flat flat;
    const uint64_t page = 4096, size = 300 * MIB;
    mems_flat_open(&flat, page);
    grow(&flat, size);
    flat.start[0] = 1;
    flat.start[size / 2] = 2;
    flat.start[size - 1] = 3;
    const unsigned char *before = flat.start;
    grow(&flat, flat.reserved + 1);
    ck_assert_ptr_ne(flat.start, before);
    ck_assert_uint_eq(flat.start[0], 1);
    ck_assert_uint_eq(flat.start[size / 2], 2);
    ck_assert_uint_eq(flat.start[size - 1], 3);
    /* with huge pages, each may be one of 512 */
    ck_assert_uint_lt(pages_there(&flat, page), 3 * 512 + 1024);
    mems_flat_close(&flat);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: flat");
    TCase *cases = tcase_create("flat");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, growing_keeps_what_was_written, 0, (int)page_size_count);
    tcase_add_test(cases, moving_leaves_untouched_what_was);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
