/* view.h: everything a frame shows beyond the timeline itself: the state
 * that keys change and painters read. A value; painters get it const. */
#ifndef MEMS_VIEW_VIEW_H
#define MEMS_VIEW_VIEW_H

#include "branches.h"
#include "frame.h"
#include "life.h"
#include "overview.h"
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
    int race_zoom;            /* in a race: how often a row's bytes are halved */
    struct common_map common; /* of one heap of a race, */
    bool waits;               /* ... which has no operation at this step */

    const struct branches *branches; /* a list of theirs may fill the panels; NULL: there
                                 are none */
    const struct life *life;  /* fills the panels; NULL: it is not open */
    size_t life_row;          /* its span that is looked at */
    struct survey_state survey; /* is shown instead of the heap, when it is open */

    bool hex;                 /* addresses in hexadecimal */
    bool physical;            /* physical addresses beside virtual ones */
    bool bytes;               /* the hex pane fills the panels */
    enum theme theme;

    bool playing;
    unsigned rate;            /* steps a second */

    struct why why;           /* "Why here?", when it is on */
    bool before;              /* the timeline stands one step before the one that is
                                 shown, for that; see why_view */

    bool help;
    int help_top;
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

/* The segment selected, or else the one the last operation touched; false
 * when there is none. */
bool view_segment(const struct view *view, struct mems_segment *segment);

/* The view of the heap as it was before the present step, to paint it with when
 * the timeline has gone there: what "Why here?" looks at is selected. Where that
 * has nothing to explain, the view as it is. */
struct view why_view(const struct view *view);
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

/* An address as the view shows addresses now: "1,000"? no: "1000" or "0x3e8". */
#define ADDRESS_SIZE 24
char *view_address(const struct view *view, uint64_t address, char out[ADDRESS_SIZE]);

#endif
