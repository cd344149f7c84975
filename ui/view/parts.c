/* parts.c: the screen is cut from top to bottom; the memory itself gets what
 * the other parts leave, and they give way to it one by one as rows run out. */
#include "parts.h"

#include "paint.h"

/* The least that panels need of the screen, and a list or the bytes in their place; and how
 * that is said, in as many columns as the smallest screen has. */
#define PANEL_COLS 30
#define PANEL_ROWS 16
#define LIST_ROWS 10
#define ROOMY_ROWS 28 /* from here on a list can spare a row */
#define SMALL_ROWS 16 /* below this replies are worth more than a legend */
#define TEXT_OF(number) #number
#define SIZE(cols, rows) TEXT_OF(cols) "x" TEXT_OF(rows)

static void cut_panels(struct parts *parts, struct rect panels, bool one)
{
    int cols = panels.cols;
    struct rect *columns[] = {&parts->listing, &parts->details, &parts->memory};
    int count = one ? 1 : cols >= 72 ? 3 : cols >= 48 ? 2 : 1;
    if (one) {
        parts->details = panels;
        return;
    }
    int x = panels.x;
    for (int i = 0; i < count; i++) {
        int right = panels.x + cols * (i + 1) / count;
        if (i < count - 1)
            *(i == 0 ? &parts->divider1 : &parts->divider2) = right - 1;
        int end = right - (i < count - 1 || columns[i] == &parts->memory); /* figures end it */
        *columns[i] = (struct rect){x, panels.y, end - x, panels.rows};
        x = end + 1;
    }
}

#define BYTES_A_ROW 16

/* The bytes take what they need, from `least` rows to `most`. */
static int bytes_rows(const struct view *view, int least, int most)
{
    struct mems_segment segment;
    if (!view_segment(view, &segment))
        return least;
    uint64_t needed = 4 + segment.size / BYTES_A_ROW;
    return needed < (uint64_t)least ? least : needed < (uint64_t)most ? (int)needed : most;
}

/* A row for each question of a quiz, and one above them; from `least` to `most`. */
static int results_rows(const struct view *view, int least, int most)
{
    size_t needed = view->predict.quiz->count + 1;
    return needed < (size_t)least ? least : needed < (size_t)most ? (int)needed : most;
}

/* Of this chapter: the room for their headers stays free. */
static int nodes_to_come(const struct view *view)
{
    uint64_t now = mems_heap_totals(timeline_heap(view->timeline)).nodes;
    return view->present.nodes > now ? (int)(view->present.nodes - now) : 0;
}

/* A third for what is said, in wide margins; a thin line at the bottom. */
static struct parts slide_parts(const struct view *view, int cols, int rows)
{
    struct rect rest = {0, 0, cols, rows};
    struct parts parts = {.divider1 = -1, .divider2 = -1, .left_out = ""};
    int margin = cols / 10, side = cols / 40;
    parts.timeline = rect_cut_bottom(&rest, rows >= 6 ? 1 : 0);
    parts.title = rect_cut_top(&rest, rows >= 10 ? 2 : 0);
    parts.caption = rect_cut_bottom(&rest, rows < 3 ? 0 : rows / 3);
    parts.caption.x += margin;
    parts.caption.cols -= 2 * margin;
    rest.rows -= rows >= 16; /* between the two */
    if (view->present.list)
        parts.caption.rows = 0;
    parts.main = (struct rect){rest.x + side, rest.y, rest.cols - 2 * side, rest.rows};
    if (view->common.rows > 0 && view->common.row_bytes == 0)
        parts.main.rows -= nodes_to_come(view);
    return parts;
}

struct parts screen_parts(const struct view *view, int cols, int rows)
{
    if (view->present.face != PRESENT_OFF)
        return slide_parts(view, cols, rows);
    struct rect rest = {0, 0, cols, rows};
    struct parts parts = {.divider1 = -1, .divider2 = -1, .left_out = ""};
    parts.title = rect_cut_top(&rest, rows >= 3 ? 1 : 0);
    parts.footer = rect_cut_bottom(&rest, rows >= 2 && !view->bare ? 1 : 0);
    parts.timeline = rect_cut_bottom(&rest, rows >= 8 ? 1 : 0);
    /* a list takes the panels' place; in few rows it tells more than a second row of the story */
    bool why = view->why.on, asks = view->predict.open && !why, over = view->predict.over;
    bool list = why || asks || view->life != NULL || view->moments.between != NULL ||
                view_choosing(view) != CHOOSING_NOTHING;
    bool panels = rows >= (list ? LIST_ROWS : PANEL_ROWS) && cols >= PANEL_COLS;
    parts.brief = asks && !panels;
    int story = parts.brief ? predict_brief_rows(view, rect_inset(rest).cols, rest.rows)
                : rows < 5  ? 0
                : rows < (list ? ROOMY_ROWS : 14) || cols > 160 ? 1 : 2;
    parts.story = rect_cut_bottom(&rest, view->bare ? 0 : story);
    int panel_rows = rows / 4 - 1;
    if (list)
        panel_rows = rows * 3 / 8 + (asks && rows < SMALL_ROWS);
    if (asks && over) /* as many as there are questions, if the picture has room beside them */
        panel_rows = results_rows(view, panel_rows, rows * 5 / 8);
    else if (view->bytes && !asks)
        panel_rows = bytes_rows(view, panel_rows, rows / 2);
    if (panels)
        cut_panels(&parts, rect_cut_bottom(&rest, panel_rows), list || view->bytes);
    bool sized = why ? view->why.kind == WHY_MALLOC
                     : asks && !over && view->predict.question.kind == QUESTION_PLACE;
    if (sized && view->mode == VIEW_BARS && rows >= 24)
        parts.request = rect_cut_top(&parts.details, panels ? 1 : 0);
    if (list || view->bytes)
        parts.details = rect_inset(parts.details);
    parts.legend = rect_cut_bottom(&rest, rows >= (asks ? SMALL_ROWS : 12) ? 1 : 0);
    bool told = !view->bare && (!list || (asks && view->predict.quiz == NULL && rows >= 20));
    int caption = rows < 8 || !told ? 0 : caption_rows(view, rect_inset(rest).cols);
    parts.caption = rect_cut_bottom(&rest, caption < rest.rows / 2 ? caption : rest.rows / 2);
    parts.main = rest;
    parts.caption = rect_inset(parts.caption);
    parts.story = rect_inset(parts.story);
    parts.timeline = rect_inset(parts.timeline);
    if (parts.brief) /* even before the picture: the next key brings that back */
        parts.left_out = parts.main.rows == 0 ? "picture hidden" : "answers hidden";
    else if (!panels && list)
        parts.left_out = "list needs " SIZE(PANEL_COLS, LIST_ROWS);
    else if (!panels && view->bytes && !list)
        parts.left_out = "bytes need " SIZE(PANEL_COLS, PANEL_ROWS);
    else if (!panels)
        parts.left_out = "panels hidden";
    else if (!view->bytes && !list && parts.memory.cols == 0)
        parts.left_out = parts.details.cols == 0 ? "details, memory hidden" : "memory hidden";
    return parts;
}
