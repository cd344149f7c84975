/* ask.h: one measurement in a process of its own: the parent's side. The child
 * is this program again, has nothing of ours but its request and the tape, and
 * is ended when it takes too long. */
#ifndef MEMS_BENCH_ASK_H
#define MEMS_BENCH_ASK_H

#include "request.h"

#include <signal.h>
#include <stddef.h>

/* The first word, after the verb, that makes the program a child. */
#define CHILD_WORD "--child"

enum asked {
    ASKED_GOOD,
    ASKED_INTERRUPTED,  /* one of the signals of `watched` came */
    ASKED_FAILED        /* `why` says why there is no answer */
};

/* Asks a child; `tape` is a file of tape_file. The signals of `watched` are
 * blocked by the caller and only looked at. The child has `seconds`. */
enum asked ask_child(const struct request *request, int tape, const sigset_t *watched,
                     unsigned seconds, struct answer *answer, char *why, size_t size);

#endif
