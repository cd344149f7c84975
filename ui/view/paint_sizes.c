/* paint_sizes.c: HOLEs and blocks by size class, a row a class: how many there are,
 * and a bar of so many, each kind to a scale of its own. */
#include "paint.h"

#include "board.h"
#include "numbers.h"
#include "pen.h"
#include "phrase.h"
#include "theme.h"

#define WIDE 40 /* columns from which a row's label is a range, not where it begins */

/* A power of two: "16", "64K". */
static void say_power(struct phrase *say, unsigned power)
{
    static const char units[] = " KMGTPE";
    phrase_add(say, "%u", 1u << power % 10);
    if (power >= 10)
        phrase_add(say, "%c", units[power / 10]);
}

/* The sizes of a row: "16–31", "512–1K", "64K–128K". */
static void say_range(struct phrase *say, const struct size_rows *sizes, int row)
{
    unsigned first = sizes->first + (unsigned)row * sizes->step, after = first + sizes->step;
    after = after < CLASSES ? after : CLASSES - 1; /* above all that there can be */
    say_power(say, first);
    if (after < 10)
        phrase_add(say, "–%u", (1u << after) - 1);
    else
        phrase_add(say, "–");
    if (after >= 10)
        say_power(say, after);
}

static uint64_t count_in(const uint32_t *counts, const struct size_rows *sizes, int row)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < sizes->step; i++) {
        unsigned class = sizes->first + (unsigned)row * sizes->step + i;
        sum += class < CLASSES ? counts[class] : 0;
    }
    return sum;
}

/* One kind, in the columns of `at`: a number, a bar. */
static void paint_kind(struct frame *frame, struct rect at, const char *heading,
                       const uint32_t *counts, const struct size_rows *sizes, enum role ink)
{
    uint64_t most = 0;
    int width, gap = 1;
    char number[NUMBER_SIZE];
    for (int i = 0; i < sizes->count; i++) {
        uint64_t count = count_in(counts, sizes, i);
        most = count > most ? count : most;
    }
    width = number_width(most);
    int bar = at.cols - width - gap;
    pen_text(frame, at, 0, 0, at.cols, ROLE_FAINT, ROLE_PLAIN, heading);
    for (int i = 0; i < sizes->count; i++) {
        uint64_t count = count_in(counts, sizes, i);
        int eighths = most > 0 && bar > 0
                          ? (int)((double)count * bar * 8 / (double)most + 0.5) : 0;
        if (count == 0)
            continue;
        pen_right(frame, at, 0, width, i + 1, ROLE_PLAIN, ROLE_PLAIN, number_text(number, count));
        eighths = eighths < 1 ? 1 : eighths;
        pen_fill(frame, at, width + gap, i + 1, eighths / 8, GLYPH_PROCESS, ink, ROLE_PLAIN);
        if (eighths % 8 > 0)
            pen_put(frame, at, width + gap + eighths / 8, i + 1,
                    GLYPH_EDGE(eighths % 8), ink, ROLE_PLAIN);
    }
}

void paint_sizes(struct frame *frame, struct rect at, const struct view *view)
{
    const struct census *census = timeline_census(view->timeline);
    struct size_rows sizes = board_sizes(census, at.rows - 1);
    bool wide = at.cols >= WIDE;
    if (sizes.count == 0) {
        pen_text(frame, at, 0, 0, at.cols, ROLE_FAINT, ROLE_PLAIN, "no segment yet");
        return;
    }
    int label = wide ? 10 : 7, half = (at.cols - label - 2) / 2;
    struct rect holes = {at.x + label, at.y, half, at.rows};
    struct rect blocks = {at.x + label + half + 2, at.y, half, at.rows};
    pen_right(frame, at, 0, label - 1, 0, ROLE_FAINT, ROLE_PLAIN, wide ? "bytes" : "from B");
    for (int i = 0; i < sizes.count; i++) {
        char text[32];
        struct phrase say = phrase_in(text, sizeof text);
        if (wide)
            say_range(&say, &sizes, i);
        else
            say_power(&say, sizes.first + (unsigned)i * sizes.step);
        pen_right(frame, at, 0, label - 1, i + 1, ROLE_FAINT, ROLE_PLAIN, text);
    }
    paint_kind(frame, holes, "HOLEs", census->holes, &sizes, ROLE_GRAPH_MAPPED);
    paint_kind(frame, blocks, "blocks", census->blocks, &sizes, ROLE_GRAPH_USED);
}
