/* haste.c: see haste.h. Time goes forward, whatever `haste` is set to. */
#include "haste.h"

#include <time.h>

int haste;

int __real_clock_gettime(clockid_t which, struct timespec *now);
int __wrap_clock_gettime(clockid_t which, struct timespec *now);

int __wrap_clock_gettime(clockid_t which, struct timespec *now)
{
    static long ahead; /* milliseconds */
    int result = __real_clock_gettime(which, now);
    ahead += haste;
    now->tv_sec += ahead / 1000;
    now->tv_nsec += ahead % 1000 * 1000000;
    if (now->tv_nsec >= 1000000000) {
        now->tv_nsec -= 1000000000;
        now->tv_sec++;
    }
    return result;
}
