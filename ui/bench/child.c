/* child.c: the process in which one allocator plays one tape. Its own books lie
 * in a heap of their own and not in the memory that is measured; nothing here
 * calls malloc, directly or through a stream, before the loops do. */
#include "child.h"

#include "replay.h"
#include "request.h"
#include "resident.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined __linux__
#include <sys/prctl.h>
#endif

#define WARM_NS 1e8     /* later passes go on for so long, at least, */
#define WARM_PASSES 100 /* or until there were so many */

struct child {
    struct request request;
    struct answer answer;
    struct tape_head head;
    struct replay replay;
    mems_heap *books;      /* memory for the tape and the address table */
};

/* ---- Reading and answering ---- */

static bool read_all(int file, void *bytes, size_t size, off_t from)
{
    char *at = bytes;

    while (size > 0) {
        ssize_t got = pread(file, at, size < 1 << 30 ? size : 1 << 30, from);

        if (got <= 0)
            return false;
        at += got;
        from += got;
        size -= (size_t)got;
    }
    return true;
}

static _Noreturn void leave(const struct child *child)
{
    ssize_t wrote = write(CHILD_SOCKET, &child->answer, sizeof child->answer);

    _exit(wrote == (ssize_t)sizeof child->answer ? 0 : 1);
}

static _Noreturn void fail(struct child *child, enum answer_state state)
{
    child->answer = (struct answer){.state = (uint32_t)state};
    leave(child);
}

/* ---- Setting up ---- */

/* `bytes` of zeroed, resident memory. */
static void *books_take(struct child *child, uint64_t bytes)
{
    struct mems_decision decision;
    void *memory;

    if (mems_heap_malloc(child->books, bytes + 1, &decision) != MEMS_OK)
        fail(child, ANSWER_FAILED);
    mems_heap_get(child->books, decision.address, &memory);
    memset(memory, 0, bytes);
    return memory;
}

static void load(struct child *child)
{
    struct tape_head *head = &child->head;
    struct replay *replay = &child->replay;
    struct mems_options options = mems_options_default();
    uint64_t *words;

    options.align = 64; /* as lines of the cache are */
    if (mems_heap_open(&child->books, &options) != MEMS_OK ||
        !read_all(CHILD_TAPE, head, sizeof *head, 0))
        fail(child, ANSWER_FAILED);
    words = books_take(child, head->count * sizeof *words);
    if (!read_all(CHILD_TAPE, words, head->count * sizeof *words, sizeof *head))
        fail(child, ANSWER_FAILED);
    replay->head = head;
    replay->words = words;
    replay->where = books_take(child, head->slots * sizeof *replay->where);
    replay->sizes = books_take(child, head->slots * sizeof *replay->sizes);
    replay->touch = child->request.touch;
    replay->allocator = child->request.allocator;
}

/* Whether malloc is that of the library that was asked for: one that is not
 * there is passed over by the dynamic linker. */
static bool library_is_there(const char *library)
{
    const char *slash = strrchr(library, '/'), *found;
    Dl_info info;

    if (library[0] == '\0')
        return true;
    if (dladdr(dlsym(RTLD_DEFAULT, "malloc"), &info) == 0 || info.dli_fname == NULL)
        return false;
    found = strrchr(info.dli_fname, '/');
    return strcmp(found != NULL ? found + 1 : info.dli_fname,
                  slash != NULL ? slash + 1 : library) == 0;
}

static bool open_heaps(struct child *child)
{
    enum allocator allocator = child->request.allocator;
    struct mems_options options = tape_options(&child->head);
    struct replay *replay = &child->replay;

    options.policy = child->request.policy;
    options.ahead = child->request.ahead;
    if (allocator == ALLOCATOR_NAIVE || allocator == ALLOCATOR_BOTH) {
        replay->naive = naive_open(&options);
        if (replay->naive == NULL)
            return false;
    }
    if (allocator == ALLOCATOR_HEAP || allocator == ALLOCATOR_BOTH)
        return mems_heap_open(&replay->heap, &options) == MEMS_OK;
    return true;
}

/* ---- Measuring ---- */

static void first_pass(struct child *child)
{
    struct answer *answer = &child->answer;
    int64_t before = resident_start(), peak;
    struct pass pass;

    if (!open_heaps(child))
        fail(child, ANSWER_FAILED);
    pass = replay_pass(&child->replay, child->request.budget);
    peak = resident_peak();
    answer->resident = before >= 0 && peak >= before ? peak - before : -1;
    answer->cut = pass.cut;
    answer->done = pass.done;
    answer->cold = pass.done > 0 ? pass.ns / (double)pass.done : 0;
    answer->refused = child->replay.refused;
    answer->segments = child->replay.segments;
    if (child->replay.heap != NULL) {
        struct mems_totals totals = mems_heap_totals(child->replay.heap);

        answer->mapped = totals.mapped;
        answer->records = totals.records;
    }
}

/* The mean of whole passes; giving back what is live between them is not timed.
 * The naive walk would take too long over that. */
static void later_passes(struct child *child)
{
    const struct request *request = &child->request;
    double ns = 0, budget = request->budget * 1e6;
    uint64_t done = 0;

    if (child->answer.cut ||
        (request->allocator == ALLOCATOR_NAIVE &&
         child->answer.cold * (double)child->answer.done > budget / 4))
        return;
    for (unsigned i = 0; i < WARM_PASSES && (i < request->warm || ns < WARM_NS) && ns < budget;
         i++) {
        struct pass pass;

        replay_clear(&child->replay);
        pass = replay_pass(&child->replay, request->budget);
        if (pass.cut)
            break;
        ns += pass.ns;
        done += pass.done;
    }
    child->answer.warm = done > 0 ? ns / (double)done : 0;
}

static void compare(struct child *child)
{
    if (!open_heaps(child))
        fail(child, ANSWER_FAILED);
    child->answer.differs = !replay_both(&child->replay, child->request.budget,
                                         &child->answer.done);
    child->answer.cut = child->answer.done < child->head.count;
}

/* Neither a core file, nor a life after the parent's. */
static void be_harmless(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#if defined __linux__
    prctl(PR_SET_PDEATHSIG, 9);
#endif
}

_Noreturn void child_main(void)
{
    struct child child = {.answer = {.resident = -1}};

    be_harmless();
    if (read(CHILD_SOCKET, &child.request, sizeof child.request) != sizeof child.request ||
        child.request.library[LIBRARY_SIZE - 1] != '\0')
        _exit(2);
    if (!library_is_there(child.request.library))
        fail(&child, ANSWER_NOT_INSTALLED);
    load(&child);
    if (child.request.allocator == ALLOCATOR_BOTH) {
        compare(&child);
        leave(&child);
    }
    first_pass(&child);
    if (child.request.warm > 0)
        later_passes(&child);
    leave(&child);
}
