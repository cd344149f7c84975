/* options.c: reads the values of options. A value is either wholly right or
 * refused with what was expected. */
#include "options.h"

#include "choose.h"
#include "digit.h"
#include "entrants.h"
#include "frame.h"
#include "message.h"
#include "near.h"
#include "paper.h"

#include <string.h>

/* ---- Values ---- */

bool number_read(const char *text, uint64_t low, uint64_t high, uint64_t *number)
{
    uint64_t base = 10, n = 0;

    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    }
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        uint64_t digit = digit_value(*text);

        if (digit >= base || n > (UINT64_MAX - digit) / base)
            return false;
        n = n * base + digit;
    }
    *number = n;
    return n >= low && n <= high;
}

/* "100x30". */
static bool size_read(const char *text, int *cols, int *rows)
{
    char first[8];
    size_t length = strcspn(text, "xX");
    uint64_t c, r;

    if (text[length] == '\0' || length >= sizeof first)
        return false;
    memcpy(first, text, length);
    first[length] = '\0';
    if (!number_read(first, 1, FRAME_COLS_MAX, &c) ||
        !number_read(text + length + 1, 1, FRAME_ROWS_MAX, &r))
        return false;
    *cols = (int)c;
    *rows = (int)r;
    return true;
}

static bool zoom_read(const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    uint64_t n;

    return strcmp(text, "whole") == 0 /* no hexadecimal ones, as at ':' */
           || (digits[strspn(digits, "0123456789")] == '\0' && number_read(digits, 0, 32, &n));
}

static bool policy_read(const char *text, struct options *options)
{
    for (int i = 0; i < MEMS_POLICIES; i++) {
        if (strcmp(text, mems_policy_name((enum mems_policy)i)) == 0) {
            options->policy = (enum mems_policy)i;
            options->policy_set = true;
            return true;
        }
    }
    return false;
}

static bool depth_read(const char *text, struct options *options)
{
    static const struct { const char *text; enum depth depth; } depths[] = {
        {"0", DEPTH_NONE}, {"8", DEPTH_8}, {"16", DEPTH_16}, {"256", DEPTH_256}
    };

    for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
        if (strcmp(text, depths[i].text) == 0) {
            options->depth = depths[i].depth;
            options->depth_set = true;
            return true;
        }
    }
    return false;
}

static bool picture_read(const char *text, enum picture *to)
{
    static const char *const names[] = {
        [PICTURE_TEXT] = "text", [PICTURE_ANSI] = "ansi", [PICTURE_SVG] = "svg",
        [PICTURE_HTML] = "html",
    };

    for (int i = PICTURE_TEXT; i <= PICTURE_HTML; i++) {
        if (strcmp(text, names[i]) == 0) {
            *to = (enum picture)i;
            return true;
        }
    }
    return false;
}

static bool view_read(const char *text, bool *chain)
{
    *chain = strcmp(text, "chain") == 0;
    return *chain || strcmp(text, "bars") == 0;
}

static bool bytes_read(const char *text, uint64_t high, size_t *bytes)
{
    uint64_t n;

    if (!number_read(text, 1, high, &n))
        return false;
    *bytes = (size_t)n;
    return true;
}

static bool count_read(const char *text, uint64_t high, unsigned *count)
{
    uint64_t n;

    if (!number_read(text, 1, high, &n))
        return false;
    *count = (unsigned)n;
    return true;
}

static bool every_read(const char *text, uint32_t *steps)
{
    uint64_t n;

    *steps = EVERY_STOP;
    if (strcmp(text, "stop") == 0)
        return true;
    if (!number_read(text, 1, EVERY_STOP - 1, &n))
        return false;
    *steps = (uint32_t)n;
    return true;
}

static bool seconds_read(const char *text, uint32_t *milliseconds)
{
    uint64_t n;

    if (!number_read(text, 1, 3600, &n))
        return false;
    *milliseconds = (uint32_t)n * 1000;
    return true;
}

/* ---- Options ---- */

/* Each takes one option, those of its kind itself. NULL: it is good; else what its value
 * should have been. */

static const char *take_flag(struct options *options, enum option_code code)
{
    switch (code) {
    case OPTION_NO_JOIN: options->no_join = true; break;
    case OPTION_ASCII: options->ascii = true; break;
    case OPTION_HEX: options->hex = true; break;
    case OPTION_PHYSICAL: options->physical = true; break;
    case OPTION_VERIFY: options->verify = true; break;
    case OPTION_JSON: options->json = true; break;
    case OPTION_PROGRESS: options->progress = true; break;
    case OPTION_TOTALS: options->totals = true; break;
    case OPTION_CHAINS: options->chains = true; break;
    case OPTION_PLAIN: options->plain = true; break;
    case OPTION_STEP: options->step = true; break;
    case OPTION_ASK: options->ask = true; break;
    case OPTION_LAYOUT: options->layout = true; break;
    case OPTION_QUICK: options->quick = true; break;
    case OPTION_PLOT: options->plot = true; break;
    case OPTION_LINE: options->line = true; break;
    default: break; /* --help */
    }
    return NULL;
}

static const char *keep(const char **text, const char *value, bool good, const char *expected)
{
    *text = value;
    return good ? NULL : expected;
}

/* What is kept as it stands there. */
static const char *take_text(struct options *options, enum option_code code, const char *value)
{
    bool any = value != NULL && *value != '\0';

    switch (code) {
    case OPTION_AT:
        return keep(&options->at, value, any, "a step, a chapter or 'end'");
    case OPTION_SELECT:
        return keep(&options->select, value, any, "a virtual address or the name of a block");
    case OPTION_ZOOM:
        return keep(&options->zoom, value, zoom_read(value),
                    "a whole number from -32 to 32, or whole");
    case OPTION_DO:
        if (options->command_count == OPTIONS_DO)
            return "no more than 16 commands";
        return keep(&options->commands[options->command_count++], value, any,
                    "a command, as typed at ':'");
    case OPTION_OUTPUT:
        return keep(&options->output, value, any, "the name of a file");
    case OPTION_TRANSCRIPT:
        return keep(&options->transcript, value, any, "the name of a file, or -");
    case OPTION_GRADE:
        return keep(&options->grade, value, any, "the name of a file with answers, or -");
    case OPTION_POLICIES:
        return keep(&options->policies, value, choose_policies(value) != 0,
                    "some of first, next, best and worst, with commas between");
    case OPTION_PAGE_SIZES:
        return keep(&options->page_sizes, value, entrants_list("page", value),
                    "numbers of bytes from 1 to 1073741824, with commas between");
    case OPTION_ALIGNS:
        return keep(&options->aligns, value, entrants_list("align", value),
                    "powers of two from 1 to 4096, with commas between");
    case OPTION_AGAINST:
        return keep(&options->against, value, choose_valid(value),
                    "names of allocators, naive, paths of libraries, or none");
    default:
        return take_flag(options, code);
    }
}

static const char *take_number(struct options *options, enum option_code code, const char *value)
{
    switch (code) {
    case OPTION_PAGE_SIZE:
        return bytes_read(value, UINT64_C(1) << 30, &options->page_size)
                   ? NULL : "a number of bytes from 1 to 1073741824";
    case OPTION_ALIGN:
        return bytes_read(value, 4096, &options->align)
                       && (options->align & (options->align - 1)) == 0
                   ? NULL : "a power of two from 1 to 4096";
    case OPTION_EVERY:
        return every_read(value, &options->every) ? NULL : "a number of steps, or stop";
    case OPTION_SPEED:
        return count_read(value, 100, &options->speed) ? NULL : "frames a second, from 1 to 100";
    case OPTION_QUESTIONS:
        return count_read(value, QUIZ_MOST, &options->questions) ? NULL : "a number from 1 to 1000";
    case OPTION_SEED:
        options->seed_set = true;
        return number_read(value, 0, UINT64_MAX, &options->seed)
                   ? NULL : "a number from 0 to 18446744073709551615";
    case OPTION_PAPER:
        return count_read(value, PAPERS_MOST, &options->papers) ? NULL : "a number from 1 to 1000";
    case OPTION_ROUNDS:
        return count_read(value, BENCH_ROUNDS, &options->rounds) ? NULL : "a number from 1 to 99";
    case OPTION_BUDGET:
        return seconds_read(value, &options->budget) ? NULL : "seconds, from 1 to 3600";
    default:
        return take_text(options, code, value);
    }
}

static const char *take(struct options *options, enum option_code code, const char *value)
{
    switch (code) {
    case OPTION_POLICY:
        return policy_read(value, options) ? NULL : "first, next, best or worst";
    case OPTION_THEME:
        options->theme_set = true;
        return theme_find(value, &options->theme)
                   ? NULL : "dark, light, safe-dark or safe-light";
    case OPTION_COLORS:
        return depth_read(value, options) ? NULL : "0, 8, 16 or 256";
    case OPTION_SIZE:
        return size_read(value, &options->cols, &options->rows)
                   ? NULL : "COLUMNSxROWS, from 1x1 to 1000x500";
    case OPTION_VIEW:
        return view_read(value, &options->chain) ? NULL : "bars or chain";
    case OPTION_TO:
        return picture_read(value, &options->to) ? NULL : "text, ansi, svg or html";
    default:
        return take_number(options, code, value);
    }
}

static const struct option *row_of(const struct option *table, int code)
{
    while (table->name != NULL && table->val != code)
        table++;
    return table->name != NULL ? table : NULL;
}

/* Short forms of long options. */
static int long_code(int code)
{
    return code == 'o' ? OPTION_OUTPUT : code == 'h' ? OPTION_HELP : code;
}

/* A word that is no option of the verb: names the nearest one, or says where all are told. */
static void complain_of_unknown(const struct verb *verb, const struct option *table,
                                const char *word)
{
    const char *names[OPTIONS_MOST + 1], *near = NULL;
    size_t count = 0;

    for (; table->name != NULL && count < OPTIONS_MOST; table++)
        if (table->val != OPTION_HELP) /* which nobody means, and is told in any case */
            names[count++] = table->name;
    names[count] = NULL;
    if (strncmp(word, "--", 2) == 0)
        near = nearest_word(word + 2, strcspn(word + 2, "="), names);
    if (near != NULL)
        complain("%s: unknown option '%s'; did you mean '--%s'?", verb->name, word, near);
    else
        complain("%s: unknown option '%s'; see 'mems help %s'", verb->name, word, verb->name);
}

/* An option that ends the line and should not. */
static void complain_of_end(struct options *options, const struct verb *verb,
                            const struct option *row, const char *word)
{
    const char *expected = take(options, (enum option_code)row->val, "");

    if (expected != NULL)
        complain("%s: option '%s' wants a value: %s", verb->name, word, expected);
    else
        complain("%s: option '%s' wants a value; see 'mems help %s'", verb->name, word,
                 verb->name);
}

/* One option of the line; `code` is what getopt_long said. */
static enum options_result take_next(struct options *options, const struct verb *verb,
                                     const struct option *table, int code, char **argv)
{
    const struct option *row = row_of(table, long_code(code == ':' ? optopt : code));
    const char *expected, letter[] = {'-', (char)optopt, '\0'};
    bool is_letter = code == '?' && optopt > ' ' && optopt < 0x7F; /* perhaps one of several */

    if (code == ':' && row != NULL) {
        complain_of_end(options, verb, row, argv[optind - 1]);
        return OPTIONS_BAD;
    }
    if (code == '?' || row == NULL) {
        complain_of_unknown(verb, table, code == 'o' || code == ':' ? "-o"
                                         : is_letter ? letter : argv[optind - 1]);
        return OPTIONS_BAD;
    }
    if (row->val == OPTION_HELP) {
        fputs(verb->usage, stdout);
        return finish_stream(stdout, "standard output") ? OPTIONS_HELP : OPTIONS_BAD;
    }
    expected = take(options, (enum option_code)row->val, optarg);
    if (expected != NULL) {
        complain("%s: --%s '%s': expected %s", verb->name, row->name, optarg, expected);
        return OPTIONS_BAD;
    }
    return OPTIONS_GOOD;
}

/* All options of the line; files are left, from argv[optind] on. */
static enum options_result take_all(struct options *options, const struct verb *verb,
                                    const struct option *table, int argc, char **argv)
{
    enum options_result result = OPTIONS_GOOD;
    int code;

    *options = (struct options){0};
    opterr = 0;
    optind = 1;
    while (result == OPTIONS_GOOD && (code = getopt_long(argc, argv, ":o:h", table, NULL)) != -1)
        result = take_next(options, verb, table, code, argv);
    return result;
}

enum options_result options_read(struct options *options, const struct verb *verb,
                                 const struct option *table, int argc, char **argv,
                                 const char **file)
{
    enum options_result result = take_all(options, verb, table, argc, argv);

    if (result != OPTIONS_GOOD)
        return result;
    if (file != NULL && optind == argc) {
        complain("%s: no workload is named: give a file or a lesson, as in 'mems %s splitting'",
                 verb->name, verb->name);
        return OPTIONS_BAD;
    }
    if (file != NULL)
        *file = argv[optind++];
    if (optind < argc) {
        complain("%s: %s, and '%s' is %s; see 'mems help %s'", verb->name,
                 file != NULL ? "one workload at a time" : "takes no file", argv[optind],
                 file != NULL ? "a second" : "one", verb->name);
        return OPTIONS_BAD;
    }
    return OPTIONS_GOOD;
}

enum options_result options_read_many(struct options *options, const struct verb *verb,
                                      const struct option *table, int argc, char **argv,
                                      int *first)
{
    enum options_result result = take_all(options, verb, table, argc, argv);

    *first = optind;
    return result;
}

struct mems_options options_heap(const struct options *options, const struct mems_options *asked)
{
    struct mems_options heap = *asked;

    if (options->policy_set)
        heap.policy = options->policy;
    if (options->page_size != 0)
        heap.page_size = options->page_size;
    if (options->align != 0)
        heap.align = options->align;
    if (options->no_join)
        heap.join = false;
    heap.place = HEAP_PLACE;
    return heap;
}
