/* mems.c: the six functions of the course over one static heap, the only
 * variable of the library. It is NULL until the first use and after finish. */
#include "mems.h"

#include "mems/heap.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static struct {
    mems_heap *heap;
    size_t page_size; /* for a heap that starts itself; 0: the library's */
} course;

static int errno_of(enum mems_error error)
{
    switch (error) {
    case MEMS_OK:
    case MEMS_ZERO_SIZE:
        return errno;
    case MEMS_NO_MEMORY:
    case MEMS_TOO_LARGE:
        return ENOMEM;
    default:
        return EINVAL;
    }
}

static enum mems_error start(size_t page_size)
{
    struct mems_options options = mems_options_default();
    options.page_size = page_size;
    return mems_heap_open(&course.heap, &options);
}

static bool is_started(void)
{
    if (course.heap != NULL)
        return true;
    errno = errno_of(start(course.page_size != 0 ? course.page_size : PAGE_SIZE));
    return course.heap != NULL;
}

void (mems_init)(void)
{
    mems_init_pages(PAGE_SIZE);
}

void mems_init_pages(size_t page_size)
{
    mems_heap *old = course.heap;
    enum mems_error error = start(page_size);
    if (error != MEMS_BAD_PAGE_SIZE) {
        mems_heap_close(old);
        course.page_size = page_size;
    } else {
        course.heap = old;
    }
    errno = errno_of(error);
}

void mems_finish(void)
{
    mems_heap_close(course.heap);
    course.heap = NULL;
}

void *mems_malloc(size_t size)
{
    struct mems_decision decision;
    if (size == 0 || !is_started())
        return NULL;
    enum mems_error error = mems_heap_malloc(course.heap, size, &decision);
    errno = errno_of(error);
    return error == MEMS_OK ? (void *)(uintptr_t)decision.address : NULL;
}

void mems_free(void *v_ptr)
{
    if (v_ptr == NULL)
        return;
    enum mems_error error = MEMS_OUTSIDE;
    if (course.heap != NULL)
        error = mems_heap_free(course.heap, (uintptr_t)v_ptr, NULL);
    errno = errno_of(error);
}

void *mems_get(void *v_ptr)
{
    void *physical = NULL;
    if (course.heap != NULL)
        mems_heap_get(course.heap, (uintptr_t)v_ptr, &physical);
    return physical;
}

/* ---- Printing ---- */

struct writer {
    char text[4096];
    size_t used;
    bool failed;
};

static void flush(struct writer *writer)
{
    for (size_t done = 0; done < writer->used && !writer->failed;) {
        ssize_t written = write(STDOUT_FILENO, writer->text + done, writer->used - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            writer->failed = true;
    }
    writer->used = 0;
}

static void collect(void *user, const char *text, size_t size)
{
    struct writer *writer = (struct writer *)user;
    if (size > sizeof writer->text - writer->used)
        flush(writer);
    memcpy(writer->text + writer->used, text, size);
    writer->used += size;
}

/* printf on a stream that was not used yet allocates; write does not. What the
 * caller printed is flushed first, so the order is kept. */
void mems_print_stats(void)
{
    struct writer writer;
    writer.used = 0;
    writer.failed = false;
    fflush(stdout);
    mems_heap_stats(course.heap, collect, &writer);
    flush(&writer);
}
