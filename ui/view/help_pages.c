/* help_pages.c: the pages of the help: data, no code. A view has one row of `pages`
 * with the entries of its page; the map of views is made from the same rows. */
#include "help_pages.h"

static const struct help_entry on_bars[] = {
    {"1 cell = n B", "bytes of a full row / cells of a full row"},
    {"a full cell", "one segment; labels say its name, its bytes and its first address"},
    {"#117", "a block whose name is 117, as in recordings; typed with or without the #"},
    {"a risen cell", "several segments; its height is the share in use. Zoom in (+) to see them"},
    {"+ split, + joined", "what the last operation did to the chains; also + node, + hole, + exact fit"},
    {"+ - at the left", "the last operation placed, or freed, something in this row"},
    {"\u203A at the left", "the selected segment is in this row"},
    {"\u25B2 \u25BC", "rows and nodes that are not shown, and what they hold"},
    {"zoom", "+ and - halve and double the bytes of a row, 0 is a page a row; :zoom whole is all "
             "of the heap. From two pages a row on, bars are a map from node to node, without "
             "headers"},
};

static const struct help_entry on_chain[] = {
    {"HEAD, NULL", "the ends of the main chain; nodes go down it, oldest first"},
    {"a box", "a segment of the node at its left: P and its name, or H for a HOLE; its bytes, and its "
              "addresses; in a line of text those of a node with less room"},
    {"[P A 800]", "in such a line, the selected segment"},
    {"\u21C4, \u21C5", "links both ways, between segments and between nodes; those that the last "
                     "operation made or cut stand out"},
    {"12 more", "segments, or nodes, that have no room, and the bytes that they hold"},
};

static const struct help_entry on_bytes[] = {
    {"a row", "the address of its first byte, 16 bytes in hexadecimal, and as characters; \u00B7 is "
              "none that can be printed"},
    {"write A+4 200", "typed at :, changes bytes as a program would, through mems_get"},
};

static const struct help_entry on_slides[] = {
    {"mems present FILE", "a lesson for an audience: memory, the operation, and the caption; what the "
                          "step did stands out. :present does the same here"},
    {"PageDown Space", "to the next caption, question, answer or chapter; also Right, Enter and a "
                       "click. Where the workload says nothing at all, a step"},
    {"PageUp Left", "to the one before; Down and Up are single operations, Home and End the ends"},
    {". b", "a blank screen; any key brings the picture back"},
    {"3 Enter", "to chapter 3; c or Tab lists the chapters by their numbers"},
    {"a question", "a ? of the workload waits for the next press, which shows what happens: \u2713"},
    {"node 0 + split", "what the last operation did to that node's chain"},
    {"the scale", "that of the chapter's end. A row is a page; where those pages and nodes do not fit, "
                  "a row is pages / rows, rounded up, and its first address stands before it"},
    {"the thin line", "the present step among all steps"},
    {"mems notes FILE", "in another terminal: the notes (note \"...\" in a workload), what comes next, "
                        "the time of day and the time since the presentation began. It follows the "
                        "presenter; its keys, the same as here, look ahead, and Escape comes back"},
    {"q", "leaves"},
};

static const struct help_entry on_verify[] = {
    {"verified", "before this frame the heap was checked from end to end, every link, size, sum and "
                 "entry of the index; then what the frame shows, cell by cell, was compared with a "
                 "walk along the links, without an index. Costs O(segments) a frame"},
    {"heap broken", "a check failed. ! stands at the node and at the very cell; the sentence says "
                    "what was found at which address. The heap stays at this step and can only be "
                    "looked at"},
    {"picture wrong", "the heap holds, but a cell, a box or a number says something else than the walk "
                      "found there"},
    {"?", "in a bar: bytes that no link leads to"},
    {"while it runs", "the heap is checked after each event, as long as that looks at 20 million "
                      "records in all; from then on as often as it costs 16 records an event"},
    {"in the end", "mems view, render and run tell the first fault on standard error and end with "
                   "status 1"},
};

static const struct help_entry on_why[] = {
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

static const struct help_entry on_moments[] = {
    {"stayed", "a block that both moments have, in the same place"},
    {"+ born, - died", "a block that only the later moment has, or only the earlier one; whichever of "
                       "the two is marked. Bytes of all blocks at the earlier moment = stayed + "
                       "moved, as they were then, + died; at the later = stayed + moved, as they "
                       "are then, + born"},
    {"> moved", "the same block, which a realloc has put elsewhere in between; its bytes are those it "
                "has at the present step"},
    {"came and went", "blocks born and freed in between: neither moment has them"},
    {"never freed", "what is born between step 0 and the end: :compare 0 end"},
    {"the bars", "are those of the present step. - is a HOLE where a block died; * a block born where "
                 "one died. When the mark lies ahead: - a block that will die, + a HOLE where one "
                 "will be born, * a block that will die and give way to another"},
    {"a cell", "shows what most of its bytes are; in one of several segments its HOLEs count as died as "
               "far as there are bytes of blocks that died"},
    {"\u25C6 \u25CF", "the marked step and the present one; the later less the earlier is on the right. "
                      "K, M: thousands and millions, where there is no room for more"},
    {"the rows", "the largest changes, 64 of each kind at most: the step at which it was born, died or "
                 "was moved last, what was asked then, and where and how large it is now, or was. "
                 "Enter goes to that step, and Enter again comes back"},
    {"counting: 40 %", "every event between the two moments is looked at, once; after that every count "
                       "is exact, and stays so while one steps"},
};

static const struct help_entry on_numbers[] = {
    {"now", "after the present step"},
    {"peak, at step", "the most after any known step, and the first step that had it; \u25BC over "
                      "the line; Enter goes there"},
    {"average", "what there was after each known step, step 0 included, added up / how many steps"},
    {"size, HOLEs, blocks", "how many have so many bytes or more, up to the next row's: classes are "
                            "powers of two, several to a row where there are too many; the longest "
                            "bar of each kind is its fullest row. Of blocks: size, not request"},
    {"the lines", "a column has the most of its steps, and is the same moment as on the timeline "
                  "below; full height is the peak"},
    {"a click", "on a number shows it over time, again goes to its peak; on a line goes to the step"},
};

static const struct help_entry on_questions[] = {
    {"Tab, a key, a click", "chooses a reply, whose key stands in its HOLE and in the list; Enter "
                            "answers. Nothing is chosen at first; what comes is not shown"},
    {"1 to 8", "the HOLEs to choose from: all of them, or of more the ones that policies would "
               "take, and some that mislead"},
    {"that is where ...", "another policy would take the HOLE that you chose, in the heap as it was"},
    {"node 1 + 4", "physically: 4 bytes after where mmap put node 1 (its @)"},
    {"3 of 4 right", "in the first row: a point for each right answer, of all questions so far; 2 in "
                     "a row: the right ones since the last that was not; 3/4 where that is narrow"},
    {"?", "on the line of steps and in the listing: the workload asks there; Escape is not now"},
    {"mems quiz FILE", "asks ten questions of a whole run; PageDown passes one over. Time stands still "
                       "meanwhile, so that none is given away"},
};

static const struct help_entry on_branches[] = {
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

static const struct help_entry on_races[] = {
    {"race first,best", "the same operations on two to four heaps: policies with commas between"},
    {"race page 2048,4096", "the same policy, pages of other sizes; align 1,16: other alignments. "
                            "Together: every policy with every page size and alignment"},
    {"\u2260", "heaps choose differently at this step: the block is at another virtual address, or in "
               "a HOLE in one heap and in a new node in another, or one had no memory for it. On "
               "the last line \u2260 is the first such step, \u253C are the others"},
    {"2000, a HOLE of ...", "where this heap put the block, what the HOLE had, and what is left of "
                            "it; how many HOLEs its policy looked at"},
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

static const struct help_entry on_lives[] = {
    {"of a byte", "a row for each stretch of steps in which the byte was the same: not mapped, a HOLE, or "
                  "in a PROCESS; the operation that began it; addresses and bytes of the block. ▶ "
                  "is the present step. Enter goes where the row begins"},
    {"of a block", "the same block from malloc to free: where it was born, and each realloc that moved "
                   "it; :life A is that of A, :life @2000 that of a byte"},
};

static const struct help_entry on_runs[] = {
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
    {"Right Left", "a column on or back; with a number before them so many steps"},
    {"+ -", "half or twice the steps a column, around the present one"},
    {"* _", "half or twice the bytes a row, around what is selected or was touched last; Up and Down "
            "scroll; 0 shows all steps and all addresses"},
    {"a click", "goes to the first step of its column and selects its address; on the line of signs "
                "to the chapter or the stop"},
};

static const struct help_entry on_searches[] = {
    {"/mmap", "an event that mapped a node. A search goes from the present step on, wraps around once "
              "at the end, and says so; n goes on, N goes back, / and Enter repeats"},
    {"/fail", "an operation that changed nothing though it should, or an expectation that failed"},
    {"/reuse", "a block placed in the bytes of the selected segment: who takes this HOLE next"},
    {"/at 4000", "an event that placed, freed, read or wrote this byte; /at alone: the selected segment"},
    {"/name A, /A", "an operation that names the block"},
    {"/size>64K", "a malloc or realloc of so many bytes; also <, <=, =, >="},
    {"/lived>1000", "a free or realloc of a block that was there for so many steps"},
    {"/mapped>4M", "the step that made a number so; also used, unused, waste, blocks; /mapped>=2x: "
                   "twice what it is now, when it doubled"},
    {"/peak mapped", "the first moment of the most bytes mapped; also used, unused, waste, largest, "
                     "frag, holes, blocks: any of the numbers at s"},
};

static const struct help_entry operations[] = {
    {"malloc NAME BYTES", "a size may be a product, malloc A 250*4; K, M and G are powers of 1024"},
    {"free PLACE", "a name, a name + offset, or @address: free A"},
    {"realloc NAME BYTES", "malloc, copy, free: one step"},
    {"get PLACE", "the physical address of any byte: get A+4"},
    {"write PLACE VALUE", "an int, or a \"text\", through mems_get: write A+4 200"},
    {"policy POLICY", "first, next, best or worst fit from here on"},
};

static const struct help_entry mouse[] = {
    {"click", "selects a segment, or a HOLE of Why here?; on time, the "
              "listing and a row of two moments goes to that step; "
              "on the sentence about it opens Why here?; on a key of the last row presses it"},
    {"wheel", "scrolls; over time and the listing, steps"},
};

static const struct help_entry on_screen[] = {
    {"since step", "the step that placed this block, or last changed this HOLE"},
    {"the two graphs", "mapped and in use, from step 0 to the end; now stands out; full height is "
                       "the most ever mapped"},
    {"the last line", "the steps: \u25CF now, \u25A0 a chapter, \u2016 a stop (play pauses), ? a question, ! an "
                      "expectation that failed, \u25C6 the marked step"},
    {"reading 34 %", "the share of the file that is read x known steps / steps read; the others "
                     "cannot be gone to yet. Then running, until all are known"},
    {"\u25B6 4/s", "playing, four steps a second"},
};

static const struct help_entry meanings[] = {
    {"main chain", "the nodes, one for each mmap, oldest first; each is a whole number of pages"},
    {"sub-chain", "a node's segments, PROCESS (in use) or HOLE, which tile it exactly"},
    {"mapped", "bytes of all nodes = pages x page size; never less until the heap is finished"},
    {"in use, process", "bytes in PROCESS segments; mapped = in use + holes"},
    {"holes, hole", "bytes in HOLEs: mapped, not in use; mems_print_stats calls them unused"},
    {"waste", "bytes of a block that nobody asked for: its size - the request (alignment)"},
    {"largest", "bytes of the largest HOLE; its share = largest x 100 / bytes in all HOLEs"},
    {"frag, external", "external fragmentation = 1 - largest HOLE / bytes in all HOLEs: how much of "
                       "the free memory no single request can have"},
    {"virtual", "what mems_malloc returns: MeMS virtual addresses, dense from node to node"},
    {"physical, @", "the real pointer that mems_get returns = where mmap put the node (its @) + "
                    "virtual - the node's first virtual address. mems asks mmap for places "
                    "whose first digits spell MEMS, so that every run has the same"},
    {"holes looked at", "what a walk along the chain in the policy's order would look at, the "
                        "chosen one included"},
    {"rover", "where next fit begins to look: the end of the block placed last"},
};

/* ---- Which view is open ---- */

static bool chain_is_open(const struct view *view)
{
    return view->mode == VIEW_CHAIN;
}

static bool why_is_open(const struct view *view)
{
    return view->why.on;
}

static bool race_is_open(const struct view *view)
{
    return view->race != NULL;
}

static bool branches_are_open(const struct view *view)
{
    return view_choosing(view) != CHOOSING_NOTHING ||
           (view->race != NULL && race_label(view->race, 0) != NULL);
}

static bool life_is_open(const struct view *view)
{
    return view->life != NULL;
}

static bool run_is_open(const struct view *view)
{
    return view->survey.open;
}

static bool moments_are_open(const struct view *view)
{
    return view->moments.between != NULL;
}

static bool numbers_are_open(const struct view *view)
{
    return view->measures != NULL;
}

static bool question_is_open(const struct view *view)
{
    return view->predict.open;
}

static bool presents(const struct view *view)
{
    return view->present.face != PRESENT_OFF;
}

static bool bytes_are_open(const struct view *view)
{
    return view->bytes;
}

static bool is_verifying(const struct view *view)
{
    return view->lie.is;
}

/* ---- The pages ---- */

#define ENTRIES(list) list, sizeof (list) / sizeof *(list)

static const struct help_page pages[] = {
    {"bars", ACTION_VIEW, "What does memory look like now, to scale?", NULL, ENTRIES(on_bars)},
    {"chain", ACTION_VIEW, "Which nodes and segments, and how are they linked?", chain_is_open,
     ENTRIES(on_chain)},
    {"Why here?", ACTION_WHY, "Why did the block land there, and not elsewhere?", why_is_open,
     ENTRIES(on_why)},
    {"race", ACTION_RACE, "Which policy or page size needs less?", race_is_open,
     ENTRIES(on_races)},
    {"What if?", ACTION_WHATIF, "What if this step had been another?", branches_are_open,
     ENTRIES(on_branches)},
    {"life", ACTION_LIFE, "Whose was this byte, from which step to which?", life_is_open,
     ENTRIES(on_lives)},
    {"whole run", ACTION_RUN, "Where was memory lost, and when?", run_is_open, ENTRIES(on_runs)},
    {"find", ACTION_FIND, "When does it happen: an mmap, a failure, a peak?", NULL,
     ENTRIES(on_searches)},
    {"two moments", ACTION_COMPARE, "What was born, died, moved since a marked step?",
     moments_are_open, ENTRIES(on_moments)},
    {"numbers", ACTION_NUMBERS, "How much is lost, now, at most and on average?",
     numbers_are_open, ENTRIES(on_numbers)},
    {"predict", ACTION_PREDICT, "Where will the next block land?", question_is_open,
     ENTRIES(on_questions)},
    {"bytes", ACTION_BYTES, "Which bytes does this segment hold?", bytes_are_open,
     ENTRIES(on_bytes)},
    {"present", ACTION_PRESENT, "How is it told to an audience?", presents, ENTRIES(on_slides)},
    {"verify", ACTION_VERIFY, "Is what the screen says true?", is_verifying,
     ENTRIES(on_verify)},
    {"keys and commands", ACTION_NONE, NULL, NULL, NULL, 0},
    {"what to type at :", ACTION_NONE, NULL, NULL, ENTRIES(operations)},
    {"the mouse", ACTION_NONE, NULL, NULL, ENTRIES(mouse)},
    {"beside the picture", ACTION_NONE, NULL, NULL, ENTRIES(on_screen)},
    {"words and formulas", ACTION_NONE, NULL, NULL, ENTRIES(meanings)},
};

#define PAGES (int)(sizeof pages / sizeof *pages)

int help_page_count(void)
{
    return PAGES;
}

const struct help_page *help_page(int number)
{
    return number >= 1 && number <= PAGES ? &pages[number - 1] : NULL;
}

/* What opened last hides what is below: later rows are looked at first. */
int help_page_of(const struct view *view)
{
    for (int number = PAGES; number > 0; number--)
        if (help_page(number)->is_open != NULL && help_page(number)->is_open(view))
            return number;
    return HELP_MAP;
}

int help_page_for(enum action action)
{
    for (int number = 1; number <= PAGES && action != ACTION_NONE; number++)
        if (help_page(number)->action == action)
            return number;
    return HELP_MAP;
}
