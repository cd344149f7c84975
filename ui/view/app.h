/* app.h: the interactive program without its terminal: keys and clicks in,
 * frames out. Actions change the app and never draw. */
#ifndef MEMS_VIEW_APP_H
#define MEMS_VIEW_APP_H

#include "keys.h"
#include "view.h"
#include "workload.h"

struct app;

/* What follows from an action: bits. */
enum { APP_NOTHING = 0, APP_DRAW = 1, APP_REDRAW_ALL = 2, APP_QUIT = 4 };

/* Shows `ops` from step 0 on a heap with `options`. `ops` and `title` must
 * outlive it. NULL: *error says why. */
struct app *app_open(struct ops *ops, const struct mems_options *options, const char *title,
                     enum theme theme, enum mems_error *error);
void app_close(struct app *app); /* NULL is allowed */

/* Runs up to `steps` operations that were never reached before, so that the
 * timeline knows what came of them, and returns how many steps are known; once
 * all are, it stands at step 0. For big recordings, before the first frame. */
uint32_t app_learn(struct app *app, uint32_t steps);

/* A workload whose beginning is in the app's ops and whose rest is still to be
 * read, or only to be run; all of it must outlive the app. */
struct loading {
    struct workload *workload;       /* NULL: all is read */
    const struct stream *stream;     /* that it comes from */
    const struct problems *problems;
    struct mems_options (*heap)(void *user, const struct mems_options *asked);
    void *user;                      /* for `heap`: the heap for what the workload asks */
    bool live;                       /* stay at the newest step until a person goes elsewhere */
};

/* From now on app_work reads and runs it. Steps beyond the known ones cannot be
 * gone to meanwhile, and nothing can be typed; ACTION_UNSELECT stops it. */
void app_load(struct app *app, const struct loading *loading);

/* Goes on for a moment, 20 milliseconds or less, with that, or first with the walk
 * of "Why here?"; to be called when there is no input. Until it returns APP_DRAW,
 * the timeline may stand elsewhere. */
unsigned app_work(struct app *app);

/* quiz_choose, from the run that is shown. Then: holds a quiz, which must outlive the app: asks one
 * after the other, and allows nothing that would give an answer away. */
bool app_choose(struct app *app, struct quiz *quiz);
void app_quiz(struct app *app, struct quiz *quiz);

/* Presents, and nothing else, until q. What the speaker has to know from outside; where
 * that is a step, goes there. */
void app_present(struct app *app, enum present_face face);
void app_tell_speaker(struct app *app, const struct speaker *speaker, bool go);

/* What its frames are shown on: to be told before the first one; a screen that has every
 * character, unless it is told. */
void app_set_medium(struct app *app, const struct medium *medium);

/* The size of the screen, which clicks and scrolling are measured by. */
void app_resize(struct app *app, int cols, int rows);

unsigned app_key(struct app *app, uint32_t key);
unsigned app_click(struct app *app, int x, int y);
unsigned app_wheel(struct app *app, int x, int y, int direction);
unsigned app_do(struct app *app, enum action action);

/* A command as typed at ":"; what is wrong is shown in the frame. */
unsigned app_command(struct app *app, const char *line);

/* Where an app writes: a file that is there whole at the end, or not at all. */
struct app_output {
    /* Begins a file; one that is there only if it may be replaced. NULL: `why` says why. */
    void *(*begin)(const char *name, bool replace, char *why, size_t size);
    bool (*put)(void *file, const char *bytes, size_t size);
    /* Ends it, and gives it its name if all is good; false: it is not kept, and `why`
     * says why. */
    bool (*end)(void *file, bool good, char *why, size_t size);
};

/* Without one nothing can be saved. */
void app_set_output(struct app *app, const struct app_output *output);

/* `milliseconds` went by; plays. */
unsigned app_tick(struct app *app, unsigned milliseconds);

/* How long the program may wait for a key before the next app_tick. */
unsigned app_patience(const struct app *app);

/* Work that a key began, and that app_tick goes on with, a workload saved, a replay, a
 * race, a search, a life or the whole run counted, or app_work, the walk of "Why here?":
 * thousandths that are done, -1: there is none. */
int app_busy(const struct app *app);

/* From now on, or no more, the heap is checked while it runs (verify.h), and again
 * before each frame, and what a frame shows of it is compared with a walk along its
 * chains. What is false is marked in the frame. A broken heap stays at its step. The
 * first that was found, in a sentence: NULL: nothing was. */
void app_verify(struct app *app, bool on);
const char *app_lie(const struct app *app);

const struct view *app_view(const struct app *app);
void app_hush(struct app *app); /* takes back what the view's message says */
void app_bare(struct app *app); /* frames are for a page that says itself what is said, and
                                   has keys of its own: without those rows from now on */

void app_listed(struct app *app); /* who leaves comes back to a list, as the keys say */

/* Paints the screen. O(cells), with app_verify also O(segments). */
void app_draw(struct app *app, struct frame *frame);

#endif
