/* frame.c: the grid of cells. It keeps two promises whatever is written: every
 * `ch` is printable, and a 0 stands only right of a wide character. */
#include "frame.h"

#include <stdarg.h>
#include <stdlib.h>

#define ELLIPSIS 0x2026

static const struct cell blank = {' ', ROLE_PLAIN, ROLE_PLAIN};

static int clamp(int n, int low, int high)
{
    return n < low ? low : n > high ? high : n;
}

bool frame_resize(struct frame *frame, int cols, int rows)
{
    cols = clamp(cols, 1, FRAME_COLS_MAX);
    rows = clamp(rows, 1, FRAME_ROWS_MAX);
    struct cell *cells = malloc((size_t)cols * (size_t)rows * sizeof *cells);
    if (!cells)
        return false;
    free(frame->cells);
    *frame = (struct frame){cols, rows, cells};
    frame_clear(frame);
    return true;
}

void frame_close(struct frame *frame)
{
    free(frame->cells);
    *frame = (struct frame){0};
}

void frame_clear(struct frame *frame)
{
    size_t count = (size_t)frame->cols * (size_t)frame->rows;
    for (size_t i = 0; i < count; i++)
        frame->cells[i] = blank;
}

struct rect frame_rect(const struct frame *frame)
{
    return (struct rect){0, 0, frame->cols, frame->rows};
}

static inline struct cell *cell_at(const struct frame *frame, int x, int y)
{
    if (x < 0 || y < 0 || x >= frame->cols || y >= frame->rows)
        return NULL;
    return &frame->cells[(size_t)y * (size_t)frame->cols + (size_t)x];
}

const struct cell *frame_look(const struct frame *frame, int x, int y)
{
    return cell_at(frame, x, y);
}

struct cell *frame_cell(struct frame *frame, int x, int y)
{
    return cell_at(frame, x, y);
}

/* Before a cell is overwritten: the other half of a wide character that it
 * holds a half of becomes blank. */
static inline void release_halves(const struct frame *frame, struct cell *cell, int x)
{
    if (x > 0 && cell->ch == 0)
        cell[-1].ch = ' ';
    if (x + 1 < frame->cols && cell[1].ch == 0)
        cell[1].ch = ' ';
}

static inline void set_cell(struct frame *frame, int x, int y, uint32_t ch, enum role ink,
                            enum role paper)
{
    struct cell *cell = cell_at(frame, x, y);
    if (!cell)
        return;
    release_halves(frame, cell, x);
    *cell = (struct cell){ch, (uint8_t)ink, (uint8_t)paper};
}

/* A printable character of the given width; of a wide one that an edge of the
 * frame cuts, the half inside is blank. */
static void put_printable(struct frame *frame, int x, int y, uint32_t ch, int width,
                          enum role ink, enum role paper)
{
    if (x < -1 || x >= frame->cols)
        return;
    if (width == 1) {
        set_cell(frame, x, y, ch, ink, paper);
    } else if (width == 2) {
        bool whole = cell_at(frame, x, y) && cell_at(frame, x + 1, y);
        set_cell(frame, x, y, ' ', ink, paper);
        set_cell(frame, x + 1, y, ' ', ink, paper);
        if (whole) {
            cell_at(frame, x, y)->ch = ch;
            cell_at(frame, x + 1, y)->ch = 0;
        }
    }
}

void frame_put(struct frame *frame, int x, int y, uint32_t ch, enum role ink, enum role paper)
{
    ch = character_printable(ch);
    put_printable(frame, x, y, ch, character_width(ch), ink, paper);
}

void frame_fill(struct frame *frame, int x, int y, int count, uint32_t ch, enum role ink,
                enum role paper)
{
    ch = character_printable(ch);
    int width = character_width(ch);
    if (width == 0 || y < 0 || y >= frame->rows)
        return;
    int64_t end = (int64_t)x + (int64_t)count * width;
    for (int64_t at = x; at < end && at < frame->cols; at += width)
        if (at + width > 0)
            put_printable(frame, (int)at, y, ch, width, ink, paper);
}

/* Whether `text` takes at most `cols` columns; reads no further than that. */
static bool text_fits(const char *text, int cols)
{
    int width;
    while (text_next(&text, &width)) {
        cols -= width;
        if (cols < 0)
            return false;
    }
    return true;
}

int frame_text(struct frame *frame, int x, int y, int cols, enum role ink, enum role paper,
               const char *text)
{
    if (x >= frame->cols)
        return 0;
    cols = x < 0 ? cols : clamp(cols, 0, frame->cols - x);
    if (cols <= 0)
        return 0;
    bool fits = text_fits(text, cols);
    int room = fits ? cols : cols - 1, used = 0, width;
    for (uint32_t ch; (ch = text_next(&text, &width)) != 0 && used + width <= room; used += width)
        put_printable(frame, x + used, y, ch, width, ink, paper);
    if (!fits)
        put_printable(frame, x + used++, y, ELLIPSIS, 1, ink, paper);
    return used;
}

int frame_print(struct frame *frame, int x, int y, int cols, enum role ink, enum role paper,
                const char *format, ...)
{
    char text[FRAME_COLS_MAX * 4 + 1];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return length < 0 ? 0 : frame_text(frame, x, y, cols, ink, paper, text);
}

/* The role that a golden frame shows for a cell: a bar's before all others. */
static char dump_letter(const struct cell *cell)
{
    if (role_is_bar(cell->ink))
        return role_letter(cell->ink);
    if (role_is_bar(cell->paper))
        return role_letter(cell->paper);
    return cell->ch == ' ' ? '.' : role_letter(cell->ink);
}

bool frame_dump(const struct frame *frame, FILE *out)
{
    for (int y = 0; y < frame->rows; y++) {
        fputs("text|", out);
        for (int x = 0; x < frame->cols; x++) {
            char bytes[4];
            uint32_t ch = frame_look(frame, x, y)->ch;
            if (ch)
                fwrite(bytes, 1, character_encode(ch, bytes), out);
        }
        fputs("|\n", out);
    }
    for (int y = 0; y < frame->rows; y++) {
        fputs("role|", out);
        for (int x = 0; x < frame->cols; x++)
            fputc(dump_letter(frame_look(frame, x, y)), out);
        fputs("|\n", out);
    }
    return !ferror(out);
}
