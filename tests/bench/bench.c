/* bench.c: see bench.h. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

uint64_t bench_random(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

uint64_t bench_below(uint64_t *state, uint64_t limit)
{
    return (bench_random(state) >> 32) * limit >> 32;
}

static int compare(const void *a, const void *b)
{
    const double *first = a, *second = b;
    return (*first > *second) - (*first < *second);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

void *bench_array(size_t count, size_t size)
{
    unsigned char *array = calloc(count + 1, size);
    if (array == NULL) {
        fprintf(stderr, "bench: out of memory\n");
        exit(1);
    }
    for (size_t i = 0; i < (count + 1) * size; i += 512)
        *(volatile unsigned char *)(array + i) = 0;
    return array;
}

mems_heap *bench_heap(const struct mems_options *options)
{
    mems_heap *heap;
    enum mems_error error = mems_heap_open(&heap, options);
    if (error != MEMS_OK) {
        fprintf(stderr, "bench: %s\n", mems_error_text(error));
        exit(1);
    }
    return heap;
}
