/* maps.h: every mmap and munmap of the library passes here (the linker's
 * --wrap): they are counted, remembered, and refused when a test says so. */
#ifndef MEMS_TESTS_MAPS_H
#define MEMS_TESTS_MAPS_H

#include <stddef.h>
#include <stdint.h>

struct maps {
    uint64_t calls;         /* mmaps asked for, refused ones too */
    uint64_t refuse_from;   /* refuse calls with this number, from 1; 0: none */
    uint64_t refuse_to;     /* and up to this one */
    uint64_t refused;
    uint64_t alive;         /* mappings that are there */
    uint64_t bytes;         /* in them */
    uint64_t odd;           /* mmaps of no whole number of `page_size` */
    uint64_t wrong;         /* munmaps of what was not mapped just so */
    size_t page_size;       /* 0: lengths do not matter */
};

extern struct maps maps;

/* Counts from nothing; mappings that are there are forgotten. */
void maps_reset(size_t page_size);

#endif
