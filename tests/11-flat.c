/* 11-flat.c: an array that grows keeps what was written, is zero beyond it,
 * and stays untouched where nothing was written, even when it moves. */
#include "flat.h"

#include "heaps.h"
#include "os.h"

#include <sys/mman.h>
#include <sys/resource.h>

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

/* Else a heap of some huge blocks would take an eighth of them for real. */
START_TEST(moving_leaves_untouched_what_was)
{
    struct flat flat;
    const uint64_t size = 300 * MIB;
    mems_flat_open(&flat, 4096);
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
    ck_assert_uint_lt(pages_there(flat.start, flat.bytes), 3 * 512 + 1024);
    mems_flat_close(&flat);
}
END_TEST

/* What a large node takes of a table is for what will never begin in it, mostly. */
START_TEST(large_needs_are_left_untouched)
{
    struct flat flat;
    mems_flat_open(&flat, 4096);
    grow(&flat, MIB / 2);
    ck_assert_uint_eq(pages_there(flat.start, flat.bytes), 0);
    grow(&flat, 2 * MIB);
    ck_assert_uint_eq(pages_there(flat.start, flat.bytes), 0);
    mems_flat_close(&flat);
}
END_TEST

/* Where a person limits addresses (ulimit -v), most are left for nodes. */
START_TEST(reserve_is_a_small_part_of_limited_addresses)
{
#if defined __SANITIZE_ADDRESS__
    return; /* which needs more addresses than any limit leaves */
#endif
    const struct rlimit limit = {.rlim_cur = 4096 * MIB, .rlim_max = RLIM_INFINITY};
    if (setrlimit(RLIMIT_AS, &limit) != 0)
        return;
    ck_assert_uint_eq(mems_os_addresses(), 4096 * MIB);
    struct flat flat;
    mems_flat_open(&flat, 4096);
    grow(&flat, 1);
    ck_assert_uint_le(flat.reserved, 16 * MIB);
    grow(&flat, 40 * MIB); /* more is had where it is needed */
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
    tcase_add_test(cases, large_needs_are_left_untouched);
    tcase_add_test(cases, reserve_is_a_small_part_of_limited_addresses);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
