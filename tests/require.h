/* require.h: assertions for loops: Check's own write to a file each time; these
 * cost a comparison until one fails. */
#ifndef MEMS_TESTS_REQUIRE_H
#define MEMS_TESTS_REQUIRE_H

#include <check.h>

#define REQUIRE(condition) \
    do { \
        if (!(condition)) \
            ck_abort_msg("%s:%d: %s", __FILE__, __LINE__, #condition); \
    } while (0)

#define REQUIRE_MSG(condition, ...) \
    do { \
        if (!(condition)) \
            ck_abort_msg(__VA_ARGS__); \
    } while (0)

#endif
