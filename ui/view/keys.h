/* keys.h: the one table of actions: what a key, a click, a typed command or
 * a script line means. Footer, help and manual page read the same rows. */
#ifndef MEMS_VIEW_KEYS_H
#define MEMS_VIEW_KEYS_H

#include "theme.h"

#include <stddef.h>
#include <stdint.h>

/* A key is a Unicode character or one of these. */
enum key {
    K_NONE = 0,
    K_TAB = 9, K_ENTER = 10, K_ESCAPE = 27, K_BACKSPACE = 127,
    K_SPECIAL = 0x110000,
    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN,
    K_DELETE, K_BACKTAB, K_F1
};
#define K_CONTROL(letter) ((uint32_t)(letter) & 31u)

enum group { GROUP_TIME, GROUP_LOOK, GROUP_SELECT, GROUP_CHANGE, GROUP_RACE, GROUP_PROGRAM,
             GROUP_COUNT };
const char *group_name(enum group group);

/* X(id, word, keys, footer, group, help): `word` is the typed command;
 * `keys` are key names, separated by blanks, "" when it is only typed; `footer`
 * is the short label of the footer, "" when it is not shown there. */
#define ACTIONS(X) \
    X(PLAY, "play", "Space", "play", GROUP_TIME, "play or pause; a stop of the lesson pauses too") \
    X(STEP, "step", "Right .", "step", GROUP_TIME, "one step forward; a number before it repeats it") \
    X(BACK, "back", "Left ,", "back", GROUP_TIME, "one step back, exactly") \
    X(STOP_NEXT, "next", "PageDown", "next", GROUP_TIME, "forward to the next stop, chapter or the end (a clicker's key)") \
    X(STOP_PREVIOUS, "previous", "PageUp", "", GROUP_TIME, "back to the previous stop, chapter or the start (a clicker's key)") \
    X(CHAPTER_NEXT, "chapter", "]", "", GROUP_TIME, "to the next chapter") \
    X(CHAPTER_PREVIOUS, "chapter-back", "[", "", GROUP_TIME, "to the previous chapter") \
    X(HOME, "home", "Home", "", GROUP_TIME, "to step 0, the empty heap") \
    X(END, "end", "End G", "", GROUP_TIME, "to the last step; while more is read, stay with the newest") \
    X(GOTO, "goto", "g", "go", GROUP_TIME, "to a step or a chapter: goto 120, goto 50%, goto reuse") \
    X(FIND, "find", "/", "find", GROUP_TIME, "to the next event or moment: /mmap, /fail, /reuse, /at 4000, /name A, /size>64K, /lived>1000, /mapped>4M, /mapped>=2x, /peak holes") \
    X(FIND_NEXT, "find-next", "n", "", GROUP_TIME, "the same search again, from this step on") \
    X(FIND_PREVIOUS, "find-back", "N", "", GROUP_TIME, "the same search again, back from this step") \
    X(FASTER, "faster", ">", "", GROUP_TIME, "play twice as fast") \
    X(SLOWER, "slower", "<", "", GROUP_TIME, "play half as fast") \
    X(WHY, "why", "w", "why", GROUP_LOOK, "Why here? why a block landed there: the search of this step, hole by hole; why 3 is its third") \
    X(PREDICT, "predict", "P", "predict", GROUP_LOOK, "predict what the next operation does, before it does it; again: the one after it; predict 2 answers") \
    X(RACE, "race", "c", "race", GROUP_LOOK, "this heap against best fit; race first,best,worst page 2048,4096; again closes it") \
    X(VIEW, "view", "C", "chain", GROUP_LOOK, "bars or the chain: two views of the same nodes") \
    X(ZOOM_IN, "in", "+ =", "zoom", GROUP_LOOK, "fewer bytes a cell, down to one") \
    X(ZOOM_OUT, "out", "-", "", GROUP_LOOK, "more bytes a cell, up to the whole heap on the screen") \
    X(ZOOM_PAGE, "zoom", "0", "", GROUP_LOOK, "one page a row; zoom -1 is nearer, zoom 2 farther, zoom whole farthest") \
    X(UP, "up", "Up k", "", GROUP_LOOK, "scroll up (in the chain view by a node; in a list, to the row above)") \
    X(DOWN, "down", "Down j", "", GROUP_LOOK, "scroll down (in a list, to the row below)") \
    X(RUN, "run", "t", "whole run", GROUP_LOOK, "the whole run at once: addresses upwards, time to the right; again closes it") \
    X(ROWS_IN, "rows-in", "*", "", GROUP_LOOK, "fewer bytes a row") \
    X(ROWS_OUT, "rows-out", "_", "", GROUP_LOOK, "more bytes a row") \
    X(NUMBERS, "numbers", "s", "numbers", GROUP_LOOK, "the numbers: now, at most, on average, over time, by size; numbers frag shows that one; again closes them") \
    X(FOLLOW, "follow", "F", "", GROUP_LOOK, "keep what the last operation touched in view") \
    X(HEX, "hex", "x", "", GROUP_LOOK, "addresses in decimal or in hexadecimal") \
    X(PHYSICAL, "physical", "v", "", GROUP_LOOK, "virtual addresses, or physical ones beside them") \
    X(BYTES, "bytes", "b", "", GROUP_LOOK, "the bytes of the selected segment, as large as fits") \
    X(LIFE, "life", "l", "life", GROUP_LOOK, "the life of the selected byte: whose it was, from which step to which; again, that of its block, born, moved, freed") \
    X(MARK_HERE, "mark-here", "'", "mark", GROUP_LOOK, "mark this step, for d; again takes the mark away; mark-here 120 marks that one") \
    X(COMPARE, "compare", "d", "compare", GROUP_LOOK, "this step against the marked one: born, died, moved, stayed; compare 120 900; again closes it") \
    X(SWAP, "swap", "D", "swap", GROUP_LOOK, "go to the marked step, and mark this one: the same two moments, seen from the other") \
    X(THEME, "theme", "T", "", GROUP_LOOK, "the next theme: dark, light, and both safe for colour-blind eyes") \
    X(SELECT_NEXT, "select", "Tab", "segment", GROUP_SELECT, "select the next segment") \
    X(SELECT_PREVIOUS, "select-back", "BackTab", "", GROUP_SELECT, "select the previous segment") \
    X(SELECT_TOUCHED, "touched", "Enter", "", GROUP_SELECT, "select what the last operation touched; in a list, go to the step of its row; in Why here? the whole search") \
    X(UNSELECT, "unselect", "Escape", "", GROUP_SELECT, "select nothing; close what is open; stop what is still being read") \
    X(WHATIF, "whatif", "i", "what if", GROUP_CHANGE, "What if? another future from this step on, raced against this one: whatif insert malloc X 200, whatif change malloc A 300, whatif delete, whatif policy best; as NAME behind it names it") \
    X(BRANCH, "branches", "B", "", GROUP_CHANGE, "the branches that What if? made; branch NAME goes to one, branch original returns") \
    X(SAVE, "save", "", "", GROUP_CHANGE, "keep what is shown, or the branch that races, as a workload: save FILE; save! FILE overwrites") \
    X(MALLOC, "malloc", "m", "malloc", GROUP_CHANGE, "type a malloc; not at the end it forks, and u returns") \
    X(FREE, "free", "f", "free", GROUP_CHANGE, "type a free; the selected block is offered") \
    X(UNDO, "undo", "u", "", GROUP_CHANGE, "take a typed operation back; the old future returns") \
    X(REDO, "redo", "U Ctrl-R", "", GROUP_CHANGE, "make it again") \
    X(REPLAY, "replay", "p", "", GROUP_CHANGE, "the same workload under the next policy, at this step") \
    X(DIFFER_NEXT, "differ", "d", "difference", GROUP_RACE, "to the next step at which heaps choose differently") \
    X(DIFFER_PREVIOUS, "differ-back", "D", "previous", GROUP_RACE, "to the previous step at which they do") \
    X(COMMAND, "command", ":", "command", GROUP_PROGRAM, "type any command of this list, or an operation") \
    X(HELP, "help", "? F1", "help", GROUP_PROGRAM, "this help, and what every number means") \
    X(PRESENT, "present", "", "", GROUP_PROGRAM, "big and calm, for an audience, with keys of its own; present notes is what the speaker sees (mems present, mems notes)") \
    X(VERIFY, "verify", "", "", GROUP_PROGRAM, "compare each picture with a walk of the chains, link by link; again stops it (--verify)") \
    X(REDRAW, "redraw", "Ctrl-L", "", GROUP_PROGRAM, "draw the screen anew") \
    X(QUIT, "quit", "q Ctrl-C", "quit", GROUP_PROGRAM, "leave; from a lesson opened in the list, back to it")

enum action {
    ACTION_NONE,
#define X(id, word, keys, footer, group, help) ACTION_##id,
    ACTIONS(X)
#undef X
    ACTION_COUNT
};

struct action_row {
    const char *word, *keys, *footer, *help;
    enum group group;
};
const struct action_row *action_row(enum action action);

/* The first of its keys, as a row of keys shows it: an arrow, or, where there are none, its
 * name. "" when it has none. */
#define KEY_SIZE 16
const char *action_key(enum action action, enum glyphs glyphs, char out[KEY_SIZE]);

/* The action bound to a key; ACTION_NONE. In a race those of GROUP_RACE come before
 * what the same keys mean elsewhere. */
enum action action_of_key(uint32_t key);
enum action action_in_race(uint32_t key);

/* The action called `word` (or whose word alone begins with it). */
enum action action_of_word(const char *word);

/* The word of an action that `word`, which is none, is nearest to; NULL: none is near. */
const char *word_meant(const char *word);

/* A key's name as the table spells it ("Right", "Ctrl-R", "x"); NULL when
 * there is none. `out` holds single characters. */
const char *name_of_key(uint32_t key, char out[8]);
uint32_t key_of_name(const char *name, size_t length);

#endif
