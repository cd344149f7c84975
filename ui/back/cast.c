/* cast.c: asciicast v2 as asciinema 2 and its players read it: no time of day and
 * nothing of this machine, so the same frames always give the same bytes. A frame
 * is one event of type "o": cursor moves and the cells that changed. */
#include "cast.h"

#include "character.h"
#include "json.h"
#include "put.h"
#include "sgr.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Lines ---- */

static void put_event(const struct cast *cast, char type, const char *data)
{
    fprintf(cast->out, "[%" PRIu64 ".%03u, \"%c\", ", cast->now / 1000,
            (unsigned)(cast->now % 1000), type);
    json_string(cast->out, data);
    fputs("]\n", cast->out);
}

bool cast_open(struct cast *cast, int cols, int rows, const char *title, enum theme theme,
               enum depth depth, enum glyphs glyphs, FILE *out)
{
    *cast = (struct cast){.out = out, .theme = theme, .depth = depth, .glyphs = glyphs,
                          .look = sgr_plain, .blank = true};
    if (!frame_resize(&cast->shown, cols, rows))
        return false;
    fprintf(out, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": ", cast->shown.cols,
            cast->shown.rows);
    json_string(out, title);
    fputs(", \"env\": {\"TERM\": \"xterm-256color\"}}\n", out);
    return true;
}

void cast_close(struct cast *cast)
{
    frame_close(&cast->shown);
}

/* ---- What changed ---- */

static struct look look_of(const struct cast *cast, const struct cell *cell)
{
    return theme_look(cast->theme, cast->depth, cell->ink, cell->paper);
}

/* Whether a player that shows `old` would have to draw anything to show `new`. */
static bool differs(const struct cast *cast, const struct cell *old, const struct cell *new)
{
    if (cast->blank)
        return true;
    return put_glyph(old, cast->glyphs) != put_glyph(new, cast->glyphs) ||
           !sgr_same(look_of(cast, old), look_of(cast, new));
}

/* The cursor need not be moved from one changed cell to the next. */
static void put_row(struct cast *cast, const struct frame *frame, int y, FILE *out)
{
    int cursor = -1;
    for (int x = 0; x < frame->cols; x++) {
        const struct cell *cell = frame_look(frame, x, y);
        uint32_t glyph = put_glyph(cell, cast->glyphs);
        struct look look = look_of(cast, cell);
        if (glyph == 0 || !differs(cast, frame_look(&cast->shown, x, y), cell))
            continue; /* the right half of a wide character comes with the left one */
        if (x != cursor)
            fprintf(out, "\033[%d;%dH", y + 1, x + 1);
        if (!sgr_same(look, cast->look))
            sgr_put(look, cast->depth, out);
        put_character(glyph, out);
        cast->look = look;
        cursor = x + character_width(glyph);
    }
}

bool cast_show(struct cast *cast, const struct frame *frame)
{
    char *text = NULL;
    size_t size = 0;
    FILE *changes = open_memstream(&text, &size);
    bool good = changes != NULL;
    if (!good)
        return false;
    if (cast->blank)
        fputs("\033[?25l\033[0m\033[2J", changes);
    for (int y = 0; y < frame->rows; y++)
        put_row(cast, frame, y, changes);
    good = fclose(changes) == 0;
    if (good && size > 0)
        put_event(cast, 'o', text);
    free(text);
    memcpy(cast->shown.cells, frame->cells,
           sizeof *frame->cells * (size_t)frame->cols * (size_t)frame->rows);
    cast->blank = false;
    return good && !ferror(cast->out);
}

void cast_mark(struct cast *cast, const char *label)
{
    put_event(cast, 'm', label);
}

void cast_wait(struct cast *cast, uint64_t milliseconds)
{
    cast->now += milliseconds;
}

bool cast_end(struct cast *cast)
{
    char text[48];
    snprintf(text, sizeof text, "\033[0m\033[%d;1H\033[?25h", cast->shown.rows + 1);
    put_event(cast, 'o', text);
    return fflush(cast->out) == 0 && !ferror(cast->out);
}
