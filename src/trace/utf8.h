/* utf8.h: characters of UTF-8, which of them may be shown, and how wide they
 * are on a screen. Knows no locale. */
#ifndef MEMS_TRACE_UTF8_H
#define MEMS_TRACE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character that begins at `bytes`, of which there are `length`, 1
 * or more. Returns its bytes, or 0 when they are no UTF-8. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code);

/* Controls, line separators and bidirectional overrides: what changes how the
 * text around it is shown. */
bool utf8_is_control(uint32_t code);

/* May stand in a name: seen on a screen and no blank. */
bool utf8_is_visible(uint32_t code);

/* May stand in a text: printable, if only as a blank. */
bool utf8_is_shown(uint32_t code);

/* Columns on a screen: 0 (a combining mark, a joiner), 1 or 2. */
int utf8_width(uint32_t code);

/* Shows the character (or the one byte that is none) at `bytes` as printable
 * text: itself, a blank for a tab, or \xNN. Steps *at past it, returns the
 * bytes put in `out`, without a NUL, and their columns. */
#define SHOW_SIZE 4
size_t utf8_show(const char *bytes, size_t length, size_t *at, char out[SHOW_SIZE], int *columns);

#endif
