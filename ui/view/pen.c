/* pen.c: clipping to a rectangle, once, for all painters. */
#include "pen.h"

void pen_put(struct frame *frame, struct rect at, int x, int y, uint32_t ch, enum role ink,
             enum role paper)
{
    if (x >= 0 && x < at.cols && y >= 0 && y < at.rows)
        frame_put(frame, at.x + x, at.y + y, ch, ink, paper);
}

void pen_fill(struct frame *frame, struct rect at, int x, int y, int count, uint32_t ch,
              enum role ink, enum role paper)
{
    int end = x + count < at.cols ? x + count : at.cols;
    int begin = x > 0 ? x : 0;
    if (begin < end && y >= 0 && y < at.rows)
        frame_fill(frame, at.x + begin, at.y + y, end - begin, ch, ink, paper);
}

int pen_text(struct frame *frame, struct rect at, int x, int y, int cols, enum role ink,
             enum role paper, const char *text)
{
    if (cols > at.cols - x)
        cols = at.cols - x;
    if (x < 0 || y < 0 || y >= at.rows || cols < 1)
        return 0;
    return frame_text(frame, at.x + x, at.y + y, cols, ink, paper, text);
}

int pen_right(struct frame *frame, struct rect at, int from, int end, int y, enum role ink,
              enum role paper, const char *text)
{
    int width = text_width(text);
    if (end - width < from)
        return end;
    pen_text(frame, at, end - width, y, width, ink, paper, text);
    return end - width;
}
