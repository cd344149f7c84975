/* app_stage.c: an app that knows the whole of a workload and stands at its
 * start, and what a person does to it. */
#include "app_stage.h"

#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define PLACE ((uintptr_t)0x4d454d530000)

struct app_stage app_stage_unknown(const char *text)
{
    struct app_stage stage = {.ops = ops_open()};
    struct problems problems = {0};
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    ck_assert(workload_read(stage.ops, in, &problems, NULL, NULL));
    fclose(in);
    struct mems_options options = *ops_options_view(stage.ops);
    options.place = PLACE;
    enum mems_error error;
    stage.app = app_open(stage.ops, &options, "lessons/holes.mems", THEME_DARK, &error);
    ck_assert_ptr_nonnull(stage.app);
    return stage;
}

struct app_stage app_stage_open(const char *text)
{
    struct app_stage stage = app_stage_unknown(text);
    app_learn(stage.app, UINT32_MAX);
    app_do(stage.app, ACTION_HOME);
    return stage;
}

struct app_stage app_stage_load(const char *text)
{
    static struct problems problems;
    struct app_stage stage = app_stage_unknown(text);
    app_load(stage.app, &(struct loading){.problems = &problems});
    return stage;
}

void app_stage_close(struct app_stage *stage)
{
    app_close(stage->app);
    ops_close(stage->ops);
    frame_close(&stage->frame);
}

void draw(struct app_stage *stage, int cols, int rows)
{
    ck_assert(frame_resize(&stage->frame, cols, rows));
    app_resize(stage->app, cols, rows);
    app_draw(stage->app, &stage->frame);
}

void press(struct app_stage *stage, const char *keys)
{
    while (*keys != '\0') {
        size_t length = strcspn(keys, " ");
        app_key(stage->app, key_of_name(keys, length));
        keys += length + strspn(keys + length, " ");
    }
}

void type(struct app_stage *stage, const char *text)
{
    for (; *text != '\0'; text++)
        app_key(stage->app, (unsigned char)*text);
}

void settle(struct app_stage *stage)
{
    while (app_busy(stage->app) >= 0) {
        app_tick(stage->app, 0);
        app_work(stage->app);
    }
}

void press_and_wait(struct app_stage *stage, const char *keys)
{
    press(stage, keys);
    settle(stage);
}

void command(struct app_stage *stage, const char *line)
{
    app_command(stage->app, line);
    settle(stage);
}

uint32_t step_of(const struct app_stage *stage)
{
    return timeline_step(app_view(stage->app)->timeline);
}

uint32_t end_of(const struct app_stage *stage)
{
    return timeline_end(app_view(stage->app)->timeline);
}

bool screen_has(struct app_stage *stage, const char *text)
{
    char row[FRAME_COLS_MAX + 1];
    draw(stage, 100, 30);
    for (int y = 0; y < stage->frame.rows; y++) {
        for (int x = 0; x < stage->frame.cols; x++) {
            uint32_t ch = frame_look(&stage->frame, x, y)->ch;
            row[x] = ch > 0 && ch < 127 ? (char)ch : '?';
        }
        row[stage->frame.cols] = '\0';
        if (strstr(row, text) != NULL)
            return true;
    }
    return false;
}

const char *row_text(const struct app_stage *stage, int y)
{
    static char text[FRAME_COLS_MAX + 1];
    size_t length = 0;
    for (int x = 0; x < stage->frame.cols; x++) {
        uint32_t ch = frame_look(&stage->frame, x, y)->ch;
        if (ch != ' ' || length > 0)
            text[length++] = ch > 0 && ch < 127 ? (char)ch : '?';
    }
    text[length] = '\0';
    return text;
}

void draw_and_click_everywhere(struct app_stage *stage)
{
    for (int cols = 1; cols <= 260; cols += cols < 30 ? 1 : 7)
        for (int rows = 1; rows <= 60; rows += rows < 30 ? 1 : 5)
            draw(stage, cols, rows);
    draw(stage, 1000, 500);
    for (int rows = 1; rows <= 31; rows += 3) {
        draw(stage, 90, rows);
        for (int y = -1; y < rows - 1; y++)
            for (int x = -1; x <= 90; x += 3)
                app_click(stage->app, x, y);
    }
}
