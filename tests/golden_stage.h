/* golden_stage.h: the screen of an app as golden frames of both usual sizes. */
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

#endif
