/* character.h: characters as frames hold them: what may be shown, how wide it is,
 * and its bytes. Tables of our own, so that every machine and locale draws
 * the same frame. */
#ifndef MEMS_VIEW_CHARACTER_H
#define MEMS_VIEW_CHARACTER_H

#include <stddef.h>
#include <stdint.h>

#define CHARACTER_REPLACEMENT 0xFFFDu

/* Columns a printable character takes: 0 (combining, invisible), 1 or 2. */
int character_width(uint32_t ch);

/* What a frame holds for `ch`: itself, or U+FFFD for whatever could steer a
 * terminal or is no character (controls, bidirectional controls, surrogates,
 * noncharacters, beyond Unicode). */
uint32_t character_printable(uint32_t ch);

/* The bytes of `ch`, which is at most 0x10FFFF; returns how many (1 to 4). */
size_t character_encode(uint32_t ch, char out[4]);

/* ---- Text of unknown origin: UTF-8, of which broken bytes are U+FFFD each ---- */

/* Columns that `text` takes. */
int text_width(const char *text);

/* Decodes one character of UTF-8 as frames hold it and steps *text past it;
 * 0 at the end. *width is 0 (dropped), 1 or 2. */
uint32_t text_next(const char **text, int *width);

/* How many bytes of `text` make one line of at most `cols` columns: up to its
 * end, a newline or the blanks before the word that no longer fits (a word
 * longer than the line is cut). Never 0 when there is text but for a newline.
 * The rest begins at the next character that is no blank or newline. */
size_t text_wrap(const char *text, int cols);

/* `n` with a comma after every third digit ("12,345"), in `out`; returns out. */
#define NUMBER_SIZE 32
char *number_text(char out[NUMBER_SIZE], uint64_t n);

/* Columns that this takes. */
int number_width(uint64_t n);

#endif
