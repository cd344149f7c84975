/* finding.c: a search at "/": begun from the present step, gone on with in slices
 * while the screen can be used, and told of. What is sought stays, for n and N. */
#include "app_state.h"
#include "clock.h"
#include "number_words.h"
#include "numbers.h"

#include <stdio.h>

#define SLICE_MS 30
#define STEPS_A_LOOK 4096u /* between two looks at the clock */

bool finding_drop(struct app *app)
{
    bool was_on = app->finding.on;
    app->finding.on = false;
    return was_on;
}

int finding_share(const struct app *app)
{
    return find_share(&app->finding.find);
}

struct range finding_here(const struct app *app)
{
    struct mems_segment segment;
    if (!view_segment(&app->view, &segment))
        return (struct range){0, 0};
    return (struct range){segment.start, segment.size};
}

/* ---- What is said ---- */

/* What is sought, as it was typed, and the number or the range that was meant. */
static void say_query(struct phrase *say, const struct app *app)
{
    const struct query *query = &app->finding.query;
    char range[RANGE_SIZE];
    phrase_add(say, "/");
    phrase_name(say, app->finding.text, NAME_COLS);
    if (query->times) {
        phrase_add(say, " of ");
        number_say(say, query->number, app->finding.find.then);
    }
    if (query->range.size < 2)
        return;
    view_range(&app->view, query->range.start, query->range.size, range);
    phrase_add(say, " %s", range);
}

void finding_peak(struct phrase *say, const struct find *find)
{
    enum number number = find->query.number;
    phrase_add(say, "peak of %s: ", number_words(number)->name);
    number_say(say, number, find->most);
    phrase_add(say, "%s, first at step ", number_unit(number));
    phrase_number(say, find->step);
}

static void say_found(struct phrase *say, const struct app *app)
{
    const struct find *find = &app->finding.find;
    if (find->query.kind == QUERY_PEAK) {
        finding_peak(say, find);
        return;
    }
    say_query(say, app);
    if (find->query.kind == QUERY_NUMBER) {
        phrase_add(say, ": ");
        number_say(say, find->query.number, find->most);
        phrase_add(say, "%s", number_unit(find->query.number));
    }
    if (find->query.kind == QUERY_LIVED) {
        phrase_add(say, ": ");
        phrase_count(say, find->most, "step", "steps");
    }
    if (find->step == find->from)
        phrase_add(say, ": this is the only one");
    else if (find->around)
        phrase_add(say, find->forward ? ": the search hit the end, went on from the start"
                                      : ": the search hit the start, went on from the end");
    else
        phrase_add(say, " \u00B7 n the next, N the one before");
}

/* How far it ever comes. */
static void say_peak(struct phrase *say, const struct app *app, enum number number)
{
    struct measure measures[NUMBERS];
    timeline_measures(app->timeline, measures);
    phrase_add(say, "; the peak is ");
    number_say(say, number, measures[number].peak);
    phrase_add(say, "%s", number_unit(number));
}

static void say_nothing(struct phrase *say, const struct app *app)
{
    const struct find *find = &app->finding.find;
    bool behind = find->query.kind == QUERY_NUMBER && !find->forward;
    phrase_add(say, "nothing found: ");
    say_query(say, app);
    phrase_add(say, ", in all ");
    phrase_count(say, behind ? find->from : find->last, "step", "steps");
    phrase_add(say, behind ? " before this one" : "");
    if (find->query.kind == QUERY_NUMBER && !behind)
        say_peak(say, app, find->query.number);
    phrase_add(say, app->loading.on ? " known yet" : "");
}

/* ---- The search ---- */

static unsigned finish(struct app *app, enum finding end)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    const struct find *find = &app->finding.find;
    app->finding.on = false;
    if (end == FIND_NOTHING) {
        say_nothing(&say, app);
        app_say(app, true, "%s", text);
        return APP_DRAW;
    }
    if (find->query.range.size > 0) { /* what it is about stands out there too */
        app->view.has_selection = true;
        app->view.selected = find->query.range.start;
    }
    app_go(app, find->step);
    say_found(&say, app);
    if (!app->view.message_is_error || app->view.message[0] == '\0')
        app_say(app, false, "%s", text);
    return APP_DRAW;
}

unsigned finding_slice(struct app *app)
{
    struct find *find = &app->finding.find;
    int64_t until = clock_ms() + SLICE_MS;
    enum finding end;
    loading_return(app);
    do
        end = find_on(find, app->timeline, STEPS_A_LOOK);
    while (end == FIND_GOING && clock_ms() < until);
    if (end != FIND_GOING)
        return finish(app, end);
    app_say(app, false, "searching: %d %%; Escape gives it up", finding_share(app) / 10);
    return APP_DRAW;
}

static unsigned begin(struct app *app, bool forward)
{
    app->view.playing = false;
    app->finding.on = true;
    app->finding.find = find_begin(&app->finding.query, app->timeline, forward);
    return finding_slice(app);
}

unsigned app_find(struct app *app, const struct query *query, const char *text)
{
    app->finding.query = *query;
    app->finding.sought = true;
    snprintf(app->finding.text, sizeof app->finding.text, "%s", text);
    return begin(app, true);
}

unsigned finding_again(struct app *app, bool forward)
{
    if (app->finding.sought)
        return begin(app, forward);
    app_say(app, true, "nothing was sought yet; / begins, as in /mmap");
    return APP_DRAW;
}
