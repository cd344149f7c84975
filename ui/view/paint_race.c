/* paint_race.c: a race: for every heap what it did and its memory to scale, then
 * the score, and what it comes to in words. */
#include "paint.h"

#include "phrase.h"
#include "prose.h"
#include "race_words.h"
#include "score.h"
#include "track.h"

#include <stdio.h>

/* ---- Heaps ---- */

/* How many heaps chose as this one did at the present step. */
static int followers(const struct race *race, int heap)
{
    int count = 0;
    for (int i = 0; i < race_count(race); i++)
        count += race_alike(race, race_step(race), heap, i);
    return count;
}

/* The change of a branch is a difference by itself; whether its block lands elsewhere. */
static bool change_lands_apart(const struct race *race)
{
    uint64_t address[2];
    for (int i = 0; i < 2; i++) {
        const struct timeline *timeline = race_timeline(race, i);
        struct event event = timeline_event(timeline, timeline_step(timeline));
        if (race_waits(race, i, race_step(race)) || !event.has_malloc)
            return false;
        address[i] = event.malloc.address;
    }
    return address[0] != address[1];
}

static bool differs_here(const struct race *race)
{
    bool changes = race_label(race, 0) != NULL && race_change(race).step == race_step(race);
    return changes ? change_lands_apart(race) : race_differs(race, race_step(race));
}

/* Whether a heap is one of those that chose otherwise than most; all are, where no
 * choice has more followers than another. */
static bool stands_out(const struct race *race, int heap)
{
    int most = 0, least = RACE_MOST;
    if (!differs_here(race))
        return false;
    for (int i = 0; i < race_count(race); i++) {
        int count = followers(race, i);
        most = count > most ? count : most;
        least = count < least ? count : least;
    }
    return most == least || followers(race, heap) < most;
}

static void paint_header(struct frame *frame, struct rect at, const struct view *view, int heap)
{
    const struct race *race = view->race;
    bool differs = stands_out(race, heap);
    char name[RACE_NAME], choice[PHRASE_SIZE];
    struct phrase say = phrase_in(choice, sizeof choice);
    int cols = race_name_cols(race);
    if (at.rows < 1)
        return;
    if (differs)
        frame_put(frame, at.x, at.y, 0x2260, ROLE_LINK_NEW, ROLE_PLAIN);
    frame_text(frame, at.x + 2, at.y, at.cols - 2, ROLE_STRONG, ROLE_PLAIN,
               race_name(race, heap, name));
    race_choice(&say, view, heap);
    frame_text(frame, at.x + 4 + cols, at.y, at.cols - 4 - cols,
               differs ? ROLE_LINK_NEW : ROLE_HEADER, ROLE_PLAIN, choice);
}

static void paint_heap(struct frame *frame, const struct track *track, const struct view *view,
                       int heap)
{
    struct view one = track_view(view, track, heap);
    struct rect bars = track_bars(track, heap);
    paint_header(frame, track->heaps[heap], view, heap);
    if (bars.rows > 0)
        paint_bars(frame, bars, &one);
}

/* ---- The score ---- */

/* Columns that a figure takes, with the star after it and the gap before it. */
static int figure_cols(const struct score *score, enum score_figure figure)
{
    char text[SCORE_TEXT];
    int most = text_width(score_name(figure));
    for (int i = 0; i < score->count; i++) {
        int cols = text_width(score_text(score, figure, i, text));
        most = cols > most ? cols : most;
    }
    return most + 3;
}

static void paint_figure(struct frame *frame, struct rect at, int end,
                         const struct score *score, enum score_figure figure)
{
    char text[SCORE_TEXT];
    const char *name = score_name(figure);
    frame_text(frame, end - 1 - text_width(name), at.y, at.cols, ROLE_FAINT, ROLE_PLAIN, name);
    for (int i = 0; i < score->count; i++) {
        bool best = score->best[figure][i];
        int cols = text_width(score_text(score, figure, i, text));
        frame_text(frame, end - 1 - cols, at.y + 1 + i, cols, best ? ROLE_GOOD : ROLE_PLAIN,
                   ROLE_PLAIN, text);
        if (best)
            frame_put(frame, end - 1, at.y + 1 + i, '*', ROLE_GOOD, ROLE_PLAIN);
    }
}

static void paint_score(struct frame *frame, struct rect at, const struct race *race)
{
    struct score score = score_of(race);
    char name[RACE_NAME];
    int x = at.x + 2 + race_name_cols(race), end = at.x + at.cols;
    if (at.rows < 1)
        return;
    for (int i = 0; i < score.count; i++)
        frame_text(frame, at.x + 2, at.y + 1 + i, at.cols - 2, ROLE_STRONG, ROLE_PLAIN,
                   race_name(race, i, name));
    for (int f = 0; f < SCORE_FIGURES; f++) {
        enum score_figure figure = (enum score_figure)f;
        int cols = figure_cols(&score, figure);
        if (!score.tells[figure] || x + cols > end)
            continue;
        x += cols;
        paint_figure(frame, at, x, &score, figure);
    }
}

/* ---- Words ---- */

static void paint_words(struct frame *frame, struct rect at, const struct view *view)
{
    char words[PHRASE_SIZE];
    struct phrase say = phrase_in(words, sizeof words);
    if (view->message[0] != '\0' && at.rows > 0) /* the words keep what rows are left */
        at.rows--;
    race_words(&say, view->race);
    words[prose_whole(words, RACE_BETWEEN, at.cols, at.rows)] = '\0'; /* the table has the rest */
    prose_paint(frame, at, ROLE_STORY, words);
}

static void paint_event(struct frame *frame, struct rect at, const struct view *view)
{
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    if (at.rows < 1)
        return;
    race_event(&say, view);
    frame_text(frame, at.x, at.y, at.cols, ROLE_CAPTION, ROLE_PLAIN, text);
}

void paint_race(struct frame *frame, const struct view *view)
{
    struct track track = track_layout(view, frame->cols, frame->rows);
    struct view first = track_view(view, &track, 0);
    const struct rect places[] = {track.words, track.event, track.timeline, track.footer};
    if (track.title.rows > 0)
        paint_title(frame, track.title, view);
    for (int i = 0; i < race_count(view->race); i++)
        paint_heap(frame, &track, view, i);
    paint_legend(frame, track.legend, track_bars(&track, 0), &first);
    paint_event(frame, track.event, view);
    paint_score(frame, track.score, view->race);
    paint_words(frame, track.words, view);
    paint_timeline(frame, track.timeline, view);
    paint_footer(frame, track.footer, view, track.left_out);
    paint_message(frame, places, 4 - view->command.open, view);
    paint_command_error(frame, track.footer, view);
}
