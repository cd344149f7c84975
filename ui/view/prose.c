/* prose.c: wraps text; a row never holds more than its columns. */
#include "prose.h"

#include <stdio.h>
#include <string.h>

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

/* Past the blanks, or the line's end, where a row was broken. */
static const char *skip_break(const char *text)
{
    text = skip_blanks(text);
    return *text == '\n' ? text + 1 : text;
}

/* The bytes of the next row: at least one character, or none of an empty line. */
static size_t row_bytes(const char *text, int cols)
{
    size_t bytes = text_wrap(text, cols);
    if (bytes == 0 && *text != '\n') {
        const char *next = text;
        int width;
        text_next(&next, &width);
        bytes = (size_t)(next - text);
    }
    return bytes;
}

int prose_rows(const char *text, int cols, int most)
{
    int rows = 0;
    if (cols < 1)
        return 0;
    for (text = skip_blanks(text); *text && rows < most; rows++)
        text = skip_break(text + row_bytes(text, cols));
    return rows;
}

size_t prose_whole(const char *text, const char *between, int cols, int rows)
{
    char part[1024];
    size_t bytes = 0;
    for (const char *at = text; at != NULL;) {
        const char *next = strstr(at, between);
        size_t length = next != NULL ? (size_t)(next - text) : strlen(text);
        snprintf(part, sizeof part, "%.*s", (int)length, text);
        if (bytes > 0 && (length >= sizeof part || prose_rows(part, cols, rows + 1) > rows))
            break;
        bytes = length;
        at = next != NULL ? next + strlen(between) : NULL;
    }
    return bytes;
}

int prose_paint(struct frame *frame, struct rect at, enum role ink, const char *text)
{
    int rows = prose_rows(text, at.cols, at.rows);
    text = skip_blanks(text);
    for (int row = 0; row < rows; row++) {
        size_t bytes = row_bytes(text, at.cols);
        if (row == at.rows - 1)
            frame_text(frame, at.x, at.y + row, at.cols, ink, ROLE_PLAIN, text);
        else
            frame_print(frame, at.x, at.y + row, at.cols, ink, ROLE_PLAIN, "%.*s", (int)bytes,
                        text);
        text = skip_break(text + bytes);
    }
    return rows;
}
