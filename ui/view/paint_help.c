/* paint_help.c: the help: every action of the table, and what every number
 * and mark on the screen means, with its formula. */
#include "paint.h"

#include "keys.h"

#include <stdio.h>

struct entry { const char *what, *means; };

static const struct entry operations[] = {
    {"malloc NAME BYTES", "a size may be a product, malloc A 250*4; K, M and G are powers of 1024"},
    {"free PLACE", "a name, a name + offset, or @address: free A"},
    {"realloc NAME BYTES", "malloc, copy, free: one step"},
    {"get PLACE", "the physical address of any byte: get A+4"},
    {"write PLACE VALUE", "an int, or a \"text\", through mems_get: write A+4 200"},
    {"policy POLICY", "first, next, best or worst fit from here on"},
};

static const struct entry searches[] = {
    {"/mmap", "an event that mapped a node. A search goes from the present step on, wraps around once "
              "at the end, and says so; n goes on, N goes back, / and Enter repeats"},
    {"/fail", "an operation that changed nothing though it should, or an expectation that failed"},
    {"/reuse", "a block placed in the bytes of the selected segment: who takes this HOLE next"},
    {"/at 4000", "an event that placed, freed, read or wrote this byte; /at alone: the selected segment"},
    {"/name A, /A", "an operation that names the block"},
    {"/size>64K", "a malloc or realloc of so many bytes; also <, <=, =, >="},
    {"/peak mapped", "the first moment of the most bytes mapped; /peak used: in use"},
    {"/peak holes", "of the most HOLEs; /peak frag: of the worst external fragmentation. That one "
                    "looks at the heap of every step: 10 million take seconds, Escape gives it up"},
};

static const struct entry lives[] = {
    {"of a byte", "a row for each stretch of steps in which the byte was the same: not mapped, a HOLE, or "
                  "in a PROCESS; the operation that began it; addresses and bytes of the block. ▶ "
                  "is the present step. Enter goes where the row begins"},
    {"of a block", "the same block from malloc to free: where it was born, and each realloc that moved "
                   "it; :life A is that of A, :life @2000 that of a byte"},
};

static const struct entry races[] = {
    {"race first,best", "the same operations on two to four heaps: policies with commas between"},
    {"race page 2048,4096", "the same policy, pages of other sizes; align 1,16: other alignments. "
                            "Together: every policy with every page size and alignment"},
    {"\u2260", "heaps choose differently at this step: the block is at another virtual address, or in "
               "a HOLE in one heap and in a new node in another, or one had no memory for it. On "
               "the last line \u2260 is the first such step, \u253C are the others"},
    {"\u2192 2000, a HOLE of ...", "where this heap put the block, what the HOLE had, and what is left "
                                 "of it; how many HOLEs its policy looked at"},
    {"the bars", "all heaps are drawn to one scale, that of the largest; it changes when that one "
                 "has doubled, so that the picture holds still"},
    {"a block", "is selected in all heaps at once (Tab, Enter, a click)"},
    {"*", "the best of a column: the fewest; of the largest hole the most; none when all are equal. "
          "Pages of several sizes are compared by the bytes mapped"},
    {"in holes", "bytes in all HOLEs; beside it those of the largest HOLE"},
    {"failed", "mallocs and reallocs up to here that got no memory"},
    {"looked at", "HOLEs looked at by a walk along the chain, added up over all blocks placed up to "
                  "here: first and next fit end at the one that fits, best and worst fit see all, "
                  "as all do where none fits. 12,345 M are 12,345 millions"},
    {"under 32 B", "HOLEs of less than 32 bytes that there are now: good for little"},
    {"n of m steps differ", "steps up to here at which heaps chose differently, of all steps up to here"},
    {"policies", "in a race of policies each heap keeps its own, whatever the workload sets; what it "
                 "expects is for its own heap, and is not checked"},
};

static const struct entry branches[] = {
    {"What if?", "i asks it about the present step: another size, another operation, none, one "
                 "more after it, or another policy from here on. Each makes a branch: the same "
                 "workload but for that. It is raced against what it leaves, as above"},
    {"the clock", "of such a race is that of the longer one. Where only one has an operation the "
                  "other waits for a step; so what both have stands at the same step. The "
                  "shorter one's own steps are one less from there on"},
    {"\u2260", "besides where blocks land differently: where the branch leaves, and each operation "
               "of it that no longer has a block; of a branch alone, on the last line, where it "
               "leaves the original"},
    {"no longer has a block", "an operation of the branch after the change, a free of a block "
                              "that was never made, say: it does nothing there, and did something "
                              "in the original; all up to here are counted"},
    {"branches", "B lists them: Enter or a click shows one alone, where everything works as in "
                 "the original, i as well; c races it again. Captions and expectations after the "
                 "change are about the original, which is as it was, and not shown"},
    {"as NAME", "whatif delete as lean: the name of the branch; branch lean goes there, branch "
                "original returns; the beginning of a name is enough, or its number"},
    {":save FILE", "what is shown, or the branch that races, as a workload: settings, operations, "
                   "those typed included, and the notes that hold; read again it makes the same "
                   "heap. A file that is there stays; save! FILE overwrites it"},
};

static const struct entry surveys[] = {
    {"a cell", "is filled as high as its share in use: PROCESS bytes, added up over the steps of its "
               "column / (bytes of a row x steps of the column), in eighths, the rest in a shade; "
               "pure HOLE and all in use only when it is exactly so"},
    {"an empty cell", "is not mapped at the end of its column: every mmap is a step upwards"},
    {"1 column, 1 row", "the steps and the bytes that a cell stands for, round numbers"},
    {"exact", "every step and every byte is counted. A first picture is made from a table of 512 x "
              "256 cells at most, which is filled while the workload is read; the share that is "
              "exact grows from the left. \u00B7 is not known yet; exact so far: no more is known"},
    {"\u25CF and its column", "the present step; a line where nothing is mapped yet"},
    {"+ - at both sides", "the last operation placed, or freed, something in this row"},
    {"\u203A \u2039", "the row of the selected segment"},
    {"\u2192 \u2190", "a column on or back; with a number before them so many steps"},
    {"+ -", "half or twice the steps a column, around the present one"},
    {"* _", "half or twice the bytes a row, around what is selected or was touched last; Up and Down "
            "scroll; 0 shows all steps and all addresses"},
    {"a click", "goes to the first step of its column and selects its address; on the line of signs "
                "to the chapter or the stop"},
};

static const struct entry meanings[] = {
    {"main chain", "the nodes, one for each mmap, oldest first; each is a whole number of pages"},
    {"sub-chain", "a node's segments, PROCESS (in use) or HOLE, which tile it exactly"},
    {"mapped", "bytes of all nodes = pages x page size; never less until the heap is finished"},
    {"in use, process", "bytes in PROCESS segments; mapped = in use + holes"},
    {"holes, hole", "bytes in HOLEs: mapped, not in use; mems_print_stats calls them unused"},
    {"waste", "bytes of a block that nobody asked for: its size - the request (alignment)"},
    {"largest", "bytes of the largest HOLE; its share = largest x 100 / bytes in all HOLEs"},
    {"frag, external", "external fragmentation = 1 - largest HOLE / bytes in all HOLEs: how much of "
                       "the free memory no single request can have"},
    {"1 cell = n B", "bytes of a full row / cells of a full row"},
    {"virtual", "what mems_malloc returns: MeMS virtual addresses, dense from node to node"},
    {"physical, @", "the real pointer that mems_get returns = where mmap put the node (its @) + "
                    "virtual - the node's first virtual address. mems asks mmap for places "
                    "whose first digits spell MEMS, so that every run has the same"},
    {"holes looked at", "what a walk along the chain in the policy's order would look at, the "
                        "chosen one included"},
    {"rover", "where next fit begins to look: the end of the block placed last"},
    {"a full cell", "one segment; labels say its name, its bytes and its first address"},
    {"a risen cell", "several segments; its height is the share in use. Zoom in (+) to see them"},
    {"+ split, + joined", "what the last operation did to the chains; also + node, + hole, + exact fit"},
    {"since step", "the step that placed this block, or last changed this HOLE"},
    {"the two graphs", "mapped and in use, from step 0 to the end; now stands out; full height is "
                       "the most ever mapped"},
    {"the last line", "the steps: \u25CF now, \u25A0 a chapter, \u2016 a stop (play pauses), ! an "
                      "expectation that failed"},
    {"reading 34 %", "the share of the file that is read x known steps / steps read; the others "
                     "cannot be gone to yet. Then running, until all are known"},
    {"\u25B6 4/s", "playing, four steps a second"},
    {"+ - at the left", "the last operation placed, or freed, something in this row"},
    {"\u203A at the left", "the selected segment is in this row"},
    {"\u25B2 \u25BC", "rows and nodes that are not shown, and what they hold"},
};

static const struct entry reasons[] = {
    {"the picture", "the heap as it was before this step, and its HOLEs as the policy came by them: "
                    "\u2500 passed over, \u2550 looked at now, \u2592 taken, or the best so far"},
    {"\u25B6 from here", "where next fit began: at HOLEs whose first byte is there or after it, then "
                        "from the start of the heap on"},
    {"300 < 400", "bytes of the HOLE, and of the request, rounded up to the alignment; in the bar of "
                  "a HOLE that fits and was passed over, those of the better one"},
    {"400 B asked for", "the request, to the scale of the bars"},
    {"the list", "the HOLEs in the policy's order; where they are too many, those that tell most: "
                 "the first, the one taken, the next best, the largest that was too small"},
    {"a walk", "HOLEs that a walk along the chain looks at, and blocks that it passes on the way"},
    {"the index", "steps that this heap takes instead: a step compares sixteen bounds at once, "
                  "or looks through 64 bytes; for best fit at 64 sizes, or a node of a tree. "
                  "Mostly it is fewer, as a hint of an earlier search leads straight to the HOLE, "
                  "or the one freed last fits; a bound that is too high makes it more, once"},
    {"in pieces", "all HOLEs together would be enough, and the largest is not: external "
                  "fragmentation = 1 - largest HOLE / bytes in all HOLEs"},
};

static const struct entry mouse[] = {
    {"click", "selects a segment, or a HOLE of Why here?; on time and the listing goes to that step; "
              "on the sentence about it opens Why here?; on a key of the last row presses it"},
    {"wheel", "scrolls; over time and the listing, steps"},
};

#define KEYS_COLS 12   /* an action's keys */
#define WORD_COLS 14   /* the word to type at ":" */
#define TERM_COLS 20   /* what is explained, and keys where there is no room for words */
#define WIDE 70        /* columns from which words have a column of their own */
#define NARROW 46      /* columns below which a text stands under its term */

/* A cursor over the rows of the help, of which a window is painted. */
struct sheet {
    struct frame *frame; /* NULL: only counts */
    struct rect at;
    int row, top;
};

static void sheet_put(const struct sheet *sheet, int x, int cols, enum role role, const char *text)
{
    int y = sheet->row - sheet->top;
    if (sheet->frame != NULL && y >= 0 && y < sheet->at.rows && x < sheet->at.cols)
        frame_text(sheet->frame, sheet->at.x + x, sheet->at.y + y,
                   cols < sheet->at.cols - x ? cols : sheet->at.cols - x, role, ROLE_PLAIN, text);
}

static void sheet_heading(struct sheet *sheet, const char *text)
{
    sheet->row++;
    sheet_put(sheet, 1, sheet->at.cols, ROLE_STRONG, text);
    sheet->row++;
}

static void sheet_wrapped(struct sheet *sheet, int x, const char *text)
{
    int cols = sheet->at.cols - x - 1 < 8 ? 8 : sheet->at.cols - x - 1;
    while (*text != '\0') {
        size_t bytes = text_wrap(text, cols);
        char line[512];
        snprintf(line, sizeof line, "%.*s", (int)bytes, text);
        sheet_put(sheet, x, cols, ROLE_PLAIN, line);
        text += bytes;
        while (*text == ' ')
            text++;
        sheet->row++;
    }
}

/* A term, perhaps a word to type, and a text that is wrapped beside them. */
static void sheet_entry(struct sheet *sheet, const char *term, const char *word, const char *text)
{
    sheet_put(sheet, 3, sheet->at.cols, ROLE_KEY, term);
    if (sheet->at.cols < NARROW) {
        sheet->row++;
        sheet_wrapped(sheet, 5, text);
        return;
    }
    bool worded = word != NULL && sheet->at.cols >= WIDE;
    int keys = worded ? KEYS_COLS : TERM_COLS;
    if (worded)
        sheet_put(sheet, 3 + keys, WORD_COLS, ROLE_FAINT, word);
    if (text_width(term) >= keys)
        sheet->row++;
    sheet_wrapped(sheet, 3 + keys + (worded ? WORD_COLS : 0), text);
}

static void sheet_actions(struct sheet *sheet, enum group group)
{
    for (int a = 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        char word[32];
        snprintf(word, sizeof word, ":%s", row->word);
        if (row->group == group)
            sheet_entry(sheet, row->keys[0] != '\0' ? row->keys : word,
                        row->keys[0] != '\0' ? word : "", row->help);
    }
}

static void sheet_entries(struct sheet *sheet, const char *heading, const struct entry *entries,
                          size_t count)
{
    sheet_heading(sheet, heading);
    for (size_t i = 0; i < count; i++)
        sheet_entry(sheet, entries[i].what, NULL, entries[i].means);
}

/* Keys, the mouse, and what they open or take; what is explained comes after them. */
static void sheet_commands(struct sheet *sheet)
{
    for (int g = 0; g < GROUP_COUNT; g++) {
        sheet_heading(sheet, group_name((enum group)g));
        sheet_actions(sheet, (enum group)g);
    }
    sheet_entries(sheet, "The mouse", mouse, sizeof mouse / sizeof *mouse);
    sheet_entries(sheet, "Operations to type at :", operations,
                  sizeof operations / sizeof *operations);
    sheet_entries(sheet, "What to type at /", searches, sizeof searches / sizeof *searches);
    sheet_entries(sheet, "A life", lives, sizeof lives / sizeof *lives);
}

static void sheet_races(struct sheet *sheet)
{
    sheet_entries(sheet, "A race of heaps", races, sizeof races / sizeof *races);
}

static void sheet_branches(struct sheet *sheet)
{
    sheet_entries(sheet, "What if? and branches", branches, sizeof branches / sizeof *branches);
}

static void sheet_all(struct sheet *sheet)
{
    sheet_commands(sheet);
    sheet_races(sheet);
    sheet_branches(sheet);
    sheet_entries(sheet, "The whole run at once", surveys, sizeof surveys / sizeof *surveys);
    sheet_entries(sheet, "What Why here? shows", reasons, sizeof reasons / sizeof *reasons);
    sheet_entries(sheet, "What the words, numbers and marks mean", meanings,
                  sizeof meanings / sizeof *meanings);
}

int help_race_row(int cols)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}};
    sheet_commands(&sheet);
    return sheet.row;
}

int help_branch_row(int cols)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}};
    sheet_commands(&sheet);
    sheet_races(&sheet);
    return sheet.row;
}

int help_survey_row(int cols)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}};
    sheet_commands(&sheet);
    sheet_races(&sheet);
    sheet_branches(&sheet);
    return sheet.row;
}

int help_rows(int cols)
{
    struct sheet sheet = {.at = {0, 0, cols, 0}};
    sheet_all(&sheet);
    return sheet.row;
}

void paint_help(struct frame *frame, struct rect at, const struct view *view)
{
    if (at.rows < 1)
        return;
    struct rect body = {at.x, at.y + 1, at.cols, at.rows - 2};
    struct sheet sheet = {.frame = frame, .at = body, .top = view->help_top};
    frame_fill(frame, at.x, at.y, at.cols, ' ', ROLE_TITLE, ROLE_TITLE);
    frame_text(frame, at.x + 1, at.y, at.cols - 1, ROLE_TITLE, ROLE_TITLE,
               "mems: keys, commands, and what the numbers mean");
    sheet_all(&sheet);
    if (at.rows < 2)
        return;
    int left = sheet.row - view->help_top - body.rows;
    frame_text(frame, at.x + 1, at.y + at.rows - 1, at.cols - 1, ROLE_FAINT, ROLE_PLAIN,
               left > 0 ? "\u25BC more: Down, Space, PageDown    any other key closes"
                        : "the end    any other key closes");
}
