/* course.c: ten arrays of 250 ints, one of them given back and asked for again.
 *
 * What mems_malloc returns is a MeMS virtual address: good for arithmetic, never
 * for a look behind it. mems_get says where the byte really is. */
#include "mems.h"

#define BLOCKS 10
#define INTS 250

int main(void)
{
    int *ptr[BLOCKS];
    mems_init();

    printf("------- Virtual addresses of ten blocks of %zu bytes -------\n", INTS * sizeof(int));
    for (int i = 0; i < BLOCKS; i++) {
        ptr[i] = mems_malloc(INTS * sizeof(int));
        printf("block %d begins at %zu\n", i, (size_t)ptr[i]);
    }

    printf("------- Writing through a physical address -------\n");
    int *second_int = mems_get(&ptr[0][1]);
    int *whole_block = mems_get(&ptr[0][0]);
    *second_int = 200;
    printf("virtual address %zu holds %d\n", (size_t)&ptr[0][1], whole_block[1]);

    printf("------- All blocks in use -------\n");
    mems_print_stats();

    printf("------- The fourth block given back -------\n");
    mems_free(ptr[3]);
    mems_print_stats();

    printf("------- A block of the same size again -------\n");
    ptr[3] = mems_malloc(INTS * sizeof(int));
    printf("it begins at %zu\n", (size_t)ptr[3]);
    mems_print_stats();

    mems_free(ptr[5]);
    mems_finish();
    return 0;
}
