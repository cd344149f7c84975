/* course.h: what is asked of a student's six functions, and what they answer: fixed
 * records over a socket. Nothing in an answer is believed further than its bytes go. */
#ifndef MEMS_JUDGE_COURSE_H
#define MEMS_JUDGE_COURSE_H

#include <stdint.h>

enum course_call {
    COURSE_HELLO,    /* value: PAGE_SIZE, or 0 where it is not known */
    COURSE_INIT,
    COURSE_FINISH,
    COURSE_MALLOC,   /* a: bytes; value: the address */
    COURSE_FREE,     /* a: address */
    COURSE_GET,      /* a: address; value: the real pointer */
    COURSE_STATS,
    COURSE_FILL,     /* a: pointer, b: bytes: writes a pattern there */
    COURSE_LOOK,     /* the same: reads it again; value: the first byte that differs, or b */
    COURSE_CALLS
};

struct course_ask { uint32_t number, call, seed, unused; uint64_t a, b; };
struct course_answer { uint32_t number, unused; uint64_t value; };

/* Of a larger block both ends are written and read. */
#define COURSE_END 65536

/* The word after `mems judge` by which the program starts itself, then the library. */
#define DRIVEN_WORD "--child"

enum { DRIVEN_TALK = 100, DRIVEN_FILES = 128 }; /* descriptors: the socket's, and all */

#endif
