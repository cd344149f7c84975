/* view.h: everything a frame shows beyond the timeline itself: the state
 * that keys change and painters read. A value; painters get it const. */
#ifndef MEMS_VIEW_VIEW_H
#define MEMS_VIEW_VIEW_H

#include "branches.h"
#include "fates.h"
#include "frame.h"
#include "life.h"
#include "numbers.h"
#include "overview.h"
#include "quiz.h"
#include "race.h"
#include "theme.h"
#include "timeline.h"
#include "why.h"

enum view_mode { VIEW_BARS, VIEW_CHAIN };

/* One scale for the pictures of several heaps: their bars are a map. */
struct common_map {
    uint64_t row_bytes;       /* bytes of a row; 0: there is only one heap */
    uint64_t rows;            /* of the largest heap, as far as there is room */
    uint64_t end;             /* of the largest heap: labels have room for it */
};

/* The whole run at once, steps beside addresses. */
struct survey_state {
    bool open;
    int steps_zoom;           /* how often the steps of a column are halved */
    int bytes_zoom;           /* ... the bytes of a row */
    uint32_t first;           /* a step in the first column; gives way to the present one */
    uint64_t low;             /* an address in the lowest row */
    const struct overview *coarse; /* of all known steps, as far as it goes */
    const struct overview *exact;  /* of some window, perhaps the one that is shown */
};

/* The help, when it is open, in place of everything else. */
struct help_state {
    bool open;
    int page, top;            /* help_pages.h; the first row of it that is shown */
    bool typing;              /* what is sought in it: */
    char sought[40];          /* ASCII; "": nothing */
    bool found;               /* it is there, */
    int row;                  /* in this row of the page */
    bool missed;              /* the last key looked for it in vain */
    int from_page, from_row;  /* where the search began */
};

/* What a check found false (--verify): of the heap, or of the picture of it. */
struct lie {
    bool is;
    bool of_heap;             /* the chains or what belongs to them are broken: the
                                 timeline stays where it is */
    bool somewhere;           /* at an address; else of the heap as a whole */
    uint64_t node, address;
    char text[400];           /* a sentence without a full stop */
};

/* Two moments: a step that is marked, and what is known when the present one is
 * compared with it. */
struct moments_state {
    bool marked;
    uint32_t mark;
    const struct between *between; /* the panels show it; NULL: it is not open */
    const struct fate_list *changes;
    size_t row;               /* the change that is looked at */
    bool returns;             /* one came by it from the step that was compared */
    uint64_t lit_start, lit_size; /* where that block is or was, while it is selected */
    int share;                /* thousandths of it that are known; 1000: all */
};

/* A question about the next operation, in the panels' place. Until it is answered the
 * picture shows nothing of what comes, and nothing stands out but what is chosen. */
struct predict_state {
    bool open, answered;
    struct question question;
    struct reply chosen;      /* REPLY_NONE: nothing yet; once answered, the answer */
    struct grade grade;
    struct points points;
    const struct quiz *quiz;  /* whose question it is; NULL: a person's own, or a lesson's */
    int zoom, zoom_before;    /* equal, but when it zoomed in to show what it is about */
    bool over;                /* the quiz's last question is answered: shows what came of it */
};

/* In front of people: big and calm, instead of all else; or what only the speaker sees. */
enum present_face { PRESENT_OFF, PRESENT_SLIDE, PRESENT_NOTES };

/* Whom the speaker's notes follow. */
enum following {
    FOLLOWING_NOBODY,
    FOLLOWING_LATER,          /* nobody presents this workload yet, or no longer */
    FOLLOWING_OTHER,          /* who does has another version of the file */
    FOLLOWING
};

/* What the speaker's notes show beside the workload; the program tells it. */
struct speaker {
    enum following following;
    bool blank;               /* the audience sees a blank screen; */
    uint32_t step;            /* else this step */
    const char *file;         /* as a person types it; NULL: as the view's title has it */
    bool timed;               /* these are known: */
    unsigned seconds;         /* since the presentation began */
    unsigned minute;          /* of the day, 0 to 1439 */
};

struct present_state {
    enum present_face face;
    bool alone;               /* the program shows nothing else: q leaves it */
    bool blank;               /* the screen, until a key */
    bool list;                /* of chapters, one of them chosen */
    size_t row;
    bool typing;              /* the number of a chapter */
    uint32_t number;
    uint64_t nodes, pages;    /* at the end of the chapter: the scale is theirs */
    uint32_t chapter_end;     /* the step of that, */
    bool measured;            /* if it is known */
    struct question question; /* asked here (of_op: in its own words or made up), or one
                                 step before, and answered here */
    struct speaker speaker;
};

#define COMMAND_SIZE 256

struct command_line {
    bool open;
    char text[COMMAND_SIZE];   /* UTF-8, ends in NUL */
    size_t length, cursor;     /* bytes */
    size_t offered;            /* from here on the text is only offered; 0: none is */
    char error[200];           /* what is wrong with it, "" if nothing */
    int caret;                 /* columns before the error's caret; -1: none */
    char hint[200];            /* what could follow, "" if nothing */
};

struct view {
    const struct timeline *timeline;
    const char *title;        /* the file's or lesson's name */

    enum view_mode mode;
    int zoom;                 /* layout.h: 0 is one page a row; below is nearer */
    bool follow;              /* keep what was touched last in view */
    uint64_t top;             /* first row of the bars, first node of the chain view;
                                 only when not following */
    bool has_selection;
    uint64_t selected;        /* an address in the selected segment */

    const struct race *race;  /* is shown instead of a heap; NULL: there is none */
    uint32_t block;           /* in a race, selected in all heaps: the block that this
                                 step made; 0: none */
    uint32_t racing_to;       /* its heaps do not know yet what one was looking at: they run
                                 up to this step; 0: they know */
    int race_zoom;            /* in a race: how often a row's bytes are halved */
    struct common_map common; /* of one heap of a race, */
    bool waits;               /* ... which has no operation at this step */

    const struct branches *branches; /* a list of theirs may fill the panels; NULL: there
                                 are none */
    const struct life *life;  /* fills the panels; NULL: it is not open */
    size_t life_row;          /* its span that is looked at */
    struct moments_state moments;
    const struct measure *measures; /* of all numbers, which are shown instead of the heap;
                                 NULL: they are not */
    enum number number;       /* over time: this one */
    struct survey_state survey; /* is shown instead of the heap, when it is open */

    struct predict_state predict; /* fills the panels when it is open */

    struct present_state present; /* is shown instead of everything, when it has a face */

    bool hex;                 /* addresses in hexadecimal */
    bool physical;            /* physical addresses beside virtual ones */
    bool bytes;               /* the hex pane fills the panels */
    enum theme theme;
    struct medium medium;

    bool bare;                /* no caption, story and keys: they stand beside the frame */

    bool listed;              /* who leaves comes back to the list of lessons */

    bool playing;
    unsigned rate;            /* steps a second */

    struct why why;           /* "Why here?", when it is on */
    bool before;              /* the timeline stands one step before the one that is
                                 shown, for that; see why_view */

    bool verify;              /* pictures are compared with a walk of the chains */
    struct lie lie;           /* ... which found this in the present one */

    struct help_state help;
    struct command_line command;
    char message[200];        /* what the program has to say about the last key; "" */
    bool message_is_error;
    char loading[64];         /* "reading 34 %": how much of the workload is here; "": all */
    uint32_t expected;        /* steps that there will be then; 0: nobody can tell */
};

/* The step that the right end of time stands for: the last one, or, while more
 * is read, the one that will be. */
uint32_t view_last_step(const struct view *view);

/* The list that fills the panels. */
enum choosing view_choosing(const struct view *view);

/* Which view is open over the heap and its panels, one at a time; "Why here?" may stand
 * before an answered question, and has the keys then. */
enum opened {
    OPENED_NOTHING, OPENED_RACE, OPENED_SURVEY, OPENED_NUMBERS, OPENED_MOMENTS, OPENED_WHY,
    OPENED_QUESTION, OPENED_LIFE, OPENED_WHATIF, OPENED_BRANCHES, OPENED_BYTES, OPENED_COUNT
};
enum opened view_opened(const struct view *view);

/* The segment selected, or else the one the last operation touched; false
 * when there is none. */
bool view_segment(const struct view *view, struct mems_segment *segment);

/* The same, or else the first segment of all; false when no node is mapped. */
bool view_segment_or_first(const struct view *view, struct mems_segment *segment);

/* The view of the heap as it was before the present step, to paint it with when
 * the timeline has gone there: what "Why here?" looks at is selected. Where that
 * has nothing to explain, the view as it is. */
struct view why_view(const struct view *view);

/* Whether a question waits for its answer; the key of the reply that means this
 * segment, 0: none does. */
bool view_asks(const struct view *view);
char view_reply_key(const struct view *view, const struct mems_segment *segment);

/* Whether it is the HOLE that was answered, while that is shown, and was wrong. */
bool view_answered_wrong(const struct view *view, const struct mems_segment *segment);

/* Steps *segment to the one after it or before it, past ends of nodes; false:
 * there is none. */
bool view_next_segment(const mems_heap *heap, struct mems_segment *segment, bool forward);

/* What the present step touched, for standing out: up to two ranges of
 * virtual addresses (a realloc touches two), the newest block first. */
struct touched {
    uint64_t start, size;      /* all that changed: block and joined or split rest */
    uint64_t block, block_size;
    bool is_free;
    uint8_t did;               /* MEMS_DID_ bits */
};
int view_touched(const struct view *view, struct touched out[2]);

/* The segments that stand out: selected, or touched by the present step.
 * Looked up once for a picture of many segments; all others are told by their
 * kind and tint alone. */
#define MARKS 8
struct marks {
    struct touched touched[2];
    int touches;               /* how many of those there are */
    int count;
    struct { struct mems_segment segment; enum role role; } list[MARKS];
};
struct marks view_marks(const struct view *view);

/* The role a segment is filled with; O(1). */
enum role marks_role(const struct marks *marks, const struct view *view,
                     const struct mems_segment *segment);

/* The same for a single segment, and what it is called ("A", "" for a HOLE)
 * cut to fit `size` bytes. */
enum role view_segment_role(const struct view *view, const struct mems_segment *segment);
size_t view_segment_name(const struct view *view, const struct mems_segment *segment, char *out,
                         size_t size);

/* An address as the view shows addresses now: "1000" or "0x3e8". */
#define ADDRESS_SIZE 24
char *view_address(const struct view *view, uint64_t address, char out[ADDRESS_SIZE]);

/* The first and the last of `size` addresses, 1 or more: "1000–1999". */
#define RANGE_SIZE (2 * ADDRESS_SIZE + 3)
char *view_range(const struct view *view, uint64_t start, uint64_t size, char out[RANGE_SIZE]);

#endif
