/* app_state.h: the app's inside, for the files it is made of alone. */
#ifndef MEMS_VIEW_APP_STATE_H
#define MEMS_VIEW_APP_STATE_H

#include "app.h"
#include "branches.h"
#include "entrants.h"
#include "find.h"
#include "phrase.h"
#include "race.h"
#include "timeline.h"
#include "verify.h"
#include "writer.h"

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

/* A search, and what was sought last. */
struct finding_job {
    bool on, sought;
    struct find find;
    struct query query;
    char text[COMMAND_SIZE];      /* as it was typed */
};

/* A life that is shown, and what it was read from. */
struct living_job {
    struct life life;
    uint64_t byte;                /* to come back to from the life of its block */
    const struct timeline *of;
    size_t edits;
    uint32_t end;
    uint32_t op;                  /* of a block: the operation that it was born by */
};

/* What was checked, and the first lie of all. */
struct verifying_job {
    struct verify heap;
    struct lie first;
    struct race *race;            /* that a broken heap belongs to; it is shown alone */
    struct timeline *own;         /* ... the app's own of that race */
};

/* Two moments that are compared, and what that was begun from. */
struct comparing_job {
    struct between between;
    struct fate_list changes;
    const struct timeline *of;
    size_t edits;
    uint32_t end;
    uint32_t here;                /* the step that `changes` are of */
    bool marked;                  /* a step is, though what is shown may lack it: */
    size_t mark_of;               /* in the original (0) or in this branch, */
    uint32_t mark_step, mark_op;  /* this step, with this operation */
    uint32_t from;                /* where one came from by a row, and by which */
    size_t from_row;
};

/* The timeline of a branch that is not shown. */
struct kept_branch {
    struct timeline *timeline;    /* NULL: none */
    size_t of;                    /* the branch's number */
    struct mems_options options;  /* that its heap was opened with */
};

#define BRANCHES_KEPT 2

struct branching {
    struct timeline *original;    /* waits while a branch is shown; else NULL */
    struct mems_options options;  /* ... that its heap was opened with */
    struct kept_branch kept[BRANCHES_KEPT];
    size_t going, raced;          /* numbers: of what is run to be shown, of what races */
    const char *of_file;          /* the title of the original */
    char title[256];              /* that of the branch that is shown */
};

/* A workload that is being saved. */
struct saving_job {
    struct app_output output;
    void *file;                   /* NULL: none is */
    char *piece;                  /* WRITER_PIECE bytes */
    struct writer writer;
    char name[COMMAND_SIZE];
};

struct app {
    struct view view;
    struct timeline *timeline;
    struct mems_options options;  /* that the timeline's heap was opened with */
    struct timeline *other;       /* that a replay is filling, NULL: none */
    struct mems_options other_options;
    uint32_t other_goal;          /* up to this step */
    bool other_kept;              /* it is that of a branch, which app->branching keeps */
    struct branches branches;     /* the view points to them */
    struct branching branching;
    struct saving_job saving;
    struct loading_job loading;
    struct finding_job finding;
    struct living_job living;
    struct verifying_job verifying;
    struct comparing_job comparing;
    struct race *race;            /* that is shown, NULL: none */
    struct timeline *own;         /* ... and the timeline to come back to */
    uint32_t race_home;           /* the step to show when its heaps have run */
    const struct timeline *asked; /* that the view's "Why here?" is about */
    unsigned slices;              /* of its walk */
    struct measure measures[NUMBERS]; /* of the known steps; the view points to them */
    struct quiz *quiz;            /* that is held; NULL: none is, or it is over */
    const struct timeline *predicted; /* that the question is about */
    struct overview coarse, exact; /* of the whole run; the view points to them */
    int cols, rows;
    uint32_t count;               /* typed before a key, 0: none */
    uint64_t owed;                /* thousandths of a step that playing owes */

    char history[HISTORY_SIZE][COMMAND_SIZE]; /* a ring, oldest overwritten */
    size_t history_count, history_at;
    char kept[COMMAND_SIZE];      /* the line that was being typed before looking back */
};

/* travel.c: closes whatever fills the panels or stands instead of the heap, but a race and
 * a question. */
void app_close_panels(struct app *app);

/* What the program has to say; errors stand out. */
void app_say(struct app *app, bool is_error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* To a step, and whatever the screen must do about it. */
unsigned app_go(struct app *app, uint32_t step);

/* A selection whose segment is gone is none. */
void app_check_selection(struct app *app);

/* Brings the address into the window, which from now on stays where it is. */
void app_show(struct app *app, uint64_t address);
void app_select(struct app *app, uint64_t address);

/* From now on; where there are no colours, says that it would change nothing. */
unsigned app_use_theme(struct app *app, enum theme theme);

/* replay.c: begins the whole workload anew under another policy; goes on with
 * it for a moment; gives it up (false: there was none). */
unsigned app_replay(struct app *app, enum mems_policy policy);
unsigned replay_slice(struct app *app);
bool replay_drop(struct app *app);

/* Runs a branch that is kept up to that step, in slices, and then shows it. */
unsigned replay_branch(struct app *app, struct timeline *branch, uint32_t goal);

/* branching.c: opens the list of what one can ask, or that of branches, or closes it;
 * closes it (false: none was open); whether one may not ask here, and says so. */
unsigned branching_ask(struct app *app);
unsigned branching_list(struct app *app);
bool branching_close(struct app *app);
bool branching_refuses(struct app *app);

/* A new branch, raced against the original; a branch raced; a branch shown alone, or
 * the original (0); the one that was run is shown. */
unsigned branching_make(struct app *app, struct change change, const char *name);
unsigned branching_race(struct app *app, size_t number);
unsigned branching_go(struct app *app, size_t number);
unsigned branching_arrive(struct app *app);
void branching_end(struct app *app); /* with the app */

/* After going anywhere; what an open list makes of an action, of a click (false:
 * nothing). */
void branching_refresh(struct app *app);
bool branching_do(struct app *app, enum action action, uint32_t count);
bool branching_click(struct app *app, int x, int y);

/* saving.c: begins to save what is shown; false: `why` says why not. Goes on with it
 * for a moment; gives it up (false: there was none); thousandths that are done;
 * whether it stands in the way of an action, and says so. */
bool saving_begin(struct app *app, const char *name, bool replace, char *why, size_t size);
unsigned saving_slice(struct app *app);
bool saving_drop(struct app *app);
int saving_share(const struct app *app);
bool saving_refuses(struct app *app, enum action action);

/* finding.c: begins a search that was typed as `text`; the last one again, on or
 * back from the present step; goes on with it for a moment; gives it up (false:
 * there is none); thousandths that are done; the range that is selected, or was
 * touched last. */
unsigned app_find(struct app *app, const struct query *query, const char *text);
unsigned finding_again(struct app *app, bool forward);
unsigned finding_slice(struct app *app);
bool finding_drop(struct app *app);
int finding_share(const struct app *app);
void finding_peak(struct phrase *say, const struct find *find); /* what was most, and when */
struct range finding_here(const struct app *app);

/* living.c: the life of the byte that is selected, then that of its block, and back;
 * that of an address, or of the block there; that of what is selected now,
 * if one is open; none (false: there was none). */
unsigned living_toggle(struct app *app);
unsigned living_show(struct app *app, uint64_t address, bool block);
void living_select(struct app *app, uint64_t address);
bool living_close(struct app *app);

/* After going anywhere: the row of the present step, of the path there is now. What
 * an open life makes of an action, of a click (false: nothing). */
void living_refresh(struct app *app);
bool living_do(struct app *app, enum action action, uint32_t count);
bool living_click(struct app *app, int x, int y);

/* Whether there is more of it; goes on for a moment; thousandths that are done. */
bool living_waits(const struct app *app);
unsigned living_slice(struct app *app);
int living_share(const struct app *app);

/* comparing.c: marks that step, or the present one, and a mark of it is taken away; opens
 * what lies between the mark and the present step, or closes it; with these two steps;
 * the mark and the present step change places; closes it (false: it is not open). */
unsigned comparing_mark(struct app *app, uint32_t step);
unsigned comparing_mark_here(struct app *app);
unsigned comparing_toggle(struct app *app);
unsigned comparing_steps(struct app *app, uint32_t mark, uint32_t step);
unsigned comparing_swap(struct app *app);
bool comparing_close(struct app *app);
void comparing_forget(struct app *app);

/* After another branch has come to be shown; after going anywhere; what it makes of an
 * action, of a click (false: nothing); whether there is more to find out; goes on for a
 * moment; thousandths that are done. */
void comparing_cross(struct app *app);
void comparing_refresh(struct app *app);
bool comparing_do(struct app *app, enum action action, uint32_t count);
bool comparing_click(struct app *app, int x, int y);
bool comparing_waits(const struct app *app);
unsigned comparing_slice(struct app *app);
int comparing_share(const struct app *app);

/* racing.c: begins a race; with the heaps of `race`, which run up to the step `goal` and
 * then stand at `home`, steps of the race; goes on with it for a moment; begins one against best
 * fit, or closes it; closes it (false: there is none). */
unsigned app_race(struct app *app, const struct entrants *entrants);
unsigned racing_begin(struct app *app, struct race *race, uint32_t home, uint32_t goal);
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

/* numbering.c: shows the numbers, one of them over time, or closes them; closed (false:
 * they are not shown); the steps that are known are others; what they make of an
 * action (false: nothing), of a click; whether steps stand there. */
unsigned numbering_toggle(struct app *app);
unsigned numbering_show(struct app *app, enum number number);
bool numbering_close(struct app *app);
void numbering_refresh(struct app *app);
bool numbering_do(struct app *app, enum action action, uint32_t count);
unsigned numbering_click(struct app *app, int x, int y);
bool numbering_time_at(const struct app *app, int x, int y);

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

/* helping.c: the help opened, at the page of the view that is open; closed; a key in it. */
unsigned helping_open(struct app *app);
unsigned helping_close(struct app *app);
unsigned helping_key(struct app *app, uint32_t key);

/* verifying.c: with --verify: checks the heap after an event (false: it is broken);
 * the heaps that a frame is about to show; the picture that it shows of the view;
 * refuses what would move a broken heap; on or off. */
bool verifying_event(struct app *app);
void verifying_heaps(struct app *app);
void verifying_picture(struct app *app, const struct frame *frame, const struct view *view);
bool verifying_refuses(struct app *app, enum action action);
unsigned verifying_toggle(struct app *app);

/* presenting.c: opens the presentation, or its speaker's side; a key, a click in it;
 * after going anywhere, what is asked here. */
unsigned presenting_open(struct app *app, enum present_face face);
unsigned presenting_key(struct app *app, uint32_t key);
unsigned presenting_click(struct app *app);
void presenting_refresh(struct app *app);

/* ask.c: "Why here?" opened or closed; closed (false: it was not open); about the
 * step that is shown now; at one of its HOLEs, which opens it (false: the search
 * looked at fewer); what it makes of an action, a click (false: nothing). */
unsigned why_toggle(struct app *app);
bool why_close(struct app *app);
void why_refresh(struct app *app);
bool why_go_to(struct app *app, uint64_t number);
bool why_do(struct app *app, enum action action, uint32_t count);
bool why_click(struct app *app, int x, int y);

/* Goes on with its walk for a moment; whether there is more of it; how much of it
 * is done, in thousandths. */
unsigned why_work(struct app *app);
bool why_waits(const struct app *app);
int why_share(const struct app *app);

/* The timeline goes to the step before, for looking alone, and comes back. Only
 * while "Why here?" is open, and about the step that is shown. */
const mems_heap *why_leave(const struct app *app);
void why_return(const struct app *app);

/* predicting.c: asks about the next operation, or closes that; closes it (false: it
 * was not open); after going forward, asks what the workload asks here; after going
 * anywhere, closes a question of elsewhere. */
unsigned predict_toggle(struct app *app);
bool predict_close(struct app *app);
void predict_arrive(struct app *app);
void predict_refresh(struct app *app);

/* What a question makes of an action, of a key that is one of its replies', of a click
 * (false: nothing); of an answer that was typed (false: it is none). */
bool predict_do(struct app *app, enum action action);
bool predict_key(struct app *app, uint32_t key);
bool predict_click(struct app *app, int x, int y);
bool predict_typed(struct app *app, const char *answer);

/* Makes way for a typed command; false: not in a quiz, which was said. */
bool predict_yields(struct app *app, enum action action);

/* Whether it still looks at HOLEs; goes on with that for a moment; thousandths that
 * are done. */
bool predict_waits(const struct app *app);
unsigned predict_work(struct app *app);
int predict_share(const struct app *app);

/* line.c: opens the line at ":" with a text, of which what stands from byte
 * `offered` on (0: nothing) gives way to what is typed; takes a key that edits
 * it; keeps a line for the history. */
unsigned command_open(struct app *app, const char *text);
unsigned command_offer(struct app *app, const char *text, size_t offered);
unsigned line_key(struct app *app, uint32_t key);
void line_remember(struct app *app, const char *text);

/* command.c: a key while the line is open; a number that is typed: digits, after 0x
 * hexadecimal ones, and nothing else. */
unsigned command_key(struct app *app, uint32_t key);
bool command_number(const char *text, uint64_t *number);

/* complete.c: completes the word at the end of the line; `out` gets what
 * could stand there, for the hint. true when the line grew. */
bool complete(const struct app *app, char *line, size_t size, char *hint, size_t hint_size);

#endif
