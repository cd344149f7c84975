/* entrants.c: lists of policies, page sizes and alignments, and their product. */
#include "entrants.h"

#include "refusal.h"

#include <stdio.h>
#include <string.h>

#define PAGE_MOST (UINT64_C(1) << 30)
#define ALIGN_MOST 4096u

enum kind { POLICIES, PAGES, ALIGNS, KINDS };

struct list {
    uint64_t items[RACE_MOST];
    int count;
};

struct reading {
    struct list lists[KINDS];
    struct refusal refusal;
};

static bool policy_of(const char *text, size_t length, uint64_t *policy)
{
    for (int p = 0; p < MEMS_POLICIES; p++) {
        const char *name = mems_policy_name((enum mems_policy)p);
        if (strlen(name) == length && memcmp(name, text, length) == 0) {
            *policy = (uint64_t)p;
            return true;
        }
    }
    return false;
}

static bool number_of(const char *text, size_t length, uint64_t most, uint64_t *number)
{
    uint64_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || n > most)
            return false;
        n = n * 10 + (uint64_t)(text[i] - '0');
    }
    *number = n;
    return length > 0 && n >= 1 && n <= most;
}

static bool item_of(enum kind kind, const char *text, size_t length, uint64_t *item)
{
    switch (kind) {
    case POLICIES: return policy_of(text, length, item);
    case PAGES: return number_of(text, length, PAGE_MOST, item);
    default: return number_of(text, length, ALIGN_MOST, item) && (*item & (*item - 1)) == 0;
    }
}

static bool read_item(struct reading *reading, enum kind kind, const char *text, size_t length)
{
    static const char *const expected[KINDS] = {
        "policies are first, next, best and worst, with commas between",
        "a page size is a number of bytes from 1 to 1073741824",
        "an alignment is a power of two from 1 to 4096",
    };
    struct list *list = &reading->lists[kind];
    uint64_t item;
    if (!item_of(kind, text, length, &item))
        return refuse_at(&reading->refusal, text, expected[kind]);
    for (int i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return refuse_at(&reading->refusal, text, "this one takes part already");
    if (list->count == RACE_MOST)
        return refuse_at(&reading->refusal, text, "a race is of two to four heaps");
    list->items[list->count++] = item;
    return true;
}

/* Items with commas between, up to a blank. */
static bool read_list(struct reading *reading, enum kind kind, const char *text)
{
    for (;;) {
        size_t length = strcspn(text, ", ");
        if (!read_item(reading, kind, text, length))
            return false;
        if (text[length] != ',')
            return true;
        text += length + 1;
    }
}

static bool read_lists(struct reading *reading, const char *text)
{
    while (*(text += strspn(text, " ")) != '\0') {
        enum kind kind = word_is(text, "page") ? PAGES : word_is(text, "align") ? ALIGNS : POLICIES;
        if (kind != POLICIES) {
            text += strcspn(text, " ");
            text += strspn(text, " ");
        }
        if (!read_list(reading, kind, text))
            return false;
        text += strcspn(text, " ");
    }
    return true;
}

static bool same(const struct mems_options *a, const struct mems_options *b)
{
    return a->policy == b->policy && a->page_size == b->page_size && a->align == b->align;
}

static struct mems_options rival(struct mems_options base)
{
    base.policy = base.policy == MEMS_BEST_FIT ? MEMS_FIRST_FIT : MEMS_BEST_FIT;
    return base;
}

/* How many items a list stands for: without any it is the one of the base. */
static int items(const struct list *list)
{
    return list->count > 0 ? list->count : 1;
}

static struct mems_options product(const struct reading *reading, struct mems_options options,
                                   int index)
{
    const struct list *policies = &reading->lists[POLICIES], *pages = &reading->lists[PAGES],
                      *aligns = &reading->lists[ALIGNS];
    if (aligns->count > 0)
        options.align = (size_t)aligns->items[index % aligns->count];
    index /= items(aligns);
    if (pages->count > 0)
        options.page_size = (size_t)pages->items[index % pages->count];
    index /= items(pages);
    if (policies->count > 0)
        options.policy = (enum mems_policy)policies->items[index];
    return options;
}

static bool enter(struct reading *reading, const char *text, const struct mems_options *base,
                  struct entrants *entrants)
{
    int count = 1;
    for (int kind = 0; kind < KINDS; kind++)
        count *= items(&reading->lists[kind]);
    if (count > RACE_MOST)
        return refuse_at(&reading->refusal, text,
                         "a race is of two to four heaps, and these are more");
    for (int i = 0; i < count; i++)
        entrants->list[i] = product(reading, *base, i);
    entrants->count = count;
    if (count > 1)
        return true;
    entrants->list[1] = entrants->list[0];
    entrants->list[0] = *base;
    entrants->count = 2;
    if (text[strspn(text, " ")] == '\0')
        entrants->list[1] = rival(*base);
    return !same(&entrants->list[0], &entrants->list[1]) ||
           refuse_at(&reading->refusal, text,
                     "this is the heap of the workload; name two that differ, as in first,best");
}

bool entrants_read(const char *text, const struct mems_options *base, struct entrants *entrants,
                   const char **at, char *why, size_t size)
{
    struct reading reading = {.refusal = {.why = why, .size = size}};
    bool good = read_lists(&reading, text) && enter(&reading, text, base, entrants);
    *at = reading.refusal.at;
    return good;
}

bool entrants_list(const char *kind, const char *text)
{
    char why[160];
    struct reading reading = {.refusal = {.why = why, .size = sizeof why}};
    return text[strcspn(text, " ")] == '\0' &&
           read_list(&reading, strcmp(kind, "page") == 0 ? PAGES : ALIGNS, text);
}
