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

#endif
