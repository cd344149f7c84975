/* digest.c: FNV-1a, by bytes for texts and by words for all else. */
#include "digest.h"

#include <string.h>

#define PRIME UINT64_C(0x100000001b3)

uint64_t digest_bytes(uint64_t digest, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < length; i++)
        digest = (digest ^ at[i]) * PRIME;
    return digest;
}

/* The upper half is folded in, which a product by itself never lets come down. */
uint64_t digest_word(uint64_t digest, uint64_t word)
{
    digest = (digest ^ word) * PRIME;
    return digest ^ digest >> 32;
}

/* With its length, so that no two lists of texts run together. */
static uint64_t digest_text(uint64_t digest, const struct ops *ops, uint32_t id)
{
    size_t length;
    const char *text;

    if (id == NO_TEXT)
        return digest_word(digest, NO_TEXT);
    text = ops_text(ops, id, &length);
    return digest_bytes(digest_word(digest, length), text, length);
}

static uint64_t digest_op(uint64_t digest, const struct ops *ops, const struct op *op)
{
    digest = digest_word(digest, op->kind | (uint64_t)op->name << 8);
    digest = digest_word(digest, op->offset);
    digest = digest_word(digest, op->size);
    return op->kind == OP_WRITE ? digest_text(digest, ops, op->text) : digest;
}

static uint64_t digest_note(uint64_t digest, const struct ops *ops, const struct note *note)
{
    digest = digest_word(digest, note->step | (uint64_t)note->kind << 32
                                     | (uint64_t)note->expect << 40);
    if (note->kind == NOTE_EXPECT)
        return digest_word(digest_word(digest, note->name), note->value);
    return note->kind == NOTE_STOP ? digest : digest_text(digest, ops, note->text);
}

uint64_t ops_digest_steps(const struct ops *ops)
{
    uint64_t digest = DIGEST_START;

    for (size_t i = 0; i < ops_count(ops); i++) {
        struct op op = ops_at(ops, i);

        digest = digest_op(digest, ops, &op);
    }
    for (uint32_t id = 0; id < ops_name_count(ops); id++)
        digest = digest_bytes(digest, ops_name(ops, id), strlen(ops_name(ops, id)) + 1);
    return digest;
}

uint64_t ops_digest(const struct ops *ops)
{
    uint64_t digest = ops_digest_steps(ops);

    for (size_t i = 0; i < ops_note_count(ops); i++)
        digest = digest_note(digest, ops, ops_note(ops, i));
    return digest;
}
