/* stage.c: sets a workload on the stage and lets painters paint it. */
#include "stage.h"

#include "workload.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACE UINT64_C(0x4d454d530000)

void stage_open(struct stage *stage, const char *workload)
{
    struct problems *problems = calloc(1, sizeof *problems);
    memset(stage, 0, sizeof *stage);
    stage->ops = ops_open();
    ck_assert(stage->ops != NULL && problems != NULL);
    FILE *in = fmemopen((char *)(uintptr_t)workload, strlen(workload), "r");
    ck_assert_ptr_nonnull(in);
    if (!workload_read(stage->ops, in, problems, NULL, NULL)) {
        problems_print(problems, "workload", stderr);
        ck_abort_msg("the test's workload is wrong");
    }
    fclose(in);
    free(problems);
    struct mems_options options = *ops_options_view(stage->ops);
    options.place = PLACE;
    ck_assert_int_eq(timeline_open(&stage->timeline, stage->ops, &options), MEMS_OK);
    stage->view = (struct view){
        .timeline = stage->timeline, .title = "test", .follow = true, .rate = 4,
    };
    stage->view.command.caret = -1;
}

void stage_close(struct stage *stage)
{
    frame_close(&stage->frame);
    timeline_close(stage->timeline);
    ops_close(stage->ops);
}

void stage_seek(struct stage *stage, long step)
{
    uint32_t wanted = step < 0 ? timeline_end(stage->timeline) : (uint32_t)step;
    ck_assert_uint_eq(timeline_seek(stage->timeline, wanted), wanted);
}

void stage_type(struct stage *stage, const char *line)
{
    struct problems *problems = calloc(1, sizeof *problems);
    ck_assert_ptr_nonnull(problems);
    ck_assert_msg(workload_read_line(stage->ops, line, problems), "%s", line);
    free(problems);
    ck_assert(timeline_edit(stage->timeline, (uint32_t)ops_count(stage->ops) - 1));
}

void stage_paint(struct stage *stage, painter *paint, int cols, int rows)
{
    ck_assert(frame_resize(&stage->frame, cols, rows));
    frame_clear(&stage->frame);
    paint(&stage->frame, frame_rect(&stage->frame), &stage->view);
}

static unsigned pick(unsigned *state, unsigned below)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 8) % below;
}

char *stage_random(unsigned seed, const char *settings)
{
    char *text = NULL;
    size_t size = 0;
    unsigned state = seed;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "page 1024\n%s\n", settings);
    bool live[40] = {false};
    for (int i = 0; i < 400; i++) {
        unsigned name = pick(&state, 40), bytes = 1 + pick(&state, pick(&state, 8) ? 300 : 3000);
        if (live[name] && pick(&state, 3)) {
            fprintf(out, "free b%u\n", name);
            live[name] = false;
        } else {
            fprintf(out, "%s b%u %u\n", live[name] ? "realloc" : "malloc", name, bytes);
            live[name] = true;
        }
    }
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

char *stage_many_holes(const char *policy)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "policy %s\n", policy);
    for (int i = 0; i < 1000; i++)
        fprintf(out, "malloc h%d %d\nmalloc b%d 40\n", i, 20 + i * 37 % 331 + (i == 700) * 100, i);
    for (int i = 0; i < 1000; i++)
        fprintf(out, "free h%d\n", i);
    fprintf(out, "malloc X 340\nmalloc Y 5000\n");
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* No painter uses it. */
#define UNTOUCHED 0x2603

static void check_outside(const struct frame *frame, struct rect at)
{
    for (int y = 0; y < frame->rows; y++) {
        for (int x = 0; x < frame->cols; x++) {
            bool inside = x >= at.x && x < at.x + at.cols && y >= at.y && y < at.y + at.rows;
            if (!inside && frame_look(frame, x, y)->ch != UNTOUCHED)
                ck_abort_msg("%dx%d: drew outside, at column %d, row %d", at.cols, at.rows,
                             x - at.x, y - at.y);
        }
    }
}

void stage_paint_all_sizes(struct stage *stage, painter *paint, int cols, int rows)
{
    ck_assert(frame_resize(&stage->frame, cols + 4, rows + 4));
    for (int r = 1; r <= rows; r += r < 24 ? 1 : 7) {
        for (int c = 1; c <= cols; c += c < 48 ? 1 : 7) {
            struct rect at = {2, 2, c, r};
            for (int y = 0; y < rows + 4; y++)
                frame_fill(&stage->frame, 0, y, cols + 4, UNTOUCHED, ROLE_PLAIN, ROLE_PLAIN);
            paint(&stage->frame, at, &stage->view);
            check_outside(&stage->frame, at);
        }
    }
}
