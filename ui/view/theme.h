/* theme.h: how roles and characters look on a given terminal: one table from
 * role to colours and attributes, one from character to poorer characters. */
#ifndef MEMS_VIEW_THEME_H
#define MEMS_VIEW_THEME_H

#include "role.h"

#include <stdbool.h>
#include <stdint.h>

enum theme { THEME_DARK, THEME_LIGHT, THEME_SAFE_DARK, THEME_SAFE_LIGHT, THEME_COUNT };

/* How many colours there are. */
enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256 };

enum { ATTR_BOLD = 1, ATTR_REVERSE = 2, ATTR_UNDERLINE = 4 };

/* How one cell is drawn. Colours are indices of the terminal's palette (256:
 * xterm's), -1 its own default. Attributes never are the only difference. */
struct look { int16_t fg, bg; uint8_t attr; };
struct look theme_look(enum theme theme, enum depth depth, enum role ink, enum role paper);

/* xterm's colour `index` (0 .. 255) as 0xRRGGBB. */
uint32_t theme_rgb(int index);
/* The page's own colour, for outputs that have no terminal behind them. */
uint32_t theme_background(enum theme theme);

/* "dark", "light", "safe-dark", "safe-light". */
const char *theme_name(enum theme theme);
bool theme_find(const char *name, enum theme *theme);

/* Whether its page is light. */
bool theme_is_light(enum theme theme);

/* Which characters the terminal has: all; those of a console font (blocks in
 * halves, shades, single lines); ASCII alone. */
enum glyphs { GLYPHS_UTF8, GLYPHS_CONSOLE, GLYPHS_ASCII };

/* What frames are shown on, as far as what they say depends on it. */
struct medium {
    enum glyphs glyphs;       /* in ASCII an arrow would look like another key, or like "greater" */
    bool colourless;          /* a theme changes nothing */
    bool still;               /* a picture: nobody presses keys there, so that none is shown */
};

/* What stands for `ch` there: one column wide like `ch` itself. In each set
 * the characters of PROCESS, HOLE, their touched forms and a mixed cell differ.
 * A wide character becomes '?', and so does the 0 right of it. */
uint32_t theme_glyph(enum glyphs glyphs, uint32_t ch);

/* Signs in sentences that no single character of ASCII can stand for: what becomes of
 * something, and what is left out, each with its blanks. */
const char *theme_arrow(enum glyphs glyphs); /* " → " */
const char *theme_dots(enum glyphs glyphs);  /* "… " */

/* The characters of bars. A mixed cell shows the eighths in use, 1 to 7: a
 * character that rises from the bottom. An edge's left part is its ink. */
#define GLYPH_PROCESS 0x2588          /* full block */
#define GLYPH_TOUCHED 0x2593          /* dark shade */
#define GLYPH_HOLE 0x2591             /* light shade */
#define GLYPH_TOUCHED_HOLE 0x2592     /* medium shade */
#define GLYPH_PASSED_HOLE 0x2500      /* struck through */
#define GLYPH_LOOKED_HOLE 0x2550
#define GLYPH_ROVER 0x25B6            /* in a bar: where next fit begins */
#define GLYPH_MIXED(eighths) (0x2580u + (unsigned)(eighths))  /* 1 .. 7 */
#define GLYPH_EDGE(eighths) (0x2590u - (unsigned)(eighths))   /* 1 .. 7 from the left */

#endif
