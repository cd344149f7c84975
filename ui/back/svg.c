/* svg.c: a frame as a picture. All numbers are whole, every element is written
 * in the frame's order, and nothing depends on the locale: the same frame
 * always gives the same bytes. Papers first, then shapes and text on them, then
 * what makes it plain without its colours. */
#include "back.h"

#include "character.h"
#include "grain.h"
#include "put.h"
#include "shape.h"

enum { MARGIN = 72, BASELINE = 111, FONT_SIZE = 120, PIXEL = 8 };

struct picture {
    const struct frame *frame;
    enum theme theme;
    const struct svg_shades *shades; /* that occur */
    FILE *out;
};

static const struct cell *cell_at(const struct picture *picture, int x, int y)
{
    return frame_look(picture->frame, x, y);
}

static struct look look_at(const struct picture *picture, int x, int y)
{
    const struct cell *cell = cell_at(picture, x, y);
    return theme_look(picture->theme, DEPTH_256, cell->ink, cell->paper);
}

static uint32_t glyph_at(const struct picture *picture, int x, int y)
{
    return put_glyph(cell_at(picture, x, y), GLYPHS_UTF8);
}

/* Two cells that are written with one colour and weight. */
static bool same_ink(struct look a, struct look b)
{
    return a.fg == b.fg && a.attr == b.attr;
}

/* The first row in words: single blanks, no shapes. */
static void put_title(const struct picture *picture)
{
    bool blank = false, begun = false;
    fputs("<title>", picture->out);
    for (int x = 0; x < picture->frame->cols; x++) {
        uint32_t ch = glyph_at(picture, x, 0);
        if (ch == ' ' || shape_has(ch)) {
            blank = begun;
        } else if (ch) {
            if (blank)
                fputc(' ', picture->out);
            put_markup(ch, picture->out);
            blank = false;
            begun = true;
        }
    }
    fputs(begun ? "</title>\n" : "MeMS</title>\n", picture->out);
}

static void put_size(const struct picture *picture)
{
    int cols = picture->frame->cols * CELL_COLS + 2 * MARGIN;
    int rows = picture->frame->rows * CELL_ROWS + 2 * MARGIN;
    fprintf(picture->out,
            " width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\" font-family=\"%s\" "
            "font-size=\"%d\"",
            cols / PIXEL, rows / PIXEL, -MARGIN, -MARGIN, cols, rows, SVG_FONT, FONT_SIZE);
}

static void put_page(const struct picture *picture)
{
    int cols = picture->frame->cols * CELL_COLS + 2 * MARGIN;
    int rows = picture->frame->rows * CELL_ROWS + 2 * MARGIN;
    fprintf(picture->out,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%06x\"/>\n",
            -MARGIN, -MARGIN, cols, rows, MARGIN / 2, (unsigned)theme_background(picture->theme));
}

/* ---- Papers ---- */

static void put_papers(const struct picture *picture, int y)
{
    int page = theme_look(picture->theme, DEPTH_256, ROLE_PLAIN, ROLE_PLAIN).bg;
    for (int x = 0, end; x < picture->frame->cols; x = end) {
        int paper = look_at(picture, x, y).bg;
        for (end = x + 1; end < picture->frame->cols && look_at(picture, end, y).bg == paper;)
            end++;
        if (paper != page)
            fprintf(picture->out,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
                    x * CELL_COLS, y * CELL_ROWS, (end - x) * CELL_COLS, CELL_ROWS,
                    (unsigned)theme_rgb(paper));
    }
}

/* ---- Shapes and text ---- */

/* Draws the shape at (x, y) and its like to the right; returns where they end. Shades
 * are left to the grain. */
static int put_shapes(const struct picture *picture, int x, int y)
{
    uint32_t ch = glyph_at(picture, x, y);
    struct look look = look_at(picture, x, y);
    int end = x + 1;
    while (shape_runs(ch) && end < picture->frame->cols && glyph_at(picture, end, y) == ch
           && look_at(picture, end, y).fg == look.fg)
        end++;
    if (!shape_shade(ch))
        shape_draw(ch, x * CELL_COLS, y * CELL_ROWS, end - x, theme_rgb(look.fg), picture->out);
    return end;
}

/* Letters that every monospaced font has, all equally wide. */
static bool is_letter(uint32_t ch)
{
    return (ch > ' ' && ch < 0x250) || ch == 0x2013 || ch == 0x2026;
}

/* Where the run of text that begins at x ends: words with single blanks
 * between them, written in one colour. Other characters stand alone. */
static int text_end(const struct picture *picture, int x, int y)
{
    struct look look = look_at(picture, x, y);
    int end = x + 1;
    if (!is_letter(glyph_at(picture, x, y)))
        return end;
    for (; end < picture->frame->cols && same_ink(look_at(picture, end, y), look); end++) {
        bool blank = glyph_at(picture, end, y) == ' ' && end + 1 < picture->frame->cols
            && is_letter(glyph_at(picture, end + 1, y))
            && same_ink(look_at(picture, end + 1, y), look);
        if (!blank && !is_letter(glyph_at(picture, end, y)))
            break;
    }
    return end;
}

static int put_text(const struct picture *picture, int x, int y)
{
    struct look look = look_at(picture, x, y);
    int end = text_end(picture, x, y);
    fprintf(picture->out, "<text y=\"%d\" fill=\"#%06x\"", y * CELL_ROWS + BASELINE,
            (unsigned)theme_rgb(look.fg));
    if (look.attr & ATTR_BOLD)
        fputs(" font-weight=\"bold\"", picture->out);
    if (look.attr & ATTR_UNDERLINE)
        fputs(" text-decoration=\"underline\"", picture->out);
    if (is_letter(glyph_at(picture, x, y))) {
        fprintf(picture->out, " x=\"%d\" textLength=\"%d\">", x * CELL_COLS, (end - x) * CELL_COLS);
    } else { /* the font's width may be another: centred where it belongs */
        int wide = character_width(glyph_at(picture, x, y));
        fprintf(picture->out, " x=\"%d\" text-anchor=\"middle\">",
                x * CELL_COLS + wide * CELL_COLS / 2);
    }
    for (int at = x; at < end; at++)
        put_markup(glyph_at(picture, at, y), picture->out);
    fputs("</text>\n", picture->out);
    return end;
}

static void put_row(const struct picture *picture, int y)
{
    for (int x = 0; x < picture->frame->cols;) {
        uint32_t ch = glyph_at(picture, x, y);
        if (ch == 0 || ch == ' ')
            x++;
        else if (shape_has(ch))
            x = put_shapes(picture, x, y);
        else
            x = put_text(picture, x, y);
    }
}

/* All that lies on the page. */
static void put_rows(const struct picture *picture)
{
    fputs("<g shape-rendering=\"crispEdges\">\n", picture->out);
    for (int y = 0; y < picture->frame->rows; y++)
        put_papers(picture, y);
    for (int y = 0; y < picture->frame->rows; y++)
        put_row(picture, y);
    grain_put(picture->frame, picture->theme, picture->shades, picture->out);
    fputs("</g>\n</svg>\n", picture->out);
}

bool svg_write(const struct frame *frame, enum theme theme, FILE *out)
{
    struct svg_shades shades = {0};
    struct picture picture = {frame, theme, &shades, out};
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", out);
    put_size(&picture);
    fputs(">\n", out);
    put_title(&picture);
    put_page(&picture);
    grain_find(frame, theme, &shades);
    grain_define(&shades, out);
    put_rows(&picture);
    return fflush(out) == 0 && !ferror(out);
}

bool svg_write_inline(const struct frame *frame, enum theme theme, const char *label,
                      struct svg_shades *shades, FILE *out)
{
    struct svg_shades own = {0};
    struct picture picture = {frame, theme, &own, out};
    fputs("<svg role=\"img\" aria-label=\"", out);
    put_markup_text(label, out);
    fputc('"', out);
    put_size(&picture);
    fputs(">\n", out);
    put_page(&picture);
    grain_find(frame, theme, &own);
    grain_find(frame, theme, shades);
    put_rows(&picture);
    return !ferror(out);
}

bool svg_write_shades(const struct svg_shades *shades, FILE *out)
{
    fputs("<svg width=\"0\" height=\"0\" aria-hidden=\"true\">\n", out);
    grain_define(shades, out);
    fputs("</svg>\n", out);
    return !ferror(out);
}
