/* app_state.h: the app's inside, for the files it is made of alone. */
#ifndef MEMS_VIEW_APP_STATE_H
#define MEMS_VIEW_APP_STATE_H

#include "app.h"
#include "entrants.h"
#include "race.h"
#include "timeline.h"

#define HISTORY_SIZE 50

/* A workload that is being read. */
struct loading_job {
    bool on;
    struct loading source;
    enum workload_state state;
    bool settled;                 /* the timeline's heap is the one that it asks for */
    bool away;                    /* the timeline stands at the end of what is known ... */
    uint32_t home;                /* ... and is to come back to this step, */
    bool follows;                 /* or, unless a person goes elsewhere, to stay there */
    bool says;                    /* the message is about this */
    int64_t drawn;                /* milliseconds */
};

struct app {
    struct view view;
    struct timeline *timeline;
    struct mems_options options;  /* that the timeline's heap was opened with */
    struct timeline *other;       /* that a replay is filling, NULL: none */
    struct mems_options other_options;
    struct loading_job loading;
    struct race *race;            /* that is shown, NULL: none */
    struct timeline *own;         /* ... and the timeline to come back to */
    bool running;                 /* its heaps do not know yet what that one knew: */
    uint32_t race_goal;           /* up to this step, */
    uint32_t race_home;           /* and then to this one */
    struct overview coarse, exact; /* of the whole run; the view points to them */
    int cols, rows;
    uint32_t count;               /* typed before a key, 0: none */
    uint64_t owed;                /* thousandths of a step that playing owes */

    char history[HISTORY_SIZE][COMMAND_SIZE]; /* a ring, oldest overwritten */
    size_t history_count, history_at;
    char kept[COMMAND_SIZE];      /* the line that was being typed before looking back */
};

/* travel.c: what the program has to say; errors stand out. */
void app_say(struct app *app, bool is_error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void app_hush(struct app *app); /* takes back what was said */

/* To a step, and whatever the screen must do about it. */
unsigned app_go(struct app *app, uint32_t step);

/* A selection whose segment is gone is none. */
void app_check_selection(struct app *app);

/* Brings the address into the window, which from now on stays where it is. */
void app_show(struct app *app, uint64_t address);
void app_select(struct app *app, uint64_t address);

/* replay.c: begins the whole workload anew under another policy; goes on with
 * it for a moment; gives it up (false: there was none). */
unsigned app_replay(struct app *app, enum mems_policy policy);
unsigned replay_slice(struct app *app);
bool replay_drop(struct app *app);

/* racing.c: begins a race; goes on with it for a moment; begins one against best
 * fit, or closes it; closes it (false: there is none). */
unsigned app_race(struct app *app, const struct entrants *entrants);
unsigned racing_slice(struct app *app);
unsigned racing_toggle(struct app *app);
bool racing_leave(struct app *app);

/* To the next difference, or the previous one; whether there is a race, and says
 * that this is not for it. */
unsigned racing_differ(struct app *app, bool next);
bool racing_refuses(struct app *app, enum action action);
bool racing_refuses_typing(struct app *app);

/* Zooming, scrolling, selecting and clicking in a race. */
unsigned racing_zoom(struct app *app, int direction);
unsigned racing_scroll(struct app *app, int64_t rows);
unsigned racing_select(struct app *app, bool forward);
unsigned racing_click(struct app *app, int x, int y);
bool racing_time_at(const struct app *app, int x, int y); /* whether the steps stand there */

/* surveying.c: opens the whole run at once, or closes it; closes it (false: it is not
 * open); what was counted is of other steps; follows what changed. */
unsigned surveying_toggle(struct app *app);
bool surveying_close(struct app *app);
void surveying_forget(struct app *app);
void surveying_update(struct app *app);

/* Counts on for a moment; whether there is more to count; thousandths that are
 * counted; fills the rough table as far as steps are known, or until that time. */
unsigned surveying_slice(struct app *app);
bool surveying_busy(const struct app *app);
int surveying_share(const struct app *app);
void surveying_learn(struct app *app, int64_t until);

/* Zooming (0: all), scrolling, clicking there; the steps of a column. */
unsigned surveying_zoom(struct app *app, int direction);
unsigned surveying_zoom_bytes(struct app *app, int direction);
unsigned surveying_scroll(struct app *app, int64_t rows);
unsigned surveying_click(struct app *app, int x, int y);
bool surveying_time_at(const struct app *app, int x, int y);
void surveying_show(struct app *app, uint64_t address);
uint32_t surveying_steps(const struct app *app);

/* Goes to a step, or a step on, by all heaps that there are; as timeline_seek and
 * timeline_forward. */
uint32_t app_seek(struct app *app, uint32_t step);
bool app_forward(struct app *app);

/* loading.c: the last step one can go to; back to the step that is shown; stays
 * at the newest one from now on; gives up what is not read yet (false: all is);
 * refuses `what` while reading (false: it may be done); how long a slice may wait. */
uint32_t app_reach(const struct app *app);
void loading_return(struct app *app);
void loading_follow(struct app *app);
bool loading_stop(struct app *app);
bool loading_refuses(struct app *app, const char *what);
unsigned loading_patience(const struct app *app);

/* line.c: opens the line at ":" with a text, of which what stands from byte
 * `offered` on (0: nothing) gives way to what is typed; takes a key that edits
 * it; keeps a line for the history. */
unsigned command_open(struct app *app, const char *text);
unsigned command_offer(struct app *app, const char *text, size_t offered);
unsigned line_key(struct app *app, uint32_t key);
void line_remember(struct app *app, const char *text);

/* command.c: a key while the line is open. */
unsigned command_key(struct app *app, uint32_t key);

/* complete.c: completes the word at the end of the line; `out` gets what
 * could stand there, for the hint. true when the line grew. */
bool complete(const struct app *app, char *line, size_t size, char *hint, size_t hint_size);

#endif
