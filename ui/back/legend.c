/* legend.c: a character means what it does by the role that draws it, so that the same
 * one can stand twice. */
#include "legend.h"

#include "put.h"

/* From `first` to `last`, drawn with any role from `role` to `end`. */
static const struct meaning {
    uint32_t first, last;
    enum role role, end;
    const char *text;
} meanings[] = {
    {GLYPH_PROCESS, 0, ROLE_PROCESS, ROLE_PROCESS5, "a block that is in use (PROCESS)"},
    {GLYPH_HOLE, 0, ROLE_HOLE, ROLE_HOLE, "free bytes (a HOLE)"},
    {GLYPH_TOUCHED, 0, ROLE_TOUCHED, ROLE_TOUCHED, "a block that this step placed"},
    {GLYPH_TOUCHED_HOLE, 0, ROLE_TOUCHED_HOLE, ROLE_TOUCHED_HOLE,
     "a HOLE that this step made, cut or joined"},
    {GLYPH_PROCESS, 0, ROLE_SELECTED, ROLE_SELECTED, "the selected block"},
    {GLYPH_EDGE(7), GLYPH_EDGE(1), ROLE_PROCESS, ROLE_WASTE,
     "a block or a HOLE ends within the cell, which so much of it is"},
    {0x2590, 0, ROLE_PROCESS, ROLE_WASTE, "the next block begins in the middle of the cell"},
    {0x2595, 0, ROLE_PROCESS, ROLE_WASTE, "the next block begins in the last eighth of the cell"},
    {GLYPH_MIXED(1), GLYPH_MIXED(7), ROLE_MIXED, ROLE_MIXED,
     "several in one cell; as high as their share in use"},
    {GLYPH_PASSED_HOLE, 0, ROLE_PASSED_HOLE, ROLE_PASSED_HOLE, "a HOLE that was passed over"},
    {GLYPH_LOOKED_HOLE, 0, ROLE_LOOKED_HOLE, ROLE_LOOKED_HOLE, "the HOLE that is looked at"},
    {'x', 0, ROLE_WASTE, ROLE_WASTE, "bytes that an alignment wasted"},
    {0x25CF, 0, ROLE_TIME_NOW, ROLE_TIME_NOW, "this step, among all steps"},
    {0x25B6, 0, ROLE_CURRENT, ROLE_CURRENT, "the operation of this step"},
    {0x25A0, 0, ROLE_MARK, ROLE_MARK, "a chapter of the lesson"},
    {0x2016, 0, ROLE_MARK, ROLE_MARK, "a stop of the lesson"},
    {0x2501, 0, ROLE_TIME_PAST, ROLE_TIME_PAST, "steps that are done"},
    {GLYPH_MIXED(1), GLYPH_PROCESS, ROLE_GRAPH_MAPPED, ROLE_GRAPH_USED,
     "memory over time, as high as the share of its most"},
    {'!', 0, ROLE_ERROR, ROLE_ERROR, "an expectation that failed"},
};
#define MEANINGS ((int)(sizeof meanings / sizeof *meanings))

_Static_assert(sizeof meanings / sizeof *meanings <= LEGEND_MOST, "the table is longer");

static bool means(const struct meaning *meaning, const struct cell *cell)
{
    uint32_t last = meaning->last > 0 ? meaning->last : meaning->first;
    return cell->ch >= meaning->first && cell->ch <= last && cell->ink >= meaning->role &&
           cell->ink <= meaning->end;
}

void legend_note(struct legend *legend, const struct frame *frame)
{
    for (int y = 0; y < frame->rows; y++)
        for (int x = 0; x < frame->cols; x++)
            for (int i = 0; i < MEANINGS; i++)
                if (means(&meanings[i], frame_look(frame, x, y)))
                    legend->seen[i] = true;
}

bool legend_write(const struct legend *legend, enum glyphs glyphs, FILE *out)
{
    bool first = true;
    for (int i = 0; i < MEANINGS; i++) {
        if (!legend->seen[i])
            continue;
        uint32_t from = theme_glyph(glyphs, meanings[i].first);
        uint32_t to = theme_glyph(glyphs, meanings[i].last);
        bool range = meanings[i].last > 0 && from != to;
        fputs(first ? "\n " : " ", out);
        put_character(from, out);
        if (range)
            fputc('-', out);
        if (range)
            put_character(to, out);
        fprintf(out, "%s  %s\n", range ? "" : "  ", meanings[i].text);
        first = false;
    }
    return fflush(out) == 0 && !ferror(out);
}
