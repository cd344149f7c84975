/* digest.h: a workload as one number: whether two programs have read the same one. */
#ifndef MEMS_TRACE_DIGEST_H
#define MEMS_TRACE_DIGEST_H

#include "ops.h"

/* Of all operations and notes, with their texts and names; not of settings of the heap,
 * comments and blanks. No secret is kept by it. O(operations + bytes of texts). */
uint64_t ops_digest(const struct ops *ops);

/* The same without the notes. */
uint64_t ops_digest_steps(const struct ops *ops);

/* FNV-1a of some bytes, going on from `digest`; DIGEST_START at first. */
#define DIGEST_START UINT64_C(0xcbf29ce484222325)
uint64_t digest_bytes(uint64_t digest, const void *bytes, size_t length);
uint64_t digest_word(uint64_t digest, uint64_t word);

#endif
