/* key_list.c: such a panel: the keys in one column, what they do in another. */
#include "key_list.h"

#include "pen.h"

void paint_key_list(struct frame *frame, const struct key_line *lines, size_t count)
{
    int rows = (int)count + 1, top = frame->rows - 1 - rows, keys = 0;
    if (top < 1)
        top = 1;
    struct rect at = {0, top, frame->cols, frame->rows - 1 - top};
    for (size_t i = 0; i < count; i++)
        keys = text_width(lines[i].key) > keys ? text_width(lines[i].key) : keys;
    for (int row = 0; row < at.rows; row++)
        pen_fill(frame, at, 0, row, at.cols, ' ', ROLE_PLAIN, ROLE_PLAIN);
    pen_fill(frame, at, 0, 0, at.cols, 0x2500, ROLE_FAINT, ROLE_PLAIN);
    pen_text(frame, at, 2, 0, at.cols, ROLE_STRONG, ROLE_PLAIN, " keys ");
    for (int i = 0; i < (int)count; i++) {
        pen_text(frame, at, 1, i + 1, keys, ROLE_KEY, ROLE_PLAIN, lines[i].key);
        pen_text(frame, at, keys + 4, i + 1, at.cols - keys - 4, ROLE_PLAIN, ROLE_PLAIN,
                 lines[i].does);
    }
}
