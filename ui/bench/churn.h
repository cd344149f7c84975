/* churn.h: the workloads that come with `mems bench`, each a tape made from a
 * seed, the same on every machine. */
#ifndef MEMS_BENCH_CHURN_H
#define MEMS_BENCH_CHURN_H

#include "tape.h"

/* `live` blocks of 16 to 256 bytes are built up and once changed, untimed; then
 * `pairs` times, 1 or more, a block chosen at random is freed and another
 * malloc'ed. false without memory. */
bool churn_tape(struct tape *tape, uint64_t live, uint64_t pairs);

/* The same as a queue: the oldest block goes, and a new one comes. */
bool churn_queue(struct tape *tape, uint64_t live, uint64_t pairs);

#endif
