/* mems.h: the six functions of the course over one heap, and PAGE_SIZE.
 *
 * mems_malloc hands out a MeMS virtual address: a number that is never
 * dereferenced. mems_get turns it into the MeMS physical address, the real
 * pointer. One heap, one thread at a time. With an explicit heap, options
 * and a walk of the chains: mems/heap.h. */
#ifndef MEMS_H
#define MEMS_H

#include <stddef.h>
#include <stdio.h> /* the course's programs include mems.h alone and call printf */

/* Bytes in a MeMS page; every main-chain node is a whole number of them.
 * Any value of 1 or more works, set before this header is included
 * (cc -DPAGE_SIZE=8192) or for the library by ./configure --with-page-size=N. */
#ifndef PAGE_SIZE
#define PAGE_SIZE 4096
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Starts an empty heap whose first virtual address is 1000. On a heap in
 * use it is mems_finish and then mems_init. A heap that was never started
 * starts itself at the first mems_malloc. */
void mems_init(void);

/* mems_init with pages of `page_size` bytes, 1 to 2^30. Any other changes nothing
 * and sets errno to EINVAL. ENOMEM: the system refused; mems_malloc tries again. */
void mems_init_pages(size_t page_size);

/* The macro passes the caller's PAGE_SIZE on to a library that may have
 * been built with another; (mems_init)() calls the function itself. */
#define mems_init() mems_init_pages(PAGE_SIZE)

/* Unmaps every byte the heap ever mapped. Twice does nothing more. */
void mems_finish(void);

/* The virtual address of a new block of `size` bytes, or NULL: size 0 (errno
 * untouched), or no memory, or a size no address space holds (ENOMEM). */
void *mems_malloc(size_t size);

/* Gives back the block that begins at virtual address `v_ptr`. NULL does
 * nothing; any other address changes nothing and sets errno to EINVAL. */
void mems_free(void *v_ptr);

/* Prints the chains, pages used and bytes unused on standard output, after
 * whatever the caller printed before. Allocates nothing. */
void mems_print_stats(void);

/* The physical address of the byte at virtual address `v_ptr`, which may lie
 * anywhere in a block; NULL in a hole or outside. Valid until mems_finish. */
void *mems_get(void *v_ptr);

#ifdef __cplusplus
}
#endif
#endif
