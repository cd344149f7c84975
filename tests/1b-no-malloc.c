/* 1b-no-malloc.c: this program's own malloc family counts, for all of the
 * process, the C library's inside included; nothing of libmems adds to it,
 * printing on a stream that was never used before included. And the printing
 * itself, over a write that is cut short and interrupted. */
#include "mems.h"

#include "heaps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A sanitizer has a malloc of its own, which must not be put aside. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__

int main(void)
{
    return 77; /* skipped */
}

#else

/* ---- A malloc family that counts ---- */

#define ARENA (48 << 20)

static union {
    unsigned char bytes[ARENA];
    long double aligned;
} arena;
static size_t used;
static volatile size_t calls; /* the compiler knows too much about malloc */

static void *hand_out(size_t size, size_t alignment)
{
    calls = calls + 1;
    size_t start = (used + 2 * alignment - 1) / alignment * alignment;
    if (size > ARENA - alignment || start > ARENA - size)
        return NULL;
    memcpy(arena.bytes + start - sizeof size, &size, sizeof size);
    used = start + size;
    return arena.bytes + start;
}

void *malloc(size_t size)
{
    return hand_out(size, 16);
}

void *calloc(size_t count, size_t size)
{
    if (size != 0 && count > ARENA / size)
        return NULL;
    return hand_out(count * size, 16); /* bytes of the arena are used once: they are 0 */
}

void *realloc(void *old, size_t size)
{
    size_t old_size = 0;
    void *new = hand_out(size, 16);
    if (old != NULL)
        memcpy(&old_size, (unsigned char *)old - sizeof old_size, sizeof old_size);
    if (new != NULL && old != NULL)
        memcpy(new, old, old_size < size ? old_size : size);
    return new;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return hand_out(size, alignment > 16 ? alignment : 16);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    *out = aligned_alloc(alignment, size);
    return *out == NULL ? ENOMEM : 0;
}

void free(void *old)
{
    calls = calls + (old != NULL);
}

/* ---- A write that is cut short ---- */

static size_t write_most; /* bytes a call, 0: no limit */
static int interruptions; /* calls that fail with EINTR first */
static int write_fails;   /* then all calls fail with this errno, if not 0 */

ssize_t __real_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size);

ssize_t __wrap_write(int file, const void *bytes, size_t size)
{
    if (interruptions > 0) {
        interruptions--;
        errno = EINTR;
        return -1;
    }
    if (write_fails != 0) {
        errno = write_fails;
        return -1;
    }
    if (write_most != 0) {
        interruptions = 1;
        size = size < write_most ? size : write_most;
    }
    return __real_write(file, bytes, size);
}

/* ---- The tests ---- */

/* mems_print_stats into /dev/null: without a stream of this program's. */
static void print_nowhere(void)
{
    int terminal = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    mems_print_stats();
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    close(nowhere);
}

/* Calls made while printing on the stream before anything else was. */
static size_t calls_of_first_print;

static void print_first_of_all(void)
{
    mems_init();
    for (int i = 0; i < 10; i++)
        mems_malloc(1000);
    calls = 0;
    print_nowhere();
    calls_of_first_print = calls;
    mems_finish();
}

START_TEST(print_stats_on_a_fresh_stream_allocates_nothing)
{
    ck_assert_uint_eq(calls_of_first_print, 0);
}
END_TEST

START_TEST(family_is_counted)
{
    calls = 0;
    char *volatile copy = strdup("the C library's own calls are counted too");
    must(calls == 1);
    must(copy != NULL);
    free(copy);
    must(calls == 2);
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    must(calls > 2 && stream != NULL);
    fclose(stream);
}
END_TEST

static void use_course_functions(void)
{
    void *blocks[100];
    mems_init();
    for (size_t i = 0; i < 100; i++)
        blocks[i] = mems_malloc(1 + 37 * i);
    for (size_t i = 0; i < 100; i += 2)
        mems_free(blocks[i]);
    mems_free(blocks[0]);
    must(mems_get(blocks[1]) != NULL);
    must(mems_malloc(SIZE_MAX) == NULL);
    print_nowhere();
    mems_finish();
}

START_TEST(course_functions_allocate_nothing)
{
    calls = 0;
    use_course_functions();
    size_t made = calls;
    ck_assert_uint_eq(made, 0);
}
END_TEST

static void ignore(void *user, const char *text, size_t size)
{
    *(size_t *)user += size;
    (void)text;
}

static void use_heap(enum mems_policy policy)
{
    static struct mems_decision made[400];
    struct mems_options options = mems_options_default();
    struct mems_node node;
    struct mems_segment at;
    mems_heap *heap;
    void *physical;
    size_t printed = 0;
    options.policy = policy;
    must(mems_heap_open(&heap, &options) == MEMS_OK);
    for (unsigned i = 0; i < 400; i++) {
        if (i % 4 == 3)
            must(mems_heap_free(heap, made[i - 2].address, &made[i]) == MEMS_OK);
        else
            must(mems_heap_malloc(heap, 1 + 97 * i % 3000, &made[i]) == MEMS_OK);
    }
    for (int i = 400; i-- > 100;)
        mems_heap_undo(heap, &made[i]);
    for (int i = 100; i < 200; i++)
        mems_heap_redo(heap, &made[i]);
    for (int i = 200; i < 400; i++)
        mems_heap_forget(heap, &made[i]);
    must(mems_node_first(heap, &node) && mems_segment_first(heap, &node, &at));
    must(mems_node_at(heap, 1000, &node) && mems_segment_at(heap, 1000, &at));
    must(mems_heap_get(heap, 1000, &physical) == MEMS_OK);
    must(mems_heap_check(heap, NULL) == MEMS_SOUND);
    must(mems_heap_largest_hole(heap) > 0 && mems_heap_totals(heap).nodes > 0);
    mems_heap_stats(heap, ignore, &printed);
    must(printed > 100);
    mems_heap_close(heap);
}

START_TEST(heap_functions_allocate_nothing)
{
    calls = 0;
    use_heap((enum mems_policy)_i);
    size_t made = calls;
    ck_assert_uint_eq(made, 0);
}
END_TEST

/* What print_stats writes in pieces of `most` bytes, each after a signal. */
static void print_in_pieces(size_t most, char *out, size_t size)
{
    int ends[2];
    must(pipe(ends) == 0);
    fflush(stdout);
    int terminal = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    write_most = most;
    interruptions = 1;
    mems_print_stats();
    write_most = 0;
    interruptions = 0;
    dup2(terminal, STDOUT_FILENO);
    close(terminal);
    ssize_t length = 0, got;
    while ((got = read(ends[0], out + length, size - 1 - (size_t)length)) > 0)
        length += got;
    out[length] = '\0';
    close(ends[0]);
}

START_TEST(short_and_interrupted_writes_lose_nothing)
{
    static char whole[60000], pieces[60000];
    mems_init();
    for (int i = 0; i < 200; i++)
        mems_malloc(1000);
    print_in_pieces(0, whole, sizeof whole);
    ck_assert_uint_gt(strlen(whole), 4096);
    const size_t most[] = {1, 3, 7, 100, 4095, 4096};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        print_in_pieces(most[i], pieces, sizeof pieces);
        ck_assert_str_eq(pieces, whole);
    }
    mems_finish();
}
END_TEST

START_TEST(write_that_fails_ends_the_printing)
{
    mems_init();
    mems_malloc(1000);
    fflush(stdout);
    write_fails = ENOSPC;
    mems_print_stats();
    write_fails = 0;
    mems_finish();
}
END_TEST

int main(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded != NULL && strstr(preloaded, "vgpreload") != NULL)
        return 77; /* valgrind puts this malloc family aside for its own */
    print_first_of_all();
    Suite *suite = suite_create("heap: no malloc");
    TCase *cases = tcase_create("no malloc");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, print_stats_on_a_fresh_stream_allocates_nothing);
    tcase_add_test(cases, family_is_counted);
    tcase_add_test(cases, course_functions_allocate_nothing);
    tcase_add_loop_test(cases, heap_functions_allocate_nothing, 0, MEMS_POLICIES);
    tcase_add_test(cases, short_and_interrupted_writes_lose_nothing);
    tcase_add_test(cases, write_that_fails_ends_the_printing);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}

#endif
