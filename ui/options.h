/* options.h: what options of the command line mean. Every verb lists those it
 * takes; here each is read once, strictly, into one struct. */
#ifndef MEMS_UI_OPTIONS_H
#define MEMS_UI_OPTIONS_H

#include "mems/heap.h"
#include "theme.h"
#include "verb.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>

/* The address at which pictures ask mmap for the first node: "MEMS". */
#define HEAP_PLACE ((uintptr_t)0x4d454d530000)

enum picture { PICTURE_UNSET, PICTURE_TEXT, PICTURE_ANSI, PICTURE_SVG, PICTURE_HTML };

#define OPTIONS_MOST 64 /* rows of a verb's table */
#define OPTIONS_DO 16 /* commands at most */
#define EVERY_STOP UINT32_MAX /* only stops and chapters */

struct options {
    bool policy_set;
    enum mems_policy policy;
    size_t page_size, align;   /* 0: as the workload says */
    bool no_join;

    enum theme theme;
    bool theme_set;
    bool ascii;
    bool depth_set;
    enum depth depth;
    int cols, rows;            /* 0: not given */

    const char *at;            /* NULL: not given */
    uint32_t every;            /* steps from frame to frame, EVERY_STOP; 0: not given */
    unsigned speed;            /* cast: frames a second; 0: not given */
    bool chain, hex, physical;
    const char *zoom;          /* NULL, a number or "whole" */
    const char *select;        /* NULL, an address or a name */
    const char *commands[OPTIONS_DO]; /* to give once there, as typed at ':' */
    int command_count;

    enum picture to;
    const char *output;        /* NULL: standard output */
    bool json, progress;
    bool verify;               /* compare with a plain walk */
    bool totals, chains;       /* run: no chains; all of them */

    const char *policies;      /* NULL, or a list for choose.h or entrants.h */
    const char *page_sizes, *aligns; /* NULL, or lists for entrants.h */
    bool plain;                /* race: no screen */
    bool step, ask, layout;    /* say: a stop at each step; ask anywhere; the layout too */
    const char *against;       /* NULL, or a list for choose.h */
    unsigned rounds;           /* 0: not given */
    uint32_t budget;           /* milliseconds; 0: not given */
    bool quick, plot;

    unsigned questions;        /* quiz: 0: not given */
    bool seed_set, line;
    uint64_t seed;
    const char *transcript;    /* NULL: not given; "-": standard output */
    unsigned papers;           /* 0: not given */
    const char *grade;         /* NULL, a file with answers, or "-" */
};

/* Rows for a verb's table of options. */
enum option_code {
    OPTION_POLICY = 256, OPTION_PAGE_SIZE, OPTION_ALIGN, OPTION_NO_JOIN, OPTION_THEME,
    OPTION_ASCII, OPTION_COLORS, OPTION_SIZE, OPTION_AT, OPTION_EVERY, OPTION_SPEED,
    OPTION_VIEW, OPTION_HEX, OPTION_PHYSICAL, OPTION_ZOOM, OPTION_SELECT, OPTION_DO, OPTION_TO,
    OPTION_OUTPUT, OPTION_JSON, OPTION_TOTALS, OPTION_CHAINS, OPTION_PROGRESS, OPTION_VERIFY,
    OPTION_POLICIES, OPTION_AGAINST, OPTION_ROUNDS, OPTION_BUDGET, OPTION_QUICK, OPTION_PLOT,
    OPTION_PAGE_SIZES, OPTION_ALIGNS, OPTION_PLAIN, OPTION_QUESTIONS, OPTION_SEED, OPTION_LINE,
    OPTION_TRANSCRIPT, OPTION_PAPER, OPTION_GRADE, OPTION_STEP, OPTION_ASK, OPTION_LAYOUT,
    OPTION_HELP
};
#define HEAP_OPTIONS \
    {"policy", required_argument, NULL, OPTION_POLICY}, \
    {"page-size", required_argument, NULL, OPTION_PAGE_SIZE}, \
    {"align", required_argument, NULL, OPTION_ALIGN}, \
    {"no-join", no_argument, NULL, OPTION_NO_JOIN}
#define LOOK_OPTIONS \
    {"theme", required_argument, NULL, OPTION_THEME}, \
    {"ascii", no_argument, NULL, OPTION_ASCII}, \
    {"colors", required_argument, NULL, OPTION_COLORS}
#define SIZE_OPTION {"size", required_argument, NULL, OPTION_SIZE}
#define STEP_OPTIONS \
    {"at", required_argument, NULL, OPTION_AT}, \
    {"view", required_argument, NULL, OPTION_VIEW}, \
    {"hex", no_argument, NULL, OPTION_HEX}, \
    {"physical", no_argument, NULL, OPTION_PHYSICAL}, \
    {"zoom", required_argument, NULL, OPTION_ZOOM}, \
    {"select", required_argument, NULL, OPTION_SELECT}, \
    {"do", required_argument, NULL, OPTION_DO}
#define VERIFY_OPTION {"verify", no_argument, NULL, OPTION_VERIFY}
#define LAST_OPTIONS \
    {"help", no_argument, NULL, OPTION_HELP}, \
    {NULL, 0, NULL, 0}

/* The same rows in words, for a verb's usage. */
#define HEAP_USAGE \
    "  --policy POLICY   first, next, best or worst, whatever the file says\n" \
    NODES_USAGE("bytes in a page")
#define NODES_USAGE(page) \
    "  --page-size N     " page "\n" \
    "  --align N         round blocks up to a multiple of N, a power of two\n" \
    "  --no-join         do not join HOLEs that lie side by side\n"
#define THEME_USAGE \
    "  --theme THEME     dark, light, safe-dark or safe-light\n"
#define COLORS_USAGE \
    "  --colors N        0, 8, 16 or 256 colours, whatever the terminal says\n" \
    "  --ascii           ASCII characters only\n"
#define STEP_USAGE \
    "  --view VIEW       bars or chain\n" \
    "  --select WHAT     select the segment at this address, or of this block\n" \
    "  --physical        physical addresses beside the virtual ones\n" \
    "  --hex             addresses in hexadecimal\n" \
    "  --do COMMAND      give this command once there, as one types it at ':', as in\n" \
    "                    --do why or --do 'race first,best'; can be given again\n" \
    "  --zoom N          0: one page a row; below 0 nearer, above 0 farther; whole\n"
#define EVERY_USAGE \
    "  --every N         each Nth step, and all stops and chapters; stop: only these\n"
#define JSON_USAGE \
    "  --json            one JSON object instead (docs/json.md)\n"
#define PROGRESS_USAGE \
    "  --progress        show the progress bar at once, even without a terminal\n"
#define VERIFY_USAGE \
    "  --verify          compare each picture, and the heap as it runs, with a plain\n" \
    "                    walk of the chains; say on the screen what is false\n"
#define LAST_USAGE \
    "  --help            this text\n"

enum options_result { OPTIONS_GOOD, OPTIONS_HELP, OPTIONS_BAD };

/* Reads argv[1 ..] of a verb that takes one file, or, with `file` NULL, none.
 * OPTIONS_HELP: the usage was asked for and printed; OPTIONS_BAD: a message
 * was. "-o" stands for the table's "output", "-h" for "help". */
enum options_result options_read(struct options *options, const struct verb *verb,
                                 const struct option *table, int argc, char **argv,
                                 const char **file);

/* The same for a verb that takes any number of files: argv[*first ..]. */
enum options_result options_read_many(struct options *options, const struct verb *verb,
                                      const struct option *table, int argc, char **argv,
                                      int *first);

/* The heap that a workload asks for, with what the options put over it. */
struct mems_options options_heap(const struct options *options, const struct mems_options *asked);

/* A whole number from `low` to `high` in decimal or, after 0x, hexadecimal
 * digits, and nothing else. */
bool number_read(const char *text, uint64_t low, uint64_t high, uint64_t *number);

#endif
