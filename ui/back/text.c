/* text.c: a frame as plain text: what can be put in a mail or compared. */
#include "back.h"

#include "put.h"

/* Columns of the row up to its last character that is no blank. */
static int row_length(const struct frame *frame, int y)
{
    int length = frame->cols;
    while (length > 0 && frame_look(frame, length - 1, y)->ch == ' ')
        length--;
    return length;
}

bool text_write(const struct frame *frame, enum glyphs glyphs, FILE *out)
{
    for (int y = 0; y < frame->rows; y++) {
        int length = row_length(frame, y);
        for (int x = 0; x < length; x++)
            put_character(put_glyph(frame_look(frame, x, y), glyphs), out);
        fputc('\n', out);
    }
    return fflush(out) == 0 && !ferror(out);
}
