/* splits-lost.h: declares what splits-lost.c holds: a header and its source. */
#ifndef SPLITS_LOST_H
#define SPLITS_LOST_H
#include <stddef.h>
#define PAGE_SIZE 4096
void mems_init(void);
void mems_finish(void);
void *mems_malloc(size_t size);
void mems_free(void *address);
void mems_print_stats(void);
void *mems_get(void *address);
#endif
