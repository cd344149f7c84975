/* 1c-twin.c: the heap beside its slow twin, over every policy (and changes of
 * it), page size, alignment and joining, and every search that this machine can
 * run: more than a million operations, equal answers, and a sound heap after each
 * one.
 *
 * MEMS_OPS: operations in all, and fewer combinations when they are few.
 * MEMS_SEED: other operations. */
#include "heaps.h"
#ifndef MEMS_SINGLE_HEADER
#include "private.h"
#include "machine.h"
#endif
#include "twin.h"

#include <inttypes.h>
#include <stdio.h>

#define LIVE_MAX 48   /* keeps the twin's walks short */
#define LIFE 700      /* operations before a pair starts anew */
#define LEAST 200     /* and as many as a combination is worth trying with */
#define OPERATIONS 1300000

static const size_t twin_pages[] = {1, 100, 2048, 4096, 8192, 65536};
static const size_t twin_aligns[] = {1, 8, 64, 4096};
#define PAGES (sizeof twin_pages / sizeof *twin_pages)
#define ALIGNS (sizeof twin_aligns / sizeof *twin_aligns)
#define MIXED MEMS_POLICIES /* the policy changes on the way */
#define COMBINATIONS ((MEMS_POLICIES + 1) * PAGES * ALIGNS * 2)

#ifndef MEMS_SINGLE_HEADER
#define MACHINES 4 /* kinds there are; a number past the last means the first */

static void set_machine(mems_heap *heap, unsigned number)
{
    const struct machine *machine = mems_machine_number(number);
    heap->machine = machine != NULL ? machine : mems_machine_number(0);
}

static void print_machines(void)
{
    for (unsigned i = 0; mems_machine_number(i) != NULL; i++)
        printf("machine %u: %s\n", i, mems_machine_number(i)->name);
}
#else /* it is closed, and compiled for one kind */
#define MACHINES 1

static void set_machine(mems_heap *heap, unsigned number)
{
    (void)heap;
    (void)number;
}

static void print_machines(void)
{
}
#endif

#define ALL ((unsigned)COMBINATIONS * MACHINES)

struct pair {
    mems_heap *heap;
    struct twin twin;
    struct random random;
    uint64_t live[LIVE_MAX];
    size_t live_count;
    bool mixed;
    unsigned machine;
};

static struct mems_options combination(unsigned number, bool *mixed)
{
    struct mems_options options = mems_options_default();
    unsigned policy = number % (MEMS_POLICIES + 1);
    number /= MEMS_POLICIES + 1;
    *mixed = policy == MIXED;
    options.policy = *mixed ? MEMS_FIRST_FIT : (enum mems_policy)policy;
    options.page_size = twin_pages[number % PAGES];
    number /= PAGES;
    options.align = twin_aligns[number % ALIGNS];
    options.join = number / ALIGNS == 0;
    return options;
}

/* Mostly small, and all that could be special: 0, whole pages, one byte more
 * or less, several pages, more than there is. */
static uint64_t random_size(struct pair *pair)
{
    struct random *random = &pair->random;
    uint64_t page = pair->twin.options.page_size;
    switch (random_below(random, 16)) {
    case 0:
        return random_below(random, 40) == 0 ? UINT64_MAX - random_below(random, 1000) : 0;
    case 1:
        return page * (1 + random_below(random, 3)) - random_below(random, 2);
    case 2:
        return page * random_below(random, 2) + 1;
    case 3:
    case 4:
        return 1 + random_below(random, 2 * page);
    case 5:
    case 6:
    case 7:
        return 1 + random_below(random, 16);
    default:
        return 1 + random_below(random, 1 + page / 6);
    }
}

/* An address that is anything: inside, outside, in a hole, at its edges. */
static uint64_t random_address(struct pair *pair)
{
    uint64_t span = pair->twin.end - pair->twin.options.start;
    return pair->twin.options.start - 2 + random_below(&pair->random, span + 4);
}

static void test_malloc(struct pair *pair)
{
    uint64_t size = random_size(pair), expected = 0;
    struct mems_decision made = {0};
    enum mems_error error = twin_malloc(&pair->twin, size, &expected);
    must(mems_heap_malloc(pair->heap, size, &made) == error);
    if (error != MEMS_OK)
        return;
    must(made.address == expected);
    must(twin_at(&pair->twin, expected)->size == made.size);
    pair->live[pair->live_count++] = expected;
}

static void test_free(struct pair *pair)
{
    size_t which = random_below(&pair->random, pair->live_count);
    uint64_t address = pair->live[which];
    pair->live[which] = pair->live[--pair->live_count];
    must(twin_free(&pair->twin, address) == MEMS_OK);
    must(mems_heap_free(pair->heap, address, NULL) == MEMS_OK);
}

static void test_wrong_free(struct pair *pair)
{
    uint64_t address = random_address(pair);
    const struct twin_segment *segment = twin_at(&pair->twin, address);
    if (segment != NULL && segment->process && segment->start == address)
        return; /* it is a block after all */
    must(mems_heap_free(pair->heap, address, NULL) == twin_free(&pair->twin, address));
}

static void test_lookup(struct pair *pair)
{
    uint64_t address = random_address(pair);
    const struct twin_segment *segment = twin_at(&pair->twin, address);
    struct mems_segment at;
    struct mems_node node;
    void *physical;
    enum mems_error error = mems_heap_get(pair->heap, address, &physical);
    must(mems_segment_at(pair->heap, address, &at) == (segment != NULL));
    must(mems_node_at(pair->heap, address, &node) == (segment != NULL));
    must((physical != NULL) == (segment != NULL && segment->process));
    if (segment == NULL) {
        must(error == MEMS_OUTSIDE);
        return;
    }
    must(at.start == segment->start && at.size == segment->size);
    must(node.index == segment->node);
    must(error == (segment->process ? MEMS_OK : MEMS_ALREADY_FREE));
    if (segment->process)
        must((uintptr_t)physical == (uintptr_t)node.physical + (address - node.start));
}

static void operate(struct pair *pair)
{
    if (pair->mixed && random_below(&pair->random, 20) == 0) {
        enum mems_policy policy = (enum mems_policy)random_below(&pair->random, MEMS_POLICIES);
        pair->twin.options.policy = policy;
        must(mems_heap_set_policy(pair->heap, policy) == MEMS_OK);
    }
    uint64_t dice = random_below(&pair->random, 100);
    if (dice < 5)
        test_lookup(pair);
    else if (dice < 8)
        test_wrong_free(pair);
    else if (pair->live_count == LIVE_MAX || (pair->live_count > 0 && dice < 53))
        test_free(pair);
    else
        test_malloc(pair);
    enum mems_fault fault = mems_heap_check(pair->heap, NULL);
    if (fault != MEMS_SOUND)
        ck_abort_msg("%s", mems_fault_text(fault));
}

static void run_pair(struct pair *pair, const struct mems_options *options, uint64_t count)
{
    must(mems_heap_open(&pair->heap, options) == MEMS_OK);
    set_machine(pair->heap, pair->machine);
    twin_open(&pair->twin, options);
    pair->live_count = 0;
    for (uint64_t i = 0; i < count; i++) {
        operate(pair);
        if (i % 8 == 0)
            must(twin_is_like(&pair->twin, pair->heap));
    }
    must(twin_is_like(&pair->twin, pair->heap));
    twin_close(&pair->twin);
    mems_heap_close(pair->heap);
}

/* How many pairs there are; if not all, they are from all over. */
static unsigned pairs(void)
{
    uint64_t few = operations(OPERATIONS) / LEAST;
    return few < ALL ? (unsigned)few : ALL;
}

START_TEST(heap_does_what_its_twin_does)
{
    struct pair pair = {.random = random_stream((uint64_t)_i)};
    unsigned number = (unsigned)_i * 49 % ALL;
    struct mems_options options = combination(number / MACHINES, &pair.mixed);
    uint64_t count = operations(OPERATIONS) / pairs();
    options.sums = _i % 3 == 0;
    options.ahead = _i % 5 == 0;
    pair.machine = number % MACHINES;
    for (uint64_t done = 0; done <= count; done += LIFE)
        run_pair(&pair, &options, count - done < LIFE ? count - done : LIFE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: twin");
    TCase *cases = tcase_create("twin");
    tcase_set_timeout(cases, 300);
    tcase_add_loop_test(cases, heap_does_what_its_twin_does, 0, (int)pairs());
    suite_add_tcase(suite, cases);
    printf("%" PRIu64 " operations\n", operations(OPERATIONS));
    print_machines();
    return run_seeded(suite);
}
