/* golden_stage.h: the screen of an app as golden frames of both usual sizes, or as a
 * terminal without UTF-8 shows it. */
#ifndef GOLDEN_STAGE_H
#define GOLDEN_STAGE_H

#include "app_stage.h"
#include "golden.h"

/* 80x24 and 120x40. */
static inline void golden_both(struct app_stage *stage, const char *small, const char *large)
{
    draw(stage, 80, 24);
    golden_frame(&stage->frame, small);
    draw(stage, 120, 40);
    golden_frame(&stage->frame, large);
}

/* With the characters that stand for others there. */
static inline void golden_ascii(struct app_stage *stage, const char *name, int cols, int rows)
{
    app_set_medium(stage->app, &(struct medium){.glyphs = GLYPHS_ASCII});
    draw(stage, cols, rows);
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < cols; x++)
            frame_cell(&stage->frame, x, y)->ch =
                theme_glyph(GLYPHS_ASCII, frame_look(&stage->frame, x, y)->ch);
    golden_frame(&stage->frame, name);
}

#endif
