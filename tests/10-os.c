/* 10-os.c: the floor: pages come zeroed and writable, hints are honoured when
 * they can be, and a mapping goes back whole. */
#include "os.h"

#include "heaps.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

START_TEST(pages_are_zeroed_and_writable)
{
    const size_t sizes[] = {1, 100, 4096, 65536, 3000001};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char *bytes = mems_os_map(sizes[i], 0);
        ck_assert_ptr_nonnull(bytes);
        ck_assert(all_bytes_are(bytes, sizes[i], 0));
        memset(bytes, 0xa5, sizes[i]);
        ck_assert(all_bytes_are(bytes, sizes[i], 0xa5));
        ck_assert(mems_os_unmap(bytes, sizes[i]));
    }
}
END_TEST

START_TEST(hint_is_honoured_where_nothing_lies)
{
    const uintptr_t hint = 0x4d454d530000;
    void *first = mems_os_map(4096, hint);
    void *second = mems_os_map(4096, hint);
    ck_assert_uint_eq((uintptr_t)first, hint);
    ck_assert_ptr_nonnull(second);
    ck_assert_ptr_ne(second, first);
    ck_assert(mems_os_unmap(first, 4096));
    ck_assert(mems_os_unmap(second, 4096));
}
END_TEST

START_TEST(unmapped_pages_are_gone)
{
    unsigned char residence;
    void *pages = mems_os_map(100, 0);
    ck_assert_int_eq(mincore(pages, 100, &residence), 0);
    ck_assert(mems_os_unmap(pages, 100));
    ck_assert_int_eq(mincore(pages, 100, &residence), -1);
    ck_assert_int_eq(errno, ENOMEM);
}
END_TEST

START_TEST(more_than_there_is_is_refused)
{
    ck_assert_ptr_null(mems_os_map(SIZE_MAX - 4096, 0));
    ck_assert_ptr_null(mems_os_map(SIZE_MAX / 2, 0));
}
END_TEST

START_TEST(page_of_the_system_is_a_power_of_two)
{
    size_t page = mems_os_page();
    ck_assert_uint_ge(page, 4096);
    ck_assert_uint_eq(page & (page - 1), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: os");
    TCase *cases = tcase_create("os");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, pages_are_zeroed_and_writable);
    tcase_add_test(cases, hint_is_honoured_where_nothing_lies);
    tcase_add_test(cases, unmapped_pages_are_gone);
    tcase_add_test(cases, more_than_there_is_is_refused);
    tcase_add_test(cases, page_of_the_system_is_a_power_of_two);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
