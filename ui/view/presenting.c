/* presenting.c: a presentation opened, steered by a clicker or a few keys, and closed.
 * Its keys are its own: whoever holds a clicker wants no other. */
#include "app_state.h"
#include "notes.h"
#include "present.h"

#define CHAPTER_MOST 100000000u /* that can be typed */

/* ---- What belongs to a step ---- */

/* Nodes stay, so the end of a chapter has the most of them: within it the scale holds. */
static void measure(struct app *app)
{
    struct present_state *present = &app->view.present;
    uint32_t here = timeline_step(app->timeline), end = timeline_end(app->timeline), next;
    if (timeline_next_note(app->timeline, NOTE_MARK, &next))
        end = next - 1;
    if (present->measured && present->chapter_end == end)
        return;
    timeline_seek(app->timeline, end);
    struct mems_totals totals = mems_heap_totals(timeline_heap(app->timeline));
    uint64_t page = mems_heap_options(timeline_heap(app->timeline)).page_size;
    timeline_seek(app->timeline, here);
    present->nodes = totals.nodes;
    present->pages = totals.mapped / page;
    present->chapter_end = end;
    present->measured = timeline_edits(app->timeline) == 0; /* else there may be others */
}

/* What is asked at this step, or was at the one before, which is looked at again. */
static void find_question(struct app *app)
{
    uint32_t step = timeline_step(app->timeline);
    struct question *question = &app->view.present.question;
    *question = (struct question){.kind = QUESTION_NONE};
    if (notes_ask(&app->view, step)) {
        *question = question_next(app->timeline);
    } else if (step > 0 && notes_ask(&app->view, step - 1) && timeline_back(app->timeline)) {
        *question = question_next(app->timeline);
        timeline_forward(app->timeline);
    }
}

void presenting_refresh(struct app *app)
{
    if (app->view.present.face == PRESENT_OFF)
        return;
    measure(app);
    find_question(app);
}

/* ---- Opened and closed ---- */

unsigned presenting_open(struct app *app, enum present_face face)
{
    if (loading_refuses(app, "presenting"))
        return APP_DRAW;
    replay_drop(app); /* nothing else may come to be shown before an audience */
    finding_drop(app);
    racing_leave(app);
    app_close_panels(app);
    predict_close(app);
    app->view.playing = false;
    app->view.present = (struct present_state){.face = face};
    presenting_refresh(app);
    return APP_DRAW;
}

void app_present(struct app *app, enum present_face face)
{
    presenting_open(app, face);
    app->view.present.alone = true;
}

static unsigned leave(struct app *app)
{
    if (app->view.present.alone)
        return APP_QUIT;
    app->view.present = (struct present_state){.face = PRESENT_OFF};
    return APP_DRAW;
}

/* ---- Chapters ---- */

static void open_list(struct app *app)
{
    struct present_state *present = &app->view.present;
    size_t count = present_chapters(&app->view), now = present_chapter(&app->view);
    if (count == 0) {
        app_say(app, false, "this workload has no chapters: mark \"name\" begins one");
        return;
    }
    present->list = true;
    present->row = now > 0 ? now - 1 : 0;
}

static void go_to_chapter(struct app *app, size_t number)
{
    size_t count = present_chapters(&app->view);
    uint32_t step;
    app->view.present.list = false;
    app->view.present.typing = false;
    if (number >= 1 && number <= count) {
        present_chapter_name(&app->view, number, &step);
        app_go(app, step);
    } else {
        app_say(app, false, count == 0 ? "this workload has no chapters"
                                       : "there is no chapter %zu: 1 to %zu", number, count);
    }
}

static void type_digit(struct app *app, uint32_t digit)
{
    struct present_state *present = &app->view.present;
    uint32_t number = present->typing ? present->number : 0;
    if (number < CHAPTER_MOST)
        number = number * 10 + digit;
    present->typing = true;
    present->number = number;
    if (present->list && number >= 1 && number <= present_chapters(&app->view))
        present->row = number - 1;
}

/* A key while a number is typed; false: it is for something else. */
static bool key_in_number(struct app *app, uint32_t key)
{
    struct present_state *present = &app->view.present;
    if (!present->typing)
        return false;
    switch (key) {
    case K_ENTER:
    case 'g': go_to_chapter(app, present->number); return true;
    case K_BACKSPACE:
        present->number /= 10;
        present->typing = present->number > 0;
        return true;
    case K_ESCAPE: present->typing = false; return true;
    default: present->typing = false; return false;
    }
}

static bool key_in_list(struct app *app, uint32_t key)
{
    struct present_state *present = &app->view.present;
    size_t last = present_chapters(&app->view) - 1;
    if (!present->list)
        return false;
    switch (key) {
    case K_DOWN:
    case K_RIGHT:
    case K_PAGE_DOWN: present->row += present->row < last; return true;
    case K_UP:
    case K_LEFT:
    case K_PAGE_UP: present->row -= present->row > 0; return true;
    case K_HOME: present->row = 0; return true;
    case K_END: present->row = last; return true;
    case ' ':
    case 'g':
    case K_ENTER: go_to_chapter(app, present->row + 1); return true;
    case K_ESCAPE:
    case K_TAB:
    case 'c':
    case 'q': present->list = false; return true;
    case 'b':
    case '.':
    case '?':
    case K_F1: return false;
    default: return true;
    }
}

/* ---- Keys ---- */

static void go_next(struct app *app)
{
    if (timeline_step(app->timeline) < timeline_end(app->timeline))
        app_go(app, present_next(&app->view));
    else
        app_say(app, false, "the end");
}

static void step(struct app *app, bool forward)
{
    uint32_t here = timeline_step(app->timeline);
    if (forward || here > 0)
        app_go(app, forward ? here + 1 : here - 1);
}

/* The speaker looked elsewhere: back to where the audience is. */
static void rejoin(struct app *app)
{
    const struct speaker *speaker = &app->view.present.speaker;
    if (app->view.present.face == PRESENT_NOTES && speaker->following == FOLLOWING)
        app_go(app, speaker->step);
}

unsigned presenting_key(struct app *app, uint32_t key)
{
    struct present_state *present = &app->view.present;
    if (present->blank) {
        present->blank = false;
        return APP_DRAW;
    }
    if (key >= '0' && key <= '9')
        type_digit(app, key - '0');
    else if (key_in_number(app, key) || key_in_list(app, key))
        return APP_DRAW;
    switch (key) {
    case K_PAGE_DOWN:
    case K_RIGHT:
    case K_ENTER:
    case ' ': go_next(app); break;
    case K_PAGE_UP:
    case K_LEFT:
    case K_BACKSPACE: app_go(app, present_previous(&app->view)); break;
    case K_DOWN: step(app, true); break;
    case K_UP: step(app, false); break;
    case K_HOME: app_go(app, 0); break;
    case K_END: app_go(app, timeline_end(app->timeline)); break;
    case 'b':
    case '.': present->blank = present->face == PRESENT_SLIDE; break;
    case 'c':
    case 'g':
    case K_TAB: open_list(app); break;
    case 'T': return app_do(app, ACTION_THEME);
    case K_CONTROL('L'): return APP_DRAW | APP_REDRAW_ALL;
    case K_ESCAPE: rejoin(app); break;
    case '?':
    case K_F1: return helping_open(app);
    case 'q': return leave(app);
    default: break;
    }
    return APP_DRAW;
}

unsigned presenting_click(struct app *app)
{
    return presenting_key(app, K_PAGE_DOWN);
}

/* ---- What the speaker has to know ---- */

void app_tell_speaker(struct app *app, const struct speaker *speaker, bool go)
{
    app->view.present.speaker = *speaker;
    if (go && speaker->following == FOLLOWING && speaker->step != timeline_step(app->timeline))
        app_go(app, speaker->step);
}
