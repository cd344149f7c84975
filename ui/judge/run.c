/* run.c: findings, layouts beside each other, and what in them differs, in words. */
#include "run.h"

#include "exercises.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *trouble_word(enum trouble trouble)
{
    static const char *const list[TROUBLE_COUNT] = {
#define X(name, word) [TROUBLE_##name] = word,
        TROUBLES(X)
#undef X
    };

    return list[trouble];
}

/* ---- What is wrong ---- */

bool run_fail(struct run *run, enum trouble trouble, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(run->finding->words, sizeof run->finding->words, format, arguments);
    va_end(arguments);
    run->finding->trouble = trouble;
    return false;
}

static enum trouble trouble_of(enum student_state state)
{
    switch (state) {
    case STUDENT_CRASHED: return TROUBLE_CRASH;
    case STUDENT_HUNG: return TROUBLE_HANG;
    case STUDENT_EXITED: return TROUBLE_EXIT;
    case STUDENT_FLOODED: return TROUBLE_FLOOD;
    case STUDENT_LOST: return TROUBLE_DESCRIPTOR;
    case STUDENT_STOPPED: return TROUBLE_STOPPED;
    case STUDENT_FAILED: case STUDENT_ALIVE: break;
    }
    return TROUBLE_FAILED;
}

/* The last line of what it said on standard error; "" when it said nothing. */
static const char *last_words(struct student *student)
{
    char *at = student->said + student->said_length, *end;

    while (at > student->said && isspace((unsigned char)at[-1]))
        at--;
    end = at;
    while (at > student->said && at[-1] != '\n')
        at--;
    *end = '\0';
    return at;
}

bool run_ask(struct run *run, enum course_call call, uint64_t a, uint64_t b, uint32_t seed,
             uint64_t *value, const char *what)
{
    struct student *student = run->student;
    const char *said;

    if (student_ask(student, call, a, b, seed, value))
        return true;
    said = last_words(student);
    return run_fail(run, trouble_of(student->state), "%s %s%s%.150s%s", student->end, what,
                    *said != '\0' ? ": it said '" : "", said, *said != '\0' ? "'" : "");
}

const char *run_name(const struct run *run, uint32_t name, char out[RUN_NAME])
{
    const char *text = name < run->block_count ? ops_name(run->plan->ops, name) : "a block";

    snprintf(out, RUN_NAME, "%s%.36s", isdigit((unsigned char)*text) ? "#" : "", text);
    return out;
}

/* ---- Layouts ---- */

static bool our_add(struct printed *out, const struct mems_segment *segment)
{
    return printed_add(out, segment->start, segment->start + segment->size - 1,
                       segment->kind == MEMS_PROCESS);
}

/* Our chains as a print would hold them. false without memory. */
static bool print_ours(struct run *run)
{
    struct mems_node node;
    struct mems_segment segment;
    struct printed *out = &run->ours;
    bool good = true;

    printed_clear(out);
    out->told[PRINTED_PAGES] = true;
    out->totals[PRINTED_PAGES] = mems_heap_totals(run->heap).pages;
    for (bool more = mems_node_first(run->heap, &node); good && more;
         more = mems_node_next(run->heap, &node)) {
        good = printed_add_node(out, node.start, node.start + node.size - 1);
        for (bool also = mems_segment_first(run->heap, &node, &segment); good && also;
             also = mems_segment_next(run->heap, &segment))
            good = our_add(out, &segment);
    }
    return good;
}

bool run_print(struct run *run)
{
    struct printed before = run->before;

    run->asked = true;
    run->before = run->theirs;
    run->theirs = before;
    run->readable = false;
    if (!print_ours(run))
        return run_fail(run, TROUBLE_STOPPED, "out of memory");
    if (student_stats(run->student, &run->theirs, &run->readable)) {
        run->readable |= run->ours.node_count == 0; /* of an empty heap there is little to say */
        return true;
    }
    return run_ask(run, COURSE_STATS, 0, 0, 0, NULL, "in mems_print_stats");
}

/* ---- What differs ---- */

static const char *kind_of(const struct printed_segment *segment)
{
    return segment->process ? "P" : "H";
}

static bool same_segment(const struct printed_segment *a, const struct printed_segment *b)
{
    return a->start == b->start && a->end == b->end && a->process == b->process;
}

/* Two HOLEs side by side in a node that should be one. */
static bool not_joined(struct run *run, uint32_t at)
{
    const struct printed *theirs = &run->theirs;
    const struct printed_segment *one = &theirs->segments[at], *two = one + 1;

    if (at + 1 >= theirs->segment_count || one->process || two->process ||
        one->node != two->node || two->start != one->end + 1)
        return false;
    run_fail(run, TROUBLE_CHAINS, "two HOLEs side by side were not joined: H[%" PRIu64 ":%" PRIu64
             "] and H[%" PRIu64 ":%" PRIu64 "]", one->start, one->end, two->start, two->end);
    return true;
}

/* A block that nobody freed lies in a HOLE. */
static bool taken_away(struct run *run, const struct printed_segment *hole)
{
    char word[RUN_NAME];

    for (uint32_t name = 0; name < run->block_count; name++) {
        const struct block *block = &run->blocks[name];

        if (hole->process || !block->live || block->theirs < hole->start ||
            block->theirs > hole->end)
            continue;
        run_fail(run, TROUBLE_CHAINS, "%s was not freed, and yet its bytes %" PRIu64 " to %" PRIu64
                 " are in the HOLE [%" PRIu64 ":%" PRIu64 "]", run_name(run, name, word),
                 block->theirs, block->theirs + block->size - 1, hole->start, hole->end);
        return true;
    }
    return false;
}

static bool segments_differ(struct run *run)
{
    const struct printed *theirs = &run->theirs, *ours = &run->ours;
    uint32_t i = 0;

    while (i < theirs->segment_count && i < ours->segment_count &&
           same_segment(&theirs->segments[i], &ours->segments[i]))
        i++;
    if (i == theirs->segment_count && i == ours->segment_count)
        return false;
    if (i < theirs->segment_count && (taken_away(run, &theirs->segments[i]) || not_joined(run, i)))
        return true;
    if (i == theirs->segment_count)
        run_fail(run, TROUBLE_CHAINS, "no segment has the bytes %" PRIu64 " to %" PRIu64
                 "; expected %s[%" PRIu64 ":%" PRIu64 "]", ours->segments[i].start,
                 ours->segments[i].end, kind_of(&ours->segments[i]), ours->segments[i].start,
                 ours->segments[i].end);
    else if (i == ours->segment_count)
        run_fail(run, TROUBLE_CHAINS, "there is a segment more, %s[%" PRIu64 ":%" PRIu64 "]",
                 kind_of(&theirs->segments[i]), theirs->segments[i].start,
                 theirs->segments[i].end);
    else
        run_fail(run, TROUBLE_CHAINS, "it has %s[%" PRIu64 ":%" PRIu64 "]; expected %s[%" PRIu64
                 ":%" PRIu64 "]", kind_of(&theirs->segments[i]), theirs->segments[i].start,
                 theirs->segments[i].end, kind_of(&ours->segments[i]), ours->segments[i].start,
                 ours->segments[i].end);
    return true;
}

static bool nodes_differ(struct run *run)
{
    const struct printed *theirs = &run->theirs, *ours = &run->ours;

    for (uint32_t i = 0; i < theirs->node_count && i < ours->node_count; i++) {
        const struct printed_node *a = &theirs->nodes[i], *b = &ours->nodes[i];

        if (a->start == b->start && a->end == b->end)
            continue;
        run_fail(run, TROUBLE_CHAINS, "node %" PRIu32 " is [%" PRIu64 ":%" PRIu64
                 "]; expected [%" PRIu64 ":%" PRIu64 "]", i, a->start, a->end, b->start, b->end);
        return true;
    }
    if (theirs->node_count == ours->node_count)
        return false;
    run_fail(run, TROUBLE_CHAINS, "there are %" PRIu32 " nodes; expected %" PRIu32,
             theirs->node_count, ours->node_count);
    return true;
}

/* Printed otherwise than before an operation that was refused. */
static bool changed(const struct printed *a, const struct printed *b)
{
    if (a->node_count != b->node_count || a->segment_count != b->segment_count)
        return true;
    for (uint32_t i = 0; i < a->segment_count; i++)
        if (!same_segment(&a->segments[i], &b->segments[i]))
            return true;
    return false;
}

static bool check_totals(struct run *run)
{
    char why[256];

    if (!run->readable)
        return run_fail(run, TROUBLE_STATISTICS, "no chains are found in what mems_print_stats "
                        "printed; expected lines such as MAIN[1000:5095]-> P[1000:1999] <-> "
                        "H[2000:5095] <-> NULL");
    if (printed_fault(&run->theirs, why, sizeof why))
        return run_fail(run, TROUBLE_STATISTICS, "%s", why);
    for (int i = 0; i < PRINTED_TOTALS; i++)
        if (!run->theirs.told[i])
            return run_fail(run, TROUBLE_STATISTICS, "the line '%s' is not there",
                            i == PRINTED_PAGES ? "Pages used:" : i == PRINTED_UNUSED
                                ? "Space unused:" : "Main Chain Length:");
    return true;
}

bool run_compare(struct run *run, bool refused)
{
    unsigned checks = run->plan->checks;

    if ((checks & CHECK_TOTALS) != 0 && run->step == run->finding->steps && !check_totals(run))
        return false;
    run->finding->unseen |= !run->readable && (checks & (CHECK_CHAINS | CHECK_KEPT)) != 0;
    if (!run->readable)
        return true;
    if ((checks & CHECK_KEPT) != 0 && refused && changed(&run->theirs, &run->before))
        return run_fail(run, TROUBLE_CHANGED, "nothing was to be freed there, and yet the chains "
                        "are not as they were");
    if ((checks & CHECK_CHAINS) != 0 && (segments_differ(run) || nodes_differ(run)))
        return false;
    run->finding->since = run->step;
    return true;
}

/* ---- Moments ---- */

#define NAMES_MOST 100000 /* of more blocks nobody reads the names */

static void forget(struct moment *moment)
{
    for (int side = 0; side < SIDES; side++) {
        printed_close(&moment->sides[side]);
        free(moment->names[side]);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct moment_name *one = a, *two = b;

    return (one->start > two->start) - (one->start < two->start);
}

static bool keep_names(const struct run *run, struct moment *moment)
{
    if (run->block_count > NAMES_MOST)
        return true;
    for (int side = 0; side < SIDES; side++) {
        struct moment_name *names = calloc(run->block_count + 1, sizeof *names);
        size_t count = 0;

        if (names == NULL)
            return false;
        for (uint32_t i = 0; i < run->block_count; i++) {
            const struct block *block = &run->blocks[i];

            if (block->given)
                names[count++] = (struct moment_name){
                    .start = side == THEIRS ? block->theirs : block->ours, .name = i};
        }
        qsort(names, count, sizeof *names, by_start);
        moment->names[side] = names;
        moment->name_count = count;
    }
    return true;
}

void run_keep(struct run *run)
{
    struct finding *finding = run->finding;
    struct moment moment = {.step = run->step, .readable = run->readable};
    bool large = run->ours.segment_count > MOMENT_SEGMENTS || run->block_count > MOMENT_SEGMENTS;

    if (finding->moment_count > 0 && finding->moments[finding->moment_count - 1].step == run->step)
        forget(&finding->moments[--finding->moment_count]);
    if (large && finding->trouble == TROUBLE_NONE)
        return;
    if (finding->moments == NULL)
        finding->moments = calloc(MOMENTS, sizeof *finding->moments);
    if (finding->moments == NULL)
        return;
    if (finding->moment_count == MOMENTS) {
        forget(&finding->moments[0]);
        memmove(finding->moments, finding->moments + 1,
                (MOMENTS - 1) * sizeof *finding->moments);
        finding->moment_count--;
    }
    if (printed_copy(&moment.sides[OURS], &run->ours) &&
        (!run->readable || printed_copy(&moment.sides[THEIRS], &run->theirs)) &&
        keep_names(run, &moment))
        finding->moments[finding->moment_count++] = moment;
    else
        forget(&moment);
}

void finding_close(struct finding *finding)
{
    for (size_t i = 0; i < finding->moment_count; i++)
        forget(&finding->moments[i]);
    free(finding->moments);
    *finding = (struct finding){0};
}
