/* why_list.c: what matters most is taken first, as long as there are rows for
 * it and for what must be said of the HOLEs left out between. Numbers alone
 * decide, so that a list of millions costs no more than its rows. */
#include "why_list.h"

#include <string.h>

struct choice {
    uint64_t numbers[WHY_ROWS]; /* ascending */
    int count, rows;            /* there may be */
    uint64_t last;              /* HOLEs in all */
};

/* Rows of the numbers, and one for each gap. */
static int rows_taken(const struct choice *choice)
{
    uint64_t before = 0;
    int rows = choice->count;
    for (int i = 0; i < choice->count; i++) {
        rows += choice->numbers[i] > before + 1;
        before = choice->numbers[i];
    }
    return rows + (before < choice->last);
}

static void add(struct choice *choice, uint64_t number)
{
    int at = 0;
    while (at < choice->count && choice->numbers[at] < number)
        at++;
    if (number == 0 || number > choice->last || choice->count == WHY_ROWS ||
        (at < choice->count && choice->numbers[at] == number))
        return;
    memmove(&choice->numbers[at + 1], &choice->numbers[at],
            (size_t)(choice->count - at) * sizeof *choice->numbers);
    choice->numbers[at] = number;
    choice->count++;
    if (rows_taken(choice) <= choice->rows)
        return;
    choice->count--;
    memmove(&choice->numbers[at], &choice->numbers[at + 1],
            (size_t)(choice->count - at) * sizeof *choice->numbers);
}

static void choose(struct choice *choice, const struct why *why)
{
    const struct why_walk *walk = &why->walk;
    const uint64_t telling[] = {why->at > 0 ? why->at : why->chosen.number, why->best.number,
                                why->chosen.number, walk->rival.number, walk->miss.number, 1,
                                why->looked};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        add(choice, telling[i]);
    for (uint64_t i = walk->best_count; i > 0 && i + WHY_BESTS > walk->best_count; i--)
        add(choice, walk->bests[(i - 1) % WHY_BESTS].number);
    for (uint64_t away = 1; away <= (uint64_t)choice->rows; away++) {
        add(choice, telling[0] > away ? telling[0] - away : 0);
        add(choice, telling[0] + away);
        add(choice, 1 + away);
        add(choice, why->looked > away ? why->looked - away : 0);
        add(choice, why->looked + away);
    }
}

static struct why_row left_out(uint64_t first, uint64_t end)
{
    return (struct why_row){.first = first, .more = end - first};
}

int why_rows(const struct view *view, struct why_row *out, int rows)
{
    const struct why *why = &view->why;
    const mems_heap *before = timeline_heap(view->timeline);
    struct choice choice = {.rows = rows < WHY_ROWS ? rows : WHY_ROWS, .last = why->holes};
    uint64_t next = 1;
    int count = 0;
    if (rows < 1)
        return 0;
    choose(&choice, why);
    for (int i = 0; i < choice.count; i++) {
        uint64_t number = choice.numbers[i];
        if (number > next)
            out[count++] = left_out(next, number);
        out[count++] = (struct why_row){.hole = why_hole(why, before, number)};
        next = number + 1;
    }
    if (next <= choice.last && count < choice.rows)
        out[count++] = left_out(next, choice.last + 1);
    return count;
}
