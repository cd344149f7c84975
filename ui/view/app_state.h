/* app_state.h: the app's inside, for the files it is made of alone. */
#ifndef MEMS_VIEW_APP_STATE_H
#define MEMS_VIEW_APP_STATE_H

#include "app.h"
#include "timeline.h"

#define HISTORY_SIZE 50

struct app {
    struct view view;
    struct timeline *timeline;
    struct mems_options options;  /* that the timeline's heap was opened with */
    struct timeline *other;       /* that a replay is filling, NULL: none */
    struct mems_options other_options;
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

/* To a step, and whatever the screen must do about it. */
unsigned app_go(struct app *app, uint32_t step);

/* Brings the address into the window, which from now on stays where it is. */
void app_show(struct app *app, uint64_t address);
void app_select(struct app *app, uint64_t address);

/* replay.c: begins the whole workload anew under another policy; goes on with
 * it for a moment; gives it up (false: there was none). */
unsigned app_replay(struct app *app, enum mems_policy policy);
unsigned replay_slice(struct app *app);
bool replay_drop(struct app *app);

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
