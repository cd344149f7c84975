/* exercises.c: the table. Addresses are those of a heap that begins at 1000. */
#include "exercises.h"

#define TEN_BLOCKS \
    "malloc A 1000\nmalloc B 1000\nmalloc C 1000\nmalloc D 1000\nmalloc E 1000\n" \
    "malloc F 1000\nmalloc G 1000\nmalloc H 1000\nmalloc I 1000\nmalloc J 1000\n"

enum { BOTH = CHECK_ADDRESSES | CHECK_CHAINS };

const struct exercise exercises[] = {
    {TOPIC_ADDRESSES, CHECK_START | CHECK_ADDRESSES, 0, 0, "the first block begins at 1000",
     "malloc A 100\n"},
    {TOPIC_ADDRESSES, CHECK_ADDRESSES, 0, 0, "blocks follow one another",
     "malloc A 100\nmalloc B 200\nmalloc C 1\nmalloc D 3795\n"},
    {TOPIC_ADDRESSES, CHECK_ADDRESSES, 0, 0, "a node begins where the one before it ends",
     TEN_BLOCKS},
    {TOPIC_ADDRESSES, CHECK_ADDRESSES, 0, 0, "a large block takes as many pages as it needs",
     "malloc A 10000\nmalloc B 2000\nmalloc C 300\n"},
    {TOPIC_ADDRESSES, CHECK_ADDRESSES | CHECK_AGAIN, 0, 0, "after finish and init all begins anew",
     "malloc A 100\nmalloc B 5000\n"},

    {TOPIC_SPLITTING, BOTH, 0, 0, "what is left of a page is a HOLE",
     "malloc A 1000\n"},
    {TOPIC_SPLITTING, BOTH, 0, 0, "what is left of a HOLE stays a HOLE",
     "malloc A 1000\nmalloc B 1000\nfree A\nmalloc C 400\nmalloc D 600\n"},
    {TOPIC_SPLITTING, BOTH, 0, 0, "even a single byte",
     "malloc A 1000\nmalloc B 3096\nfree A\nmalloc C 999\nmalloc D 1\n"},

    {TOPIC_JOINING, BOTH, 0, 0, "a free joins the HOLE after it",
     "malloc A 1000\nmalloc B 1000\nmalloc C 2096\nfree B\nfree A\nmalloc D 1500\n"},
    {TOPIC_JOINING, BOTH, 0, 0, "a free joins the HOLE before it",
     "malloc A 1000\nmalloc B 1000\nmalloc C 2096\nfree A\nfree B\nmalloc D 1500\n"},
    {TOPIC_JOINING, BOTH, 0, 0, "a free joins both",
     "malloc A 1000\nmalloc B 1000\nmalloc C 1000\nmalloc D 1096\nfree A\nfree C\nfree B\n"
     "malloc E 3000\n"},
    {TOPIC_JOINING, BOTH, 0, 0, "never across nodes",
     "malloc A 4096\nmalloc B 4096\nfree A\nfree B\nmalloc C 5000\n"},

    {TOPIC_REUSE, CHECK_ADDRESSES, 0, 0, "the first HOLE that fits is taken",
     "malloc A 1000\nmalloc B 500\nmalloc C 1000\nmalloc D 1596\nfree C\nfree A\nmalloc E 1000\n"
     "malloc F 1000\n"},
    {TOPIC_REUSE, CHECK_ADDRESSES, 0, 0, "a HOLE that is too small is passed over",
     "malloc A 300\nmalloc B 500\nmalloc C 800\nmalloc D 2496\nfree A\nfree C\nmalloc E 800\n"
     "malloc F 300\n"},
    {TOPIC_REUSE, CHECK_ADDRESSES, 0, 0, "the oldest node comes first",
     "malloc A 4096\nmalloc B 4096\nmalloc C 4096\nfree C\nfree A\nmalloc D 4096\n"},
    {TOPIC_REUSE, CHECK_ADDRESSES, 0, 0, "an empty node is used again",
     "malloc A 4096\nfree A\nmalloc B 4096\n"},

    {TOPIC_EXACT, BOTH, 0, 0, "a block that fills a HOLE leaves no empty one",
     "malloc A 1000\nmalloc B 1000\nmalloc C 2096\nfree B\nmalloc D 1000\n"},
    {TOPIC_EXACT, BOTH, 0, 0, "a block of a whole page leaves no HOLE",
     "malloc A 4096\nmalloc B 8192\n"},
    {TOPIC_EXACT, BOTH, 0, 0, "the last bytes of a node",
     "malloc A 1000\nmalloc B 3096\nfree B\nmalloc C 3096\n"},

    {TOPIC_PAGES, CHECK_ADDRESSES, 2048, 0, "pages of 2048 bytes", TEN_BLOCKS},
    {TOPIC_PAGES, CHECK_ADDRESSES, 8192, 0, "pages of 8192 bytes", TEN_BLOCKS},
    {TOPIC_PAGES, CHECK_ADDRESSES, 65536, 0, "pages of 65536 bytes",
     "malloc A 60000\nmalloc B 60000\nmalloc C 5000\nmalloc D 5000\n"},

    {TOPIC_LOOKUP, 0, 0, 0, "the first byte of a block",
     "malloc A 1000\nmalloc B 2000\nget A\nget B\n"},
    {TOPIC_LOOKUP, 0, 0, 0, "a byte inside a block",
     "malloc A 1000\nmalloc B 2000\nget A+500\nget B+1999\n"},
    {TOPIC_LOOKUP, 0, 0, 0, "blocks of other nodes",
     "malloc A 4000\nmalloc B 4000\nmalloc C 9000\nget C+8999\nget B+1\nget A+3999\n"},
    {TOPIC_LOOKUP, 0, 0, 0, "nothing where no block is",
     "malloc A 1000\nmalloc B 1000\nfree A\nget @1000\nget @9000000\n"},

    {TOPIC_INVALID, CHECK_KEPT, 0, 0, "a free of NULL changes nothing",
     "malloc A 1000\nf -1\nmalloc B 500\n"},
    {TOPIC_INVALID, CHECK_KEPT, 0, 0, "a second free changes nothing",
     "malloc A 1000\nmalloc B 500\nfree A\nfree A\nmalloc C 100\n"},
    {TOPIC_INVALID, CHECK_KEPT, 0, 0, "a free inside a block changes nothing",
     "malloc A 1000\nmalloc B 500\nfree A+10\nget A\nmalloc C 100\n"},
    {TOPIC_INVALID, CHECK_KEPT, 0, 0, "a free of an address of no node changes nothing",
     "malloc A 1000\nfree @9000000\nmalloc B 500\n"},

    {TOPIC_MEMORY, 0, 0, 0, "more than the machine has is NULL, and work goes on",
     "malloc A 100\nmalloc B 64G\nmalloc C 64G\nmalloc D 5000\n"},
    {TOPIC_MEMORY, 0, 0, 0, "a size that overflows is NULL, and work goes on",
     "malloc A 100\nmalloc B 18446744073709551615\nmalloc C 18446744073709547600\n"
     "malloc D 5000\n"},

    {TOPIC_DATA, 0, 0, 0, "through other mallocs", TEN_BLOCKS "write A 1\nmalloc K 20000\n"},
    {TOPIC_DATA, 0, 0, 0, "through frees and reuse",
     "random 200 seed 7 size 1..2000 free 40%\n"},
    {TOPIC_DATA, 0, 0, 0, "in a block of megabytes",
     "malloc A 3M\nmalloc B 100\nmalloc C 5M\nfree B\nmalloc D 64\n"},

    {TOPIC_GROWTH, CHECK_STEADY, 0, 60, "malloc and free over and over",
     "malloc A 1000\nfree A\n"},
    {TOPIC_GROWTH, CHECK_STEADY, 0, 0, "blocks of many sizes that come and go",
     "random 1500 seed 5 size 1..4000 free 50%\n"},

    {TOPIC_STATISTICS, CHECK_TOTALS, 0, 0, "they can be read, and agree with the chains",
     "malloc A 1000\nmalloc B 4000\nmalloc C 700\nfree A\n"},
};

const size_t exercise_count = sizeof exercises / sizeof *exercises;

const char *topic_words(enum topic topic)
{
    static const char *const words[TOPIC_COUNT] = {
#define X(name, text) [TOPIC_##name] = text,
        TOPICS(X)
#undef X
    };

    return words[topic];
}
