/* talk_asking.c: what a talk answers without going anywhere. What opens for it in the
 * app is closed again. */
#include "talk_answers.h"

#include "number_words.h"
#include "numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LONG 500000u /* steps that take several heaps more than a moment */

/* ---- Places ---- */

static bool read_name(const struct talk *talk, const char *name, size_t length, uint64_t *address)
{
    uint32_t id;
    return ops_find_name(timeline_ops(talk->app->timeline), name, length, &id) &&
           timeline_find(talk->app->timeline, id, address);
}

/* "A", "A+4", "2000", "@2000"; nothing is what the last operation touched. */
static bool read_place(const struct talk *talk, const char *text, uint64_t *address)
{
    const char *plus = strrchr(text, '+');
    struct mems_segment segment;
    uint64_t more;
    if (*text == '\0') {
        *address = view_segment(talk->speech.view, &segment) ? segment.start : 0;
        return *address > 0;
    }
    if (read_name(talk, text, strlen(text), address) ||
        command_number(text + (*text == '@'), address))
        return true;
    if (plus == NULL || !command_number(plus + 1, &more) ||
        !read_name(talk, text, (size_t)(plus - text), address) || more > UINT64_MAX - *address)
        return false;
    *address += more;
    return true;
}

static void no_place(struct talk *talk, const char *text)
{
    if (*text == '\0')
        talk_tell(talk, "The last operation touched no segment; say a block's name or an address");
    else
        talk_tell(talk, "No live block is called %s, and no node has such an address", text);
}

/* ---- Answers ---- */

void answer_where(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address) || !spoken_where(&talk->speech, address))
        no_place(talk, argument);
}

void answer_bytes(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address))
        no_place(talk, argument);
    else if (!spoken_bytes(&talk->speech, address))
        talk_tell(talk, "Nothing is allocated there, so there are no bytes to read");
}

void answer_node(struct talk *talk, const char *argument)
{
    struct mems_segment segment;
    uint64_t index = 0;
    if (*argument == '\0' && view_segment(talk->speech.view, &segment))
        index = segment.node;
    else if (*argument != '\0' && !command_number(argument, &index))
        index = UINT64_MAX;
    if (!spoken_node(&talk->speech, index))
        talk_tell(talk, "There is no such node; they are numbered from 0, and this heap has so "
                        "many: %" PRIu64,
                  mems_heap_totals(timeline_heap(talk->app->timeline)).nodes);
}

void answer_layout(struct talk *talk, const char *argument)
{
    spoken_layout(&talk->speech, strcmp(argument, "all") == 0);
}

void answer_why(struct talk *talk, const char *unused)
{
    struct app *app = talk->app;
    struct speech speech = talk->speech;
    (void)unused;
    if (!app->view.why.on)
        why_toggle(app);
    talk_settle(talk);
    struct view before = why_view(&app->view);
    speech.view = &before;
    why_leave(app);
    spoken_why(&speech);
    why_return(app);
    why_close(app);
    talk->speech.enough = speech.enough;
}

void answer_life(struct talk *talk, const char *argument)
{
    uint64_t at;
    bool block = *argument == '\0' || read_name(talk, argument, strlen(argument), &at);
    if (!read_place(talk, argument, &at)) {
        no_place(talk, argument);
        return;
    }
    living_show(talk->app, at, block);
    talk_settle(talk);
    living_refresh(talk->app);
    if (talk->app->view.life != NULL)
        spoken_life(&talk->speech);
    living_close(talk->app);
    talk->app->view.has_selection = false;
}

/* ---- Numbers ---- */

void answer_numbers(struct talk *talk, const char *argument)
{
    struct numbers now = timeline_numbers(talk->app->timeline);
    struct measure measures[NUMBERS];
    enum number number = NUMBER_MAPPED;
    bool all = *argument == '\0';
    if (!all && !number_find(argument, &number)) {
        talk_tell(talk, "The numbers are mapped, used, unused, waste, largest, frag, holes and "
                        "blocks");
        return;
    }
    timeline_measures(talk->app->timeline, measures);
    for (int i = 0; i < NUMBERS; i++)
        if (all || i == (int)number)
            spoken_number(&talk->speech, (enum number)i, now.of[i], &measures[i]);
    if (!all)
        talk_tell(talk, "%s", number_words(number)->means);
}

/* ---- A race ---- */

/* Of the differences the first from the step `home` on, so that one can go from one to the
 * next; behind the last one, where lessons tell to race, the first of all. */
static void tell_race(struct talk *talk, struct race *race, uint32_t home)
{
    uint32_t first, step;
    race_seek(race, race_end(race));
    spoken_race(&talk->speech, race);
    if (!race_next_difference(race, 0, &first))
        return;
    if (!race_next_difference(race, home > 0 ? home - 1 : 0, &step))
        step = first;
    talk_tell(talk, step == first ? "They first choose differently at step %" PRIu32
                                  : "From here on they first choose differently at step %" PRIu32,
              step);
    if (race_seek(race, step) == step)
        spoken_choices(&talk->speech, race);
}

/* It is run to its end, told, and closed: the talk goes on where it was. */
void answer_race(struct talk *talk, const char *argument)
{
    struct app *app = talk->app;
    char line[COMMAND_SIZE];
    uint32_t home = timeline_step(app->timeline);
    if (timeline_edits(app->timeline) > 0) {
        talk_tell(talk, "Operations were typed here; undo them first");
        return;
    }
    if (timeline_end(app->timeline) > LONG)
        talk_tell(talk, "The heaps are being run, which takes a while");
    snprintf(line, sizeof line, "race %s", argument);
    if (talk_give(talk, line) && app->race != NULL) {
        tell_race(talk, app->race, home);
        race_seek(app->race, home);
    }
    racing_leave(app);
}
