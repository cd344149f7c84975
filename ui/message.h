/* message.h: what the program says outside the screen. Whatever it is told to
 * say, no control character reaches the stream, and on standard error none that the
 * locale lacks. */
#ifndef MEMS_UI_MESSAGE_H
#define MEMS_UI_MESSAGE_H

#include "theme.h"
#include "workload.h"

#include <stdbool.h>
#include <stdio.h>

/* Exit statuses of the program. */
enum { STATUS_OK = 0, STATUS_EXPECTATION = 1, STATUS_BAD = 2 };

/* "mems: ", the message and a newline, on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without the name of the program. */
void put_said(const char *text);

/* What problems_print prints, on standard error. */
void complain_of_problems(const struct problems *problems, const char *file);

/* The characters of the locale, or ASCII. */
enum glyphs locale_glyphs(void);

/* `text`, with '?' for each character that is not printable. */
void put_safe(FILE *out, const char *text);

/* The same as one word of a shell, in quotes where it needs them. */
void put_word(FILE *out, const char *text);

/* put_safe, then blanks up to `columns`. */
void put_padded(FILE *out, const char *text, int columns);

/* Ends a stream that was written to: false, with a message, when what was
 * written did not get there. It is flushed and stays open. */
bool finish_stream(FILE *out, const char *name);

#endif
