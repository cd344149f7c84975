/* grain.c: paths of boxes. The patterns are anchored in the picture, so that shades join
 * from cell to cell and from row to row. */
#include "grain.h"

#include "put.h"
#include "shape.h"

enum { SEAM = 10, HATCHED = 4 }; /* the last of the patterns */

/* A path: its first box opens it. */
struct path {
    FILE *out;
    const char *attributes;
    bool open;
};

static void add_box(struct path *path, int x, int y, int width)
{
    if (!path->open)
        fprintf(path->out, "<path %s d=\"", path->attributes);
    path->open = true;
    fprintf(path->out, "M%d %dh%dv%dh%dz", x, y * CELL_ROWS, width, CELL_ROWS, -width);
}

static void end_path(struct path *path)
{
    if (path->open)
        fputs("\"/>\n", path->out);
}

/* ---- Shades ---- */

/* 1 to 3, and 0 where there is none, or one that its paper swallows. */
static int shade_at(const struct frame *frame, enum theme theme, int x, int y, int *colour)
{
    const struct cell *cell = frame_look(frame, x, y);
    int shade = cell != NULL ? shape_shade(put_glyph(cell, GLYPHS_UTF8)) : 0;
    if (shade == 0)
        return 0;
    struct look look = theme_look(theme, DEPTH_256, cell->ink, cell->paper);
    *colour = look.fg & 255;
    return look.fg == look.bg ? 0 : shade;
}

void grain_define(const struct svg_shades *shades, FILE *out)
{
    static const char *const tiles[HATCHED] = {
        "M4 4h10v10h-10zM20 20h10v10h-10z",
        "M0 0h16v16h-16zM16 16h16v16h-16z",
        "M0 0h32v32h-32zM4 4v10h10v-10zM20 20v10h10v-10z",
        "M0 32L32 0v10L10 32zM0 0h10L0 10z",
    };
    for (int i = 0; i < HATCHED; i++)
        for (int colour = 0; colour < 256; colour++)
            if (shades->seen[i][colour])
                fprintf(out,
                        "<pattern id=\"s%d-%06x\" width=\"32\" height=\"32\" "
                        "patternUnits=\"userSpaceOnUse\"><path fill=\"#%06x\" d=\"%s\"/>"
                        "</pattern>\n",
                        i + 1, (unsigned)theme_rgb(colour), (unsigned)theme_rgb(colour), tiles[i]);
}

static void put_shade(const struct frame *frame, enum theme theme, int shade, int colour,
                      FILE *out)
{
    char attributes[40];
    struct path path = {out, attributes, false};
    int other;
    snprintf(attributes, sizeof attributes, "fill=\"url(#s%d-%06x)\"", shade,
             (unsigned)theme_rgb(colour));
    for (int y = 0; y < frame->rows; y++) {
        for (int x = 0, end; x < frame->cols; x = end + 1) {
            for (end = x; shade_at(frame, theme, end, y, &other) == shade && other == colour;)
                end++;
            if (end > x)
                add_box(&path, x * CELL_COLS, y, (end - x) * CELL_COLS);
        }
    }
    end_path(&path);
}

/* ---- Blocks side by side ---- */

static bool is_block(enum role role)
{
    return role_is_bar(role) && !role_is_hole(role) && role != ROLE_MIXED;
}

/* What fills a cell from its left edge to `split`, and from there on. */
struct halves { enum role left, right; int split; };

static struct halves halves_of(const struct cell *cell)
{
    struct halves halves = {cell->paper, cell->paper, CELL_COLS};
    if (cell->ch >= GLYPH_EDGE(7) && cell->ch <= GLYPH_EDGE(1)) {
        halves.left = cell->ink;
        halves.split = (int)(0x2590 - cell->ch) * CELL_COLS / 8;
    } else if (cell->ch == 0x2590 || cell->ch == 0x2595) {
        halves.right = cell->ink;
        halves.split = cell->ch == 0x2590 ? CELL_COLS / 2 : CELL_COLS * 7 / 8;
    } else if (cell->ch == GLYPH_PROCESS || shape_shade(cell->ch)) {
        halves.left = halves.right = cell->ink;
    }
    return halves;
}

static void add_seam(struct path *path, int x, int y, enum role left, enum role right)
{
    if (left != right && is_block(left) && is_block(right))
        add_box(path, x - SEAM / 2, y, SEAM);
}

/* A line wherever one block ends and another begins: within a cell, or after it. */
static void put_seams(const struct frame *frame, enum theme theme, FILE *out)
{
    char attributes[24];
    struct path path = {out, attributes, false};
    snprintf(attributes, sizeof attributes, "fill=\"#%06x\"", (unsigned)theme_background(theme));
    for (int y = 0; y < frame->rows; y++) {
        for (int x = 0; x < frame->cols; x++) {
            const struct cell *next = frame_look(frame, x + 1, y);
            struct halves here = halves_of(frame_look(frame, x, y));
            add_seam(&path, x * CELL_COLS + here.split, y, here.left, here.right);
            if (next != NULL)
                add_seam(&path, (x + 1) * CELL_COLS, y, here.right, halves_of(next).left);
        }
    }
    end_path(&path);
}

/* ---- What was placed now ---- */

/* From where to where a cell shows it; behind text it is plain. */
static bool hatched_part(const struct frame *frame, int x, int y, int *from, int *to)
{
    const struct cell *cell = frame_look(frame, x, y);
    if (cell == NULL || !shape_has(cell->ch))
        return false;
    struct halves halves = halves_of(cell);
    *from = x * CELL_COLS + (halves.left == ROLE_TOUCHED ? 0 : halves.split);
    *to = x * CELL_COLS + (halves.right == ROLE_TOUCHED ? CELL_COLS : halves.split);
    return halves.left == ROLE_TOUCHED || halves.right == ROLE_TOUCHED;
}

/* The colour of text on it. */
static int hatching_colour(enum theme theme)
{
    return theme_look(theme, DEPTH_256, ROLE_LABEL, ROLE_TOUCHED).fg & 255;
}

static void put_hatching(const struct frame *frame, enum theme theme, FILE *out)
{
    char attributes[56];
    struct path path = {out, attributes, false};
    int begin, end, from, to;
    snprintf(attributes, sizeof attributes, "fill=\"url(#s%d-%06x)\" fill-opacity=\".35\"", HATCHED,
             (unsigned)theme_rgb(hatching_colour(theme)));
    for (int y = 0; y < frame->rows; y++) {
        for (int x = 0; x < frame->cols; x++) {
            if (!hatched_part(frame, x, y, &begin, &end))
                continue;
            for (; hatched_part(frame, x + 1, y, &from, &to) && from == end; x++)
                end = to;
            add_box(&path, begin, y, end - begin);
        }
    }
    end_path(&path);
}

/* ---- All of it ---- */

void grain_find(const struct frame *frame, enum theme theme, struct svg_shades *shades)
{
    int colour, from, to;
    for (int y = 0; y < frame->rows; y++) {
        for (int x = 0; x < frame->cols; x++) {
            int shade = shade_at(frame, theme, x, y, &colour);
            if (shade)
                shades->seen[shade - 1][colour] = true;
            if (hatched_part(frame, x, y, &from, &to))
                shades->seen[HATCHED - 1][hatching_colour(theme)] = true;
        }
    }
}

void grain_put(const struct frame *frame, enum theme theme, const struct svg_shades *shades,
               FILE *out)
{
    for (int shade = 1; shade < HATCHED; shade++)
        for (int colour = 0; colour < 256; colour++)
            if (shades->seen[shade - 1][colour])
                put_shade(frame, theme, shade, colour, out);
    put_hatching(frame, theme, out);
    put_seams(frame, theme, out);
}
