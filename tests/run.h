/* run.h: how every test program ends: its suite runs, Check's closing line is
 * printed, and the exit status says whether all went well. */
#ifndef MEMS_TESTS_RUN_H
#define MEMS_TESTS_RUN_H

#include <check.h>
#include <stdlib.h>

static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
