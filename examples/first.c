#include <mems.h>

int main(void)
{
    mems_init();
    int *v = mems_malloc(10 * sizeof(int)); /* virtual: a number, never looked behind */
    int *p = mems_get(&v[3]);               /* physical: where its fourth int really is */
    *p = 42;
    printf("virtual address %zu holds %d\n", (size_t)&v[3], *p);
    mems_print_stats();
    mems_finish();
    return 0;
}
