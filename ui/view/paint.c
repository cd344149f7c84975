/* paint.c: the whole screen: title and legend, and every other part in its
 * place. */
#include "paint.h"

#include "bars.h"
#include "chain.h"
#include "moments.h"
#include "parts.h"
#include "race_words.h"
#include "survey.h"
#include "timeline.h"

#include <stdio.h>

/* ---- Title ---- */

static void survey_title(const struct frame *frame, const struct view *view, int form, char *out,
                         size_t size)
{
    struct survey survey = survey_layout(view, frame->cols, frame->rows);
    const char *policy = mems_policy_name(mems_heap_options(timeline_heap(view->timeline)).policy);
    char says[64];
    survey_says(view, &survey, says, sizeof says);
    if (form == 0)
        snprintf(out, size, "mems \u00B7 %s fit \u00B7 whole run, %s", policy, says);
    else
        snprintf(out, size, "%s%s", form == 1 ? "mems \u00B7 whole run, " : "", says);
}

/* Shorter and shorter forms of the same line, until one fits. */
static void title_left(const struct frame *frame, const struct view *view, int form, char *out,
                       size_t size)
{
    struct mems_options options = mems_heap_options(timeline_heap(view->timeline));
    const char *policy = mems_policy_name(options.policy);
    char align[32] = "", number[NUMBER_SIZE];
    if (view->race != NULL && form < 2) {
        char shared[96] = "";
        if (form == 0)
            race_shared(view->race, shared, sizeof shared);
        snprintf(out, size, "mems \u00B7 race%s%s", shared[0] != '\0' ? " \u00B7 " : "", shared);
        return;
    }
    if (view->survey.open && form < 3) {
        survey_title(frame, view, form, out, size);
        return;
    }
    if (options.align > 1)
        snprintf(align, sizeof align, " \u00B7 align %zu", options.align);
    if (form == 0)
        snprintf(out, size, "mems \u00B7 %s fit \u00B7 page %s%s%s", policy,
                 number_text(number, options.page_size), align,
                 options.join ? "" : " \u00B7 joining off");
    else if (form == 1)
        snprintf(out, size, "mems \u00B7 %s fit", policy);
    else
        snprintf(out, size, "%s", form == 2 ? "mems" : "");
}

/* With --verify: what came of it. */
static const char *verified(const struct view *view)
{
    if (view->lie.is)
        return view->lie.of_heap ? "heap broken \u00B7 " : "picture wrong \u00B7 ";
    return view->verify ? "verified \u00B7 " : "";
}

/* With less and less beside the step: what is loading, the score of questions, its words. */
static void title_right(const struct view *view, int form, char *out, size_t size)
{
    char step[NUMBER_SIZE], end[NUMBER_SIZE], play[32] = "", score[96] = "";
    const char *loading = form == 0 ? view->loading : "";
    if (view->racing_to > 0) { /* the steps that pass by are nobody's */
        snprintf(out, size, "%sracing to step %s", verified(view),
                 number_text(end, view->racing_to));
        return;
    }
    if (form < 3)
        predict_score(view, form == 2, score, sizeof score);
    if (view->playing)
        snprintf(play, sizeof play, "  \u25B6 %u/s", view->rate);
    snprintf(out, size, "%s%s%s%s%sstep %s/%s%s", loading, loading[0] != '\0' ? " \u00B7 " : "",
             score, score[0] != '\0' ? " \u00B7 " : "", verified(view),
             number_text(step, timeline_step(view->timeline)),
             number_text(end, timeline_end(view->timeline)), play);
}

void paint_title(struct frame *frame, struct rect at, const struct view *view)
{
    char left[128], right[192];
    int less = 0;
    do
        title_right(view, less, right, sizeof right);
    while (text_width(right) + 2 > at.cols && ++less <= 3);
    int right_cols = text_width(right), name_cols = text_width(view->title);
    int form = 0;
    do
        title_left(frame, view, form, left, sizeof left);
    while (text_width(left) + right_cols + 6 > at.cols && ++form <= 3);
    frame_fill(frame, at.x, at.y, at.cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_TITLE, ROLE_TITLE, left);
    int right_x = at.x + at.cols - right_cols - 1;
    frame_text(frame, right_x < at.x ? at.x : right_x, at.y, at.cols, ROLE_TITLE, ROLE_TITLE,
               right);
    int room = at.cols - text_width(left) - right_cols - 6;
    if (room < 6)
        return;
    int shown = name_cols < room ? name_cols : room;
    int middle = at.x + (at.cols - shown) / 2;
    int least = at.x + text_width(left) + 3, most = right_x - 2 - shown;
    middle = middle > most ? most : middle;
    frame_text(frame, middle < least ? least : middle, at.y, shown, ROLE_TITLE, ROLE_TITLE,
               view->title);
}

/* ---- Legend: what the cells mean, and how many bytes one is ---- */

/* Entries that follow each other in a row, as long as there is room. */
struct entries {
    struct frame *frame;
    const struct view *view;
    int x, y, end;
    struct rect picture; /* what they are about, painted */
};

/* Whether there is a box with such an edge. O(cells). */
static bool has_box(const struct entries *entries, enum role role)
{
    const struct rect *at = &entries->picture;
    uint32_t edge[CHAIN_EDGE];
    chain_edge(entries->view, role, edge);
    for (int y = at->y; y < at->y + at->rows; y++) {
        for (int x = at->x; x < at->x + at->cols; x++) {
            const struct cell *cell = frame_look(entries->frame, x, y);
            if (cell != NULL && cell->ch == edge[1] &&
                (cell->ink == role || (role == ROLE_PROCESS && cell->ink > role &&
                                       cell->ink <= ROLE_PROCESS5)))
                return true;
        }
    }
    return false;
}

/* A cell of a bar, or the edge of a box, if the chain has such, and its meaning. Where
 * it stands; -1: it does not. */
static int entry(struct entries *entries, uint32_t ch, enum role role, const char *text)
{
    bool chain = entries->view->mode == VIEW_CHAIN;
    int swatch = role == ROLE_PROCESS ? 3 : 1; /* every block has a hue of its own */
    uint32_t sign[CHAIN_EDGE] = {ch, ch, ch};
    if (chain) {
        swatch = CHAIN_EDGE;
        chain_edge(entries->view, role, sign);
    }
    int x = entries->x, y = entries->y, width = swatch + text_width(text) + 3;
    if (x + width > entries->end || (chain && !has_box(entries, role)))
        return -1;
    frame_fill(entries->frame, x, y, width, ' ', ROLE_PLAIN, ROLE_PLAIN);
    for (int i = 0; i < swatch; i++) {
        enum role ink = role == ROLE_PROCESS ? role + (enum role)i : role;
        enum role paper = chain ? ROLE_PLAIN : role == ROLE_MIXED ? ROLE_HOLE : ink;
        frame_put(entries->frame, x + 1 + i, y, sign[i], ink, paper);
    }
    frame_text(entries->frame, x + swatch + 2, y, width - swatch - 2, ROLE_PLAIN, ROLE_PLAIN, text);
    entries->x += width;
    return x + 1;
}

static void scale_text(const struct view *view, struct rect bars, char *out, size_t size)
{
    struct scale scale = bars_scale(view, bars);
    uint64_t cells = (uint64_t)scale.cells, tenths = scale.row_bytes % cells * 10 / cells;
    char whole[NUMBER_SIZE], row[NUMBER_SIZE];
    number_text(whole, scale.row_bytes / cells);
    int length = snprintf(out, size, "1 cell = %s.%u B", whole, (unsigned)tenths);
    if (bars_room(view, bars) >= 88)
        snprintf(out + length, size - (size_t)length, " \u00B7 1 row = %s B",
                 number_text(row, scale.row_bytes));
}

static void legend_of_now(struct entries *entries)
{
    static const struct { uint32_t ch; enum role role; const char *text; } list[] = {
        {GLYPH_PROCESS, ROLE_PROCESS, "PROCESS"},
        {GLYPH_HOLE, ROLE_HOLE, "HOLE"},
        {'x', ROLE_WASTE, "waste"},
        {GLYPH_TOUCHED, ROLE_TOUCHED, "placed now"},
        {GLYPH_TOUCHED_HOLE, ROLE_TOUCHED_HOLE, "HOLE now"},
        {GLYPH_MIXED(4), ROLE_MIXED, "several"},
    };
    const struct view *view = entries->view;
    bool wasted = mems_heap_totals(timeline_heap(view->timeline)).waste > 0;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (wasted || list[i].role != ROLE_WASTE)
            entry(entries, list[i].ch, list[i].role, list[i].text);
    if (view->mode == VIEW_CHAIN &&
        entry(entries, 0, ROLE_SELECTED, "selected") < 0)
        entry(entries, 0, ROLE_SELECTED_HOLE, "selected");
}

/* Of "Why here?": whose heap this is, and what lit HOLEs are. */
static void legend_of_before(struct entries *entries)
{
    const struct why *why = &entries->view->why;
    char number[NUMBER_SIZE], text[64];
    snprintf(text, sizeof text, " the heap before step %s: ", number_text(number, why->step));
    if (entries->x + text_width(text) < entries->end)
        entries->x += frame_text(entries->frame, entries->x, entries->y,
                                 entries->end - entries->x, ROLE_STRONG, ROLE_PLAIN, text);
    if (why->kind == WHY_FREE) {
        entry(entries, GLYPH_TOUCHED, ROLE_TOUCHED, "freed");
        if (why->join)
            entry(entries, GLYPH_TOUCHED_HOLE, ROLE_TOUCHED_HOLE, "joins");
        else
            entry(entries, GLYPH_PASSED_HOLE, ROLE_PASSED_HOLE, "stays apart");
        return;
    }
    if (why->policy == MEMS_NEXT_FIT)
        entry(entries, GLYPH_ROVER, ROLE_STRONG, "from here");
    if (why->chosen.number > 0)
        entry(entries, GLYPH_TOUCHED_HOLE, ROLE_TOUCHED_HOLE,
              why->at > 0 && why_takes_best(why) ? "best so far" : "taken");
    if (why->at > 0)
        entry(entries, GLYPH_LOOKED_HOLE, ROLE_LOOKED_HOLE, "looked at");
    entry(entries, GLYPH_PASSED_HOLE, ROLE_PASSED_HOLE, "passed over");
    if (why->at > 0 || why->looked < why->holes)
        entry(entries, GLYPH_HOLE, ROLE_HOLE, why->at > 0 ? "not yet" : "not looked at");
}

/* Of two moments: what the signs are, with the words of whichever comes first. */
static void legend_of_moments(struct entries *entries)
{
    static const enum role since[] = {ROLE_STAYED, ROLE_BORN, ROLE_DIED,
                                      ROLE_MOVED, ROLE_REPLACES, ROLE_HOLE};
    static const enum role until[] = {ROLE_STAYED, ROLE_DIES, ROLE_TO_COME,
                                      ROLE_MOVED, ROLE_REPLACES, ROLE_HOLE};
    bool ahead = moments_ahead(entries->view);
    for (size_t i = 0; i < sizeof since / sizeof *since; i++) {
        enum role role = ahead ? until[i] : since[i];
        struct cell cell = moments_cell(role);
        int x = entry(entries, cell.ch, role, moments_word(entries->view, role));
        bool chain = entries->view->mode == VIEW_CHAIN; /* where signs stand in an edge */
        if (x >= 0 && (!chain || moments_sign(role) != 0))
            frame_put(entries->frame, x + chain, entries->y, cell.ch, (enum role)cell.ink, role);
    }
}

/* While a question waits: what is chosen, or what it is about. */
static void legend_of_question(struct entries *entries)
{
    const struct question *question = &entries->view->predict.question;
    entry(entries, GLYPH_PROCESS, ROLE_PROCESS, "PROCESS");
    entry(entries, GLYPH_HOLE, ROLE_HOLE, "HOLE");
    if (question->kind == QUESTION_PLACE)
        entry(entries, GLYPH_HOLE, ROLE_SELECTED_HOLE, "your choice");
    if (question->kind == QUESTION_JOIN)
        entry(entries, GLYPH_PROCESS, ROLE_SELECTED, "freed next");
    if (question->kind == QUESTION_PLACE && question->policy == MEMS_NEXT_FIT)
        entry(entries, GLYPH_ROVER, ROLE_STRONG, "from here");
}

void paint_legend(struct frame *frame, struct rect at, struct rect bars, const struct view *view)
{
    if (at.rows == 0)
        return;
    frame_fill(frame, at.x, at.y, at.cols, 0x2500, ROLE_FAINT, ROLE_PLAIN);
    char scale[96] = "";
    if (view->mode == VIEW_BARS)
        scale_text(view, bars, scale, sizeof scale);
    int width = text_width(scale);
    int end = at.x + at.cols - 1 - (width > 0 ? width + 2 : 0);
    if (width > 0 && end > 0)
        frame_print(frame, end, at.y, width + 2, ROLE_PLAIN, ROLE_PLAIN, " %s ", scale);
    struct entries entries = {frame, view, at.x + 1, at.y, end, bars};
    (view_asks(view)    ? legend_of_question
     : moments_on(view) ? legend_of_moments
     : view->before     ? legend_of_before
                        : legend_of_now)(&entries);
}

/* ---- The whole ---- */

static void paint_dividers(struct frame *frame, const struct parts *parts)
{
    for (int y = 0; y < parts->listing.rows; y++) {
        if (parts->divider1 >= 0)
            frame_put(frame, parts->divider1, parts->listing.y + y, 0x2502, ROLE_FAINT, ROLE_PLAIN);
        if (parts->divider2 >= 0)
            frame_put(frame, parts->divider2, parts->listing.y + y, 0x2502, ROLE_FAINT, ROLE_PLAIN);
    }
}

static void paint_panels(struct frame *frame, const struct parts *parts, const struct view *view)
{
    if (moments_on(view)) {
        paint_moments(frame, parts->details, view);
        return;
    }
    if (view->predict.open && !view->why.on) {
        if (parts->request.rows > 0)
            paint_request(frame, parts->request, parts->main, view);
        paint_predict(frame, parts->details, view);
        return;
    }
    if (view->life != NULL) {
        paint_life(frame, parts->details, view);
        return;
    }
    if (view_choosing(view) != CHOOSING_NOTHING) {
        paint_branches(frame, parts->details, view);
        return;
    }
    if (view->why.on) {
        if (parts->request.rows > 0)
            paint_request(frame, parts->request, parts->main, view);
        if (parts->details.rows > 0)
            paint_why(frame, parts->details, view);
        return;
    }
    if (view->bytes) {
        if (parts->details.rows > 0)
            paint_bytes(frame, parts->details, view);
        return;
    }
    if (parts->listing.cols > 0)
        paint_listing(frame, parts->listing, view);
    if (parts->details.cols > 0)
        paint_details(frame, parts->details, view);
    if (parts->memory.cols > 0)
        paint_memory(frame, parts->memory, view);
    paint_dividers(frame, parts);
}

void paint_message(struct frame *frame, const struct rect *places, int count,
                   const struct view *view)
{
    while (count > 1 && places->rows == 0) {
        places++;
        count--;
    }
    int y = places->y + places->rows - 1;
    if (view->message[0] == '\0' || places->rows == 0)
        return;
    frame_fill(frame, places->x, y, places->cols, ' ', ROLE_PLAIN, ROLE_PLAIN);
    frame_text(frame, places->x, y, places->cols,
               view->message_is_error ? ROLE_ERROR : ROLE_STRONG, ROLE_PLAIN, view->message);
}

/* What is left beside that. */
static struct rect beside_message(struct rect at, const struct view *view)
{
    at.rows -= at.rows > 0 && view->message[0] != '\0';
    return at;
}

void paint_said(struct frame *frame, struct rect at, const struct view *view)
{
    paint_message(frame, &at, 1, view);
    at = beside_message(at, view);
    /* the story of a get shows how an address is translated */
    if (at.rows > 0 && !(view_asks(view) && view->predict.question.kind == QUESTION_WHERE))
        paint_story(frame, at, view);
}

/* The heap itself, and what is said of it. */
static void paint_heap(struct frame *frame, const struct parts *parts, const struct view *view)
{
    if (view->mode == VIEW_CHAIN)
        paint_chain(frame, parts->main, view);
    else
        paint_bars(frame, parts->main, view);
    paint_legend(frame, parts->legend, parts->main, view);
    paint_panels(frame, parts, view);
}

void paint_before(struct frame *frame, const struct view *view)
{
    struct parts parts = screen_parts(view, frame->cols, frame->rows);
    paint_heap(frame, &parts, view);
}

/* The painter of a screen that stands in place of the heap; NULL: there is none. */
typedef void screen_painter(struct frame *frame, const struct view *view);

static screen_painter *screen_of(const struct view *view)
{
    return view->race != NULL       ? paint_race
           : view->survey.open      ? paint_survey
           : view->measures != NULL ? paint_numbers
                                    : NULL;
}

bool paint_hides_heap(const struct view *view)
{
    return screen_of(view) != NULL;
}

void paint_screen(struct frame *frame, const struct view *view)
{
    frame_clear(frame);
    if (view->help.open) {
        paint_help(frame, frame_rect(frame), view);
        return;
    }
    if (view->present.face != PRESENT_OFF) {
        (view->present.face == PRESENT_NOTES ? paint_speaker : paint_present)(frame, view);
        return;
    }
    screen_painter *screen = screen_of(view);
    if (screen != NULL) {
        screen(frame, view);
        return;
    }
    struct parts parts = screen_parts(view, frame->cols, frame->rows);
    if (parts.title.rows > 0)
        paint_title(frame, parts.title, view);
    if (!view->why.on)
        paint_heap(frame, &parts, view);
    if (parts.caption.rows > 0)
        paint_caption(frame, parts.caption, view);
    if (parts.brief) {
        paint_predict_brief(frame, beside_message(parts.story, view), view);
        paint_message(frame, &parts.story, 1, view);
    } else {
        paint_said(frame, parts.story, view);
    }
    if (parts.timeline.rows > 0)
        paint_timeline(frame, parts.timeline, view);
    paint_command_error(frame, parts.footer, view);
    paint_footer(frame, parts.footer, view, parts.left_out);
}
