/* app_stage.h: sets a workload on the stage of an app without a terminal. */
#ifndef APP_STAGE_H
#define APP_STAGE_H

#include "app.h"

struct app_stage {
    struct ops *ops;
    struct app *app;
    struct frame frame;
};

struct app_stage app_stage_open(const char *text);

/* The same, of which no step is known yet; and one that is run while it is shown. */
struct app_stage app_stage_unknown(const char *text);
struct app_stage app_stage_load(const char *text);

void app_stage_close(struct app_stage *stage);

void draw(struct app_stage *stage, int cols, int rows);

/* Keys as the table of actions spells them, with blanks between; a text. */
void press(struct app_stage *stage, const char *keys);
void type(struct app_stage *stage, const char *text);

/* Waits until what a key or a command began is done; the same with those keys or that
 * command before. */
void settle(struct app_stage *stage);
void press_and_wait(struct app_stage *stage, const char *keys);
void command(struct app_stage *stage, const char *line);

uint32_t step_of(const struct app_stage *stage);
uint32_t end_of(const struct app_stage *stage);

/* Whether a row of the screen, 100x30, holds that ASCII text. */
bool screen_has(struct app_stage *stage, const char *text);

/* What stands in a row, without the blanks on the left; valid until the next call. */
const char *row_text(const struct app_stage *stage, int y);

/* Draws screens of every small size and many larger ones, and clicks all over some. */
void draw_and_click_everywhere(struct app_stage *stage);

/* A split, a second node, a join, bytes, and an operation that does nothing. */
#define HOLES_WORKLOAD \
    "malloc A 1000\n" \
    "malloc B 800\n" \
    "say \"Three blocks stand side by side. Where would a free leave a HOLE?\"\n" \
    "malloc C 2296\n" \
    "mark \"holes\"\n" \
    "free B\n" \
    "say \"B left a HOLE of 800 bytes between A and C.\"\n" \
    "stop\n" \
    "malloc D 400\n" \
    "expect D at 2000\n" \
    "malloc E 900\n" \
    "mark \"second node\"\n" \
    "write E+4 200\n" \
    "get E+4\n" \
    "free A\n" \
    "free D\n" \
    "expect holes 2\n" \
    "free NOBODY\n"

#endif
